/** Which folders are services, and which files are theirs. */

import assert from 'node:assert/strict';
import { discover, type ProjectConfig } from '../../src/discover/discover.ts';
import { memoryFileSystem } from '../../src/rule-tests/memory-file-system.ts';

const express = '{ "name": "shop", "scripts": { "start": "node main.js" }, "dependencies": { "express": "5.0.0" } }';

describe('services', () => {
  it('are the projects of Nx that run on a server, without a package.json of their own', async () => {
    assert.deepEqual(
      await services({
        'package.json': express,
        'apps/api/project.json': '{ "name": "api", "projectType": "application", "targets": { "serve": { "executor": "@nx/js:node" } } }',
        'apps/api/src/main.ts': '',
        'apps/client/project.json': '{ "name": "client", "projectType": "application", "targets": { "serve": { "executor": "@nx/angular:dev-server" } } }',
        'apps/client/src/main.ts': '',
        'libs/common/project.json': '{ "name": "common", "projectType": "library" }',
        'libs/common/src/index.ts': '',
        'prisma/seed.ts': '',
      }),
      ['shop library: prisma/seed.ts', 'api service: apps/api/src/main.ts', 'client library: apps/client/src/main.ts', 'common library: libs/common/src/index.ts'],
    );
  });

  it('are not other ways to start a Nest application, as its command line is', async () => {
    const nest = { sourceRoot: 'src', entryFile: 'main', projects: { cli: { type: 'application', root: 'src', entryFile: 'cli' } } };
    assert.deepEqual(await services({ 'package.json': express, 'nest-cli.json': JSON.stringify(nest), 'src/main.ts': '', 'src/cli.ts': '' }), ['shop service: src/cli.ts, src/main.ts']);
  });

  it('are read from the list of projects of an older workspace', async () => {
    const projects = { api: { root: 'apps/api', projectType: 'application', architect: { build: { builder: '@nrwl/node:webpack' } } }, common: { root: 'libs/common', projectType: 'library' } };
    assert.deepEqual(await services({ 'package.json': express, 'angular.json': JSON.stringify({ projects }), 'apps/api/main.ts': '', 'libs/common/index.ts': '' }), ['api service: apps/api/main.ts', 'common library: libs/common/index.ts']);
  });

  it('are packages that Nx runs on a server', async () => {
    const project = '{ "projectType": "application", "targets": { "serve": { "executor": "@nx/js:node" } } }';
    assert.deepEqual(await services({ 'package.json': '{ "name": "shop" }', 'packages/orders/package.json': '{ "name": "@shop/orders" }', 'packages/orders/project.json': project, 'packages/orders/main.ts': '' }), ['@shop/orders service: packages/orders/main.ts']);
  });

  it('are told apart where a root has the name of the package it starts', async () => {
    const files = { 'package.json': express, Dockerfile: '', 'main.js': '', 'packages/shop/package.json': express, 'packages/shop/main.js': '', 'packages/shop/orders.js': '', 'apps/shop/package.json': express, 'apps/shop/main.js': '' };
    assert.deepEqual(await services(files), ['shop (root) library: main.js', 'apps/shop service: apps/shop/main.js', 'shop service: packages/shop/main.js, packages/shop/orders.js']);
  });

  it('are what an image or a start script makes of a folder below apps, though its dependencies stand at the root', async () => {
    const root = '{ "name": "shop", "workspaces": ["apps/*"], "scripts": { "start": "turbo run start" }, "dependencies": { "express": "5.0.0" } }';
    assert.deepEqual(await services({
      'package.json': root, 'Dockerfile': '', 'apps/orders/package.json': '{ "name": "orders", "scripts": { "start": "node dist/main.js" } }', 'apps/orders/main.ts': '',
      'apps/prices/package.json': '{ "name": "prices", "dependencies": { "@shop/prices": "1.0.0" } }', 'apps/prices/Dockerfile': '', 'apps/prices/index.ts': '',
      'pods/stock/package.json': '{ "name": "stock", "scripts": { "docker:build": "docker build -t shop/stock ." } }', 'pods/stock/Dockerfile': '', 'pods/stock/index.ts': '',
      'apps/letters/package.json': '{ "name": "letters", "scripts": { "build": "tsc" } }', 'apps/letters/index.ts': '',
      'apps/worker/package.json': '{ "name": "worker", "private": true, "scripts": { "start": "tsx index.ts" }, "dependencies": { "pg": "8.0.0" } }', 'apps/worker/index.ts': '',
    }), ['letters library: apps/letters/index.ts', 'orders service: apps/orders/main.ts', 'prices service: apps/prices/index.ts', 'worker service: apps/worker/index.ts', 'stock service: pods/stock/index.ts']);
  });

  it('are the whole workspace, where an installer brings the package.json to the code', async () => {
    const moved = '{ "name": "shop", "main": "main.js", "dependencies": { "express": "5.0.0" } }';
    assert.deepEqual(await services({ 'install/package.json': moved, 'install/web.js': '', 'main.js': '', 'src/orders.js': '' }), ['shop service: install/web.js, main.js, src/orders.js']);
  });

  it('take their files from the service around them', async () => {
    const files = { 'package.json': express, 'main.ts': '', 'src/worker/main.ts': '' };
    assert.deepEqual(await services(files, { services: [{ name: 'worker', root: 'src/worker/' }], include: [], exclude: [] }), ['shop service: main.ts', 'worker service: src/worker/main.ts']);
  });

  it('are packages with an image of their own beside other services, whatever starts them', async () => {
    const service = '{ "name": "@shop/orders", "scripts": { "dev": "npm-run-all build watch" } }';
    assert.deepEqual(await services({ 'package.json': '{ "name": "shop" }', 'services/orders/package.json': service, 'services/orders/Dockerfile': '', 'services/orders/main.ts': '' }), ['@shop/orders service: services/orders/main.ts']);
  });

  it('are not what a project.json of another kind says', async () => {
    assert.deepEqual(await services({ 'package.json': express, 'main.ts': '', 'data/project.json': '{ "name": "data", "version": 3 }', 'data/a.ts': '', 'odd/project.json': '[', 'odd/a.ts': '' }), ['shop service: data/a.ts, main.ts, odd/a.ts']);
  });
});

async function services(files: Readonly<Record<string, string>>, config?: ProjectConfig): Promise<readonly string[]> {
  const fs = memoryFileSystem(Object.fromEntries(Object.entries(files).map(([path, text]) => [`/shop/${path}`, text])));
  const { value } = await discover('/shop', config, fs);
  return value.workspace.services.map(({ name, kind, files: own }) => `${name} ${kind}: ${own.join(', ')}`);
}
