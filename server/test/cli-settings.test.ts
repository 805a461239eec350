/** The commands that write settings, as processes: what they write, what they leave alone, what they say. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const cli = join(import.meta.dirname, '../../dist/cli.mjs');

const SHOP: Readonly<Record<string, string>> = {
  'package.json': '{ "workspaces": ["apps/*"] }',
  'CODEOWNERS': '/apps/shop/ @acme/shop\n',
  'apps/shop/package.json': '{ "name": "@acme/shop", "dependencies": { "express": "^4" }, "scripts": { "start": "node index.js" } }',
  'apps/shop/index.ts': "import express from 'express';\nimport { readFileSync } from 'node:fs';\n\nconst app = express();\napp.get('/orders', (request, response) => response.json(readFileSync('orders.json', 'utf8')));\n",
  'apps/mail/package.json': '{ "name": "mail", "dependencies": { "bullmq": "^5" }, "scripts": { "start": "node worker.js" } }',
  'apps/mail/worker.ts': "import { Worker } from 'bullmq';\nnew Worker('mails', async () => undefined);\n",
  'deploy/shop.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  replicas: 6\n  template:\n    spec:\n      containers:\n        - name: shop\n          image: acme/shop:1\n',
};

describe('settings on the command line', function () {
  // Each command is a process of its own, and a busy machine starts them slowly.
  this.timeout(180_000);
  let root = '';
  const path = (): string => join(root, 'tenfold.json');
  const text = (): string => readFileSync(path(), 'utf8');
  const tenfold = (...given: readonly string[]) => spawnSync(process.execPath, [cli, ...given], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const found = (): unknown => (JSON.parse(tenfold('check', '--no-cache', '--advice', '--format', 'json').stdout) as { readonly findings: unknown }).findings;

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'tenfold-settings-')));
    for (const [file, content] of Object.entries(SHOP)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), content);
    }
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('are begun by init with what can be seen, which changes nothing that is found', () => {
    const before = found();
    const { status, stdout } = tenfold('init');
    assert.equal(status, 0);
    assert.match(stdout, /^Wrote tenfold\.json: 2 services; stage scale, since deploy\/shop\.yaml runs 6 copies of shop\.\n\nNext\n/);
    assert.equal(text(), `{
  // Rules of later versions are advice until "tenfold migrate" raises this.
  "version": "0.1",
  // Or tenfold:strict, mvp, growth, scale; files and packages of yours too.
  "extends": ["tenfold:recommended"],

  // deploy/shop.yaml runs 6 copies of shop.
  "scale": { "stage": "scale" },

  // What is deployed as one unit, and what told us so. Each may have "rules" of its own.
  "services": [
    { "name": "mail", "root": "apps/mail" },       // bullmq and a start script
    { "name": "@acme/shop", "root": "apps/shop" }  // express and a start script; owned by @acme/shop
  ],

  // "rules": { "<rule>": "off" or "error" }, "overrides": [{ "files": ["apps/admin/**"], "rules": { … } }]: "tenfold rules" names them.
  "rules": {}
}
`);
    assert.deepEqual(found(), before);
  });

  it('are never replaced by init unasked', () => {
    writeFileSync(path(), '{ "rules": { "query-in-loop": "off" } }');
    const refused = tenfold('init');
    assert.deepEqual([refused.status, refused.stdout], [2, '']);
    assert.match(refused.stderr, /^tenfold: tenfold\.json is there already, and stays as it is\./);
    assert.equal(text(), '{ "rules": { "query-in-loop": "off" } }');
    assert.match(tenfold('init', '--force').stdout, /^Replaced tenfold\.json: /);
    assert.match(text(), /"version": "0\.1"/);
  });

  it('are raised by migrate, which keeps how they are written and says what gets louder', () => {
    const written = '{\r\n\t// ours\r\n\t"version": "0.0", /* then */ "rules": {\r\n\t\t"import-cycle": "off",\r\n\t},\r\n}\r\n';
    writeFileSync(path(), written);
    assert.equal(tenfold('check', '--no-cache').status, 0, 'rules that came later are advice');
    const tried = tenfold('migrate', '--dry-run');
    assert.match(tried.stdout, /Nothing was written\.\n$/);
    assert.equal(text(), written);
    const { status, stdout } = tenfold('migrate');
    assert.equal(status, 0);
    assert.match(stdout, /^tenfold\.json: version 0\.0 → 0\.1$/m);
    assert.match(stdout, /^ {2}blocking-call-in-request-path: 1 found \(warning\)\. A synchronous call is reached/m);
    assert.equal(text(), written.replace('"0.0"', '"0.1"'));
    assert.match(tenfold('migrate').stdout, /nothing changes/);
    assert.equal(tenfold('check', '--no-cache').status, 1);
  });

  it('are given a version by migrate where they had none', () => {
    writeFileSync(path(), '{\n    "$schema": "x.json",\n    "rules": {} // none yet\n}\n');
    assert.match(tenfold('migrate').stdout, /version \(none\) → 0\.1\n\nNo rule gets louder/);
    assert.equal(text(), '{\n    "$schema": "x.json",\n    "version": "0.1",\n    "rules": {} // none yet\n}\n');
  });

  it('are given a rule in code by new-rule, which holds its cases, and runs only with --trust', () => {
    tenfold('init');
    const made = tenfold('new-rule', 'acme/late-delivery');
    assert.equal(made.status, 0, made.stderr);
    assert.match(text(), /"rulePackages": \{\s+"acme": "\.\/tenfold-rules"\s+\}/);
    const cases = tenfold('test-rules');
    assert.deepEqual([cases.status, cases.stdout], [0, '  ok      acme/late-delivery: accepts it at startup\n  ok      acme/late-delivery: reports it below a route\n\n2 cases hold.\n']);
    assert.match(tenfold('check', '--no-cache', '--trust', '--rule', 'acme/late-delivery').stdout, /5:57 warning {2}fs\.readFileSync runs while GET \/orders waits\. {2}acme\/late-delivery/);
    const untrusted = tenfold('check', '--no-cache');
    assert.match(untrusted.stdout, /The rules in "\.\/tenfold-rules" are code and were not run\./);
    assert.doesNotMatch(untrusted.stdout, /acme\/late-delivery/);

    const rule = join(root, 'tenfold-rules/late-delivery/rule.ts');
    writeFileSync(rule, readFileSync(rule, 'utf8').replace('runs while', 'is slow while'));
    const failing = tenfold('test-rules');
    assert.equal(failing.status, 1);
    assert.match(failing.stdout, /failed {2}acme\/late-delivery: reports it below a route[\s\S]*\^\^\^\^ fs\.readFileSync is slow while GET \/orders waits\.[\s\S]*1 case holds, 1 does not\./);
    for (const [given, said] of [[['new-rule', 'acme/late-delivery'], 'tenfold-rules/late-delivery is there already.'], [['new-rule', 'late'], 'Which rule? tenfold new-rule <package>/<name>: "acme/late-delivery" speaks as acme/late-delivery.'], [['new-rule', 'acme/avoid-it'], '"avoid-it" names the cure; name the thing found, so that it reads after "allow".']] as const) {
      assert.equal(tenfold(...given).stderr, `tenfold: ${said}\n`);
    }
  });

  it('end with 2 and a sentence where they cannot be used', () => {
    const nowhere = tenfold('migrate');
    assert.deepEqual([nowhere.status, nowhere.stderr], [2, 'tenfold: There is no tenfold.json in "." that can be read; tenfold init writes one.\n']);
    writeFileSync(join(root, 'base.json'), '{ "rulez": {} }');
    writeFileSync(path(), '{ "extends": "./base" }');
    assert.equal(tenfold('check', '--no-cache').status, 2, 'what is extended is a settings file too');
    const printed = tenfold('config', 'print', 'apps/shop/index.ts');
    assert.deepEqual([printed.status, printed.stderr], [2, 'base.json:1:3  There is no setting "rulez"; "rules" is close.\n']);
    assert.equal(tenfold('config', 'show', 'a.ts').stderr, 'tenfold: There is no command config "show". There is only print.\n');
  });
});
