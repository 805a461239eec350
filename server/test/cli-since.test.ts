/** What a branch answers for, through the real command line: whatever judges today judges the commit it began at as well. */

import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { codebaseOnDisk, verdictOf, type CodebaseOnDisk } from './support/codebase-on-disk.ts';

const ROUTE = "import express from 'express';\nimport { readFileSync } from 'node:fs';\nexport const app = express();\n";
const SLOW = (path: string): string => `app.get('${path}', (request, response) => response.send(readFileSync('${path}.html', 'utf8')));\n`;
const MANIFEST = '{ "name": "shop", "type": "module", "dependencies": { "express": "5" } }';

const CHECK = ['check', '--rule', 'blocking-call-in-request-path'];

describe('a branch and the commit it began at', function () {
  this.timeout(240_000);
  let code: CodebaseOnDisk;
  beforeEach(() => (code = codebaseOnDisk()));
  afterEach(() => code.remove());

  it('are judged by the same rules in code, those that the branch brings included', () => {
    code.write('package.json', MANIFEST);
    code.write('tenfold.json', '{ "rules": { "blocking-call-in-request-path": "off" } }\n');
    code.write('src/app.ts', ROUTE + SLOW('/orders'));
    code.commit('before');
    code.git('checkout', '-q', '-b', 'feature');
    assert.equal(code.tenfold('new-rule', 'acme/late-order').status, 0);
    assert.match(code.tenfold('rules', '--trust').stdout, /^acme\/late-order +warning /m);
    assert.match(code.tenfold('explain', 'acme/late-order', '--trust').stdout, /^Late order \(acme\/late-order, warning\)/);
    assert.match(code.tenfold('explain', 'acme/late-order').stderr, /There is no rule "acme\/late-order".*are code and were not run/);
    assert.deepEqual(verdictOf(code.tenfold('check', '--rule', 'acme/late-order', '--trust')), [1, '1 finding: 1 warning.']);
    assert.deepEqual(verdictOf(code.tenfold('check', '--rule', 'acme/late-order', '--trust', '--since', 'main')), [0, 'No findings.']);
    code.write('src/app.ts', ROUTE + SLOW('/orders') + SLOW('/prices'));
    const { status, stdout } = code.tenfold('check', '--rule', 'acme/late-order', '--trust', '--since', 'main');
    assert.equal(status, 1);
    assert.match(stdout, /while GET \/prices waits\. {2}acme\/late-order/);
    assert.doesNotMatch(stdout, /while GET \/orders waits/);
  });

  it("are held against the team's dependency-cruiser config, through a move of the file", () => {
    code.write('package.json', MANIFEST);
    code.write('.dependency-cruiser.json', JSON.stringify({ forbidden: [
      { name: 'web-not-to-db', severity: 'error', from: { path: '^src/(web|pages)' }, to: { path: '^src/db' } },
      { name: 'no-circles', severity: 'warn', from: {}, to: { circular: true } },
      { name: 'no-orphans', severity: 'warn', from: { orphan: true }, to: {} },
      { name: 'no-fs', severity: 'warn', from: {}, to: { path: '^(node:)?fs$' } },
    ] }));
    code.write('src/db/pool.ts', "import { orders } from './orders.ts';\nexport const pool = () => orders;\n");
    code.write('src/db/orders.ts', "import { pool } from './pool.ts';\nimport fs from 'node:fs';\nexport const orders = () => [pool, fs];\n");
    code.write('src/web/page.ts', "import { pool } from '../db/pool.ts';\nexport const page = pool;\n");
    code.write('src/web/lonely.ts', 'export const lonely = 1;\n');
    code.write('src/web/menu.ts', 'export const menu = 1;\n');
    code.write('src/main.ts', "import { page } from './web/page.ts';\nimport { menu } from './web/menu.ts';\nexport const main = [page, menu];\n");
    code.commit('before');
    code.git('checkout', '-q', '-b', 'feature');
    const { stdout: all } = code.tenfold('check', '--rule', 'architecture-rule-broken');
    assert.equal(verdictOf({ status: 1, stdout: all, stderr: '' })[1], '4 findings: 1 error, 3 warnings.', all);
    assert.deepEqual(verdictOf(code.tenfold('check', '--since', 'main')), [0, 'No findings.']);

    renameSync(join(code.folder, 'src/web'), join(code.folder, 'src/pages'));
    code.write('src/main.ts', code.read('src/main.ts').replaceAll('./web/', './pages/'));
    assert.deepEqual(verdictOf(code.tenfold('check', '--since', 'main')), [0, 'No findings.']);

    code.write('src/pages/menu.ts', "import { orders } from '../db/orders.ts';\nexport const menu = orders;\n");
    const added = code.tenfold('check', '--since', 'main');
    assert.deepEqual(verdictOf(added), [1, '1 finding: 1 error.'], added.stdout);
    assert.match(added.stdout, /menu\.ts imports orders\.ts, which breaks web-not-to-db/);

    code.write('src/pages/menu.ts', 'export const menu = 1;\n');
    code.write('src/main.ts', "import { page } from './pages/page.ts';\nexport const main = page;\n");
    const orphaned = code.tenfold('check', '--since', 'main');
    assert.match(orphaned.stdout, /menu\.ts breaks no-orphans/);
    assert.deepEqual(verdictOf(orphaned), [1, '1 finding: 1 warning.']);
  });

  it('are compared in a folder of the repository as in the whole, with what stands above it', () => {
    code.write('package.json', '{ "name": "all", "workspaces": ["services/*", "libs/*"] }');
    code.write('tenfold.json', '{ "extends": "./settings/base.json" }\n');
    code.write('settings/base.json', '{ "rules": { "blocking-call-in-request-path": "error" } }\n');
    code.write('services/shop/package.json', MANIFEST);
    code.write('services/shop/src/deep/app.ts', ROUTE + SLOW('/orders'));
    code.write('libs/shop/package.json', '{ "name": "other" }');
    code.commit('before');
    code.git('checkout', '-q', '-b', 'feature');
    assert.deepEqual(verdictOf(code.tenfoldIn('services/shop', ...CHECK)), [1, '1 finding: 1 error.']);
    for (const below of ['services/shop', 'services']) assert.deepEqual(verdictOf(code.tenfoldIn(below, ...CHECK, '--since', 'main')), [0, 'No findings.'], below);
    code.write('services/shop/src/deep/app.ts', ROUTE + SLOW('/orders') + SLOW('/prices'));
    for (const below of ['services/shop', '.']) assert.deepEqual(verdictOf(code.tenfoldIn(below, ...CHECK, '--since', 'main')), [1, '1 finding: 1 error.'], below);
    assert.deepEqual(verdictOf(code.tenfoldIn('services/shop', ...CHECK, '--staged')), [0, 'No findings.']);
    code.git('add', '.');
    for (const below of ['services/shop', '.']) assert.deepEqual(verdictOf(code.tenfoldIn(below, ...CHECK, '--staged')), [1, '1 finding: 1 error.'], below);
  });

  it('share the comments that switch nothing off, which fail only whoever adds one', () => {
    const idle = '// tenfold-ignore-next-line blocking-call-in-request-path -- small\nexport const one = 1;\n';
    code.write('package.json', MANIFEST);
    code.write('src/idle.ts', idle);
    code.write('src/expired.ts', `// tenfold-ignore-file blocking-call-in-request-path until 2020-01-01 -- small\nexport const two = 2;\n`);
    code.commit('before');
    code.git('checkout', '-q', '-b', 'feature');
    assert.equal(code.tenfold('check').status, 1);
    const { status, stdout } = code.tenfold('check', '--since', 'main');
    assert.equal(status, 0, stdout);
    assert.doesNotMatch(stdout, /switch nothing off/);
    renameSync(join(code.folder, 'src/idle.ts'), join(code.folder, 'src/quiet.ts'));
    assert.equal(code.tenfold('check', '--since', 'main').status, 0);
    assert.equal(code.tenfold('check', '--since', 'main', '--fail-on', 'any').status, 1);
    renameSync(join(code.folder, 'src/quiet.ts'), join(code.folder, 'src/idle.ts'));
    code.write('src/more.ts', idle);
    const added = code.tenfold('check', '--since', 'main');
    assert.equal(added.status, 1);
    assert.match(added.stdout, /Comments that switch nothing off\n {2}src\/more\.ts:1:1 {2}Nothing is found here/);
  });
});
