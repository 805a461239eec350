/** Tests where no fix is offered: code that only looks as if it could be rewritten. */

import assert from 'node:assert/strict';
import { catalog } from '../../../rules/catalog.generated.ts';
import { analyseTexts, type Texts } from '../support/fixture.ts';

/** How many findings the rule has, and the titles of the fixes it offers for them. */
async function offered(rule: string, texts: Texts): Promise<{ readonly findings: number; readonly fixes: readonly string[] }> {
  const entry = catalog.find(({ id }) => id === rule);
  assert.ok(entry, rule);
  const { findings, fixesFor } = await analyseTexts(texts, entry);
  return { findings: findings.length, fixes: findings.flatMap((finding) => fixesFor(finding, (file) => texts[file]).map(({ title }) => title)) };
}

const NODE = `import express from 'express';
import fs from 'node:fs';
const app = express();
`;

const BLOCKING: Readonly<Record<string, Texts>> = {
  'a constructor cannot wait': { 'a.ts': `${NODE}class Page { text; constructor() { this.text = fs.readFileSync('a'); } }\napp.get('/a', async (request, response) => { response.json(new Page().text); });` },
  'a getter cannot wait': { 'a.ts': `${NODE}function load() { return fs.readFileSync('a'); }\nclass Page { get text() { return load(); } }\napp.get('/a', async (request, response) => { response.json([load(), new Page().text]); });` },
  'a callback of map would give promises': { 'a.ts': `${NODE}app.get('/a', async (request, response) => { response.json(request.body.map((name: string) => fs.readFileSync(name))); });` },
  'a callback of filter would always be true': { 'a.ts': `${NODE}const isFull = (name: string) => fs.statSync(name).size > 0;\napp.get('/a', async (request, response) => { response.json(request.body.filter(isFull)); });` },
  'a generator gives one after the other': { 'a.ts': `${NODE}function* all() { yield fs.readFileSync('a'); }\napp.get('/a', async (request, response) => { response.json([...all()]); });` },
  'what runs as the module loads cannot wait everywhere': { 'a.ts': `${NODE}function load() { return fs.readFileSync('a'); }\nexport const first = load();\napp.get('/a', async (request, response) => { response.json(load()); });` },
  'a default of a parameter cannot wait': { 'a.ts': `${NODE}async function show(text = fs.readFileSync('a')) { return text; }\napp.get('/a', async (request, response) => { response.json(await show()); });` },
  'a base class prescribes the result': { 'a.ts': `${NODE}abstract class Base { abstract load(): string }\nclass Page extends Base { load(): string { return fs.readFileSync('a', 'utf8'); } }\nconst page = new Page();\napp.get('/a', async (request, response) => { response.json(page.load()); });` },
  'Express 4 does not see a handler that rejects': { 'package.json': '{ "dependencies": { "express": "^4.18.0" } }', 'a.ts': `${NODE}app.get('/a', (request, response) => { response.json(fs.readFileSync('a')); });` },
  'another caller cannot wait': { 'a.ts': `${NODE}function load() { return fs.readFileSync('a'); }\nclass Page { text = load(); }\napp.get('/a', async (request, response) => { response.json([load(), new Page()]); });` },
  'the promise form is another thing': { 'a.ts': `${NODE}app.get('/a', async (request, response) => { response.json(fs.openSync('a')); });` },
};

const CLIENT = `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { Pool } from 'pg';
const app = express();
`;

const CLIENTS: Readonly<Record<string, Texts>> = {
  'it is closed again': { 'a.ts': `${CLIENT}app.get('/a', async (request, response) => {\n  const pool = new Pool();\n  response.json(await pool.query('SELECT 1'));\n  await pool.end();\n});\n` },
  'it needs something of the request': { 'a.ts': `${CLIENT}app.get('/a', async (request, response) => {\n  const pool = new Pool({ database: request.params.tenant });\n  response.json(await pool.query('SELECT 1'));\n});\n` },
  'it is handed on': { 'a.ts': `${CLIENT}function open() {\n  const prisma = new PrismaClient();\n  return prisma;\n}\napp.get('/a', async (request, response) => {\n  response.json(await open().order.findFirst());\n});\n` },
  'the module has something of that name': { 'a.ts': `${CLIENT}const pool = 1;\napp.get('/a', async (request, response) => {\n  const pool = new Pool();\n  response.json(await pool.query('SELECT 1'));\n});\n` },
  'listeners would pile up': { 'a.ts': `${CLIENT}app.get('/a', async (request, response) => {\n  const pool = new Pool();\n  pool.on('error', () => response.end());\n  response.json(await pool.query('SELECT 1'));\n});\n` },
};

describe('quick fixes: no client for all requests where', () => {
  for (const [name, texts] of Object.entries(CLIENTS)) {
    it(name, async () => {
      const { findings, fixes } = await offered('client-per-request', texts);
      assert.ok(findings > 0, 'there is something to fix');
      assert.deepEqual(fixes, []);
    });
  }
});

const cache = (version: string, more: string, types = '<string, number>'): Texts => ({
  'package.json': `{ "dependencies": { "express": "5.0.0"${version} } }`,
  'a.ts': `import express from 'express';\nconst app = express();\nconst seen = new Map${types}();\napp.get('/:a', (request, response) => {\n  seen.set(request.params.a, 1);\n  response.json(${more});\n});\n`,
});

const CACHES: Readonly<Record<string, Texts>> = {
  'the package has no library for it': cache('', '{}'),
  'the library is too old to be imported by name': cache(', "lru-cache": "^5.1.1"', '{}'),
  'someone goes through all entries': cache(', "lru-cache": "^11.0.0"', '[...seen]'),
  'nothing may be a value': cache(', "lru-cache": "^11.0.0"', '{}', '<string, number | null>'),
};

describe('quick fixes: no bound for a map where', () => {
  for (const [name, texts] of Object.entries(CACHES)) {
    it(name, async () => {
      const { findings, fixes } = await offered('unbounded-in-memory-cache', texts);
      assert.ok(findings > 0, 'there is something to fix');
      assert.deepEqual(fixes, []);
    });
  }
});

const tree = (library: string, child: string): Texts => ({
  'package.json': `{ "type": "module", "dependencies": { "express": "5.0.0", "@prisma/client": "6.0.0"${library} } }`,
  'a.ts': `import express from 'express';\nimport { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nconst app = express();\nasync function load(ids: string[]) {\n  return Promise.all(ids.map(async (id) => {\n    const node = await prisma.node.findUniqueOrThrow({ where: { id } });\n    return ${child};\n  }));\n}\napp.post('/a', async (request, response) => { response.json(await load(request.body)); });\n`,
});

describe('quick fixes: no limit where', () => {
  for (const [name, texts] of Object.entries({
    'the package has no library for it': tree('', 'node'),
    'the work waits for more of its kind': tree(', "p-limit": "^6.0.0"', 'load(node.children)'),
  })) {
    it(name, async () => {
      const { findings, fixes } = await offered('unbounded-fan-out', texts);
      assert.ok(findings > 0, 'there is something to fix');
      assert.deepEqual(fixes, []);
    });
  }

  it('but otherwise', async () => {
    assert.deepEqual((await offered('unbounded-fan-out', tree(', "p-limit": "^6.0.0"', 'node'))).fixes, ['Run ten at a time']);
  });
});

const each = (query: string, orders = 'request.body.orders', more = ''): Texts => ({
  'a.ts': `import express from 'express';\nimport { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nconst app = express();\napp.post('/a', async (request, response) => {\n  const orders = ${orders};\n  const names = [];\n  for (const order of orders) {\n    const customer = await ${query};\n    names.push(customer.name);${more}\n  }\n  response.json(names);\n});\n`,
});
const BY_ID = 'prisma.customer.findUnique({ where: { id: order.customerId } })';

describe('quick fixes: no waiting together', () => {
  it('where something is said between the two', async () => {
    const { findings, fixes } = await offered('sequential-awaits', {
      'a.ts': `import express from 'express';\nimport { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nconst app = express();\napp.get('/a', async (request, response) => {\n  const orders = await prisma.order.findMany({ take: 9 });\n  // Prices may change.\n  const prices = await prisma.price.findMany({ take: 9 });\n  response.json({ orders, prices });\n});\n`,
    });
    assert.ok(findings > 0, 'there is something to fix');
    assert.deepEqual(fixes, []);
  });
});

describe('quick fixes: no query before the loop where', () => {
  for (const [name, texts] of Object.entries({
    'the first of many is asked for': each('prisma.customer.findFirst({ where: { country: order.country } })'),
    'two fields are the key': each('prisma.customer.findUnique({ where: { id: order.customerId, shop: order.shop } })'),
    'the key may be left out of the rows': each('prisma.customer.findUnique({ where: { id: order.customerId }, omit: { id: true } })'),
    'the loop goes through a set': each(BY_ID, 'new Set(request.body.orders)'),
    'the loop writes what it reads': each(BY_ID, undefined, '\n    await prisma.customer.update({ where: { id: order.customerId }, data: { seen: true } });'),
  })) {
    it(name, async () => {
      const { findings, fixes } = await offered('query-in-loop', texts);
      assert.ok(findings > 0, 'there is something to fix');
      assert.deepEqual(fixes, []);
    });
  }

  it('but otherwise', async () => {
    assert.deepEqual((await offered('query-in-loop', each(BY_ID))).fixes, ['Ask once, before the loop']);
  });
});

describe('quick fixes: no promise form where', () => {
  for (const [name, texts] of Object.entries(BLOCKING)) {
    it(name, async () => {
      const { findings, fixes } = await offered('blocking-call-in-request-path', texts);
      assert.ok(findings > 0, 'there is something to fix');
      assert.deepEqual(fixes, []);
    });
  }

  it('but in a handler of Express 5', async () => {
    const { fixes } = await offered('blocking-call-in-request-path', { 'package.json': '{ "dependencies": { "express": "^5.0.0" } }', 'a.ts': `${NODE}app.get('/a', (request, response) => { response.json(fs.readFileSync('a')); });` });
    assert.deepEqual(fixes, ['Wait for fs.promises.readFile instead']);
  });
});
