/** The same settings through every door: editor, command line and audit, from the root, from a package, and with several folders open. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { EffectiveSettings } from '../../src/config/effective.ts';
import { filesOfNewOwnRule } from '../../src/own-code/new-rule.ts';
import type { FileConfig, RulePage } from '../../src/protocol.ts';
import { startEditor } from '../support/editor.ts';

const repository = join(import.meta.dirname, '../../..');
const RULE = 'blocking-call-in-request-path';
const LATER = 'missing-graceful-shutdown';

const route = (path: string) => `import express from 'express';
import { readFileSync } from 'node:fs';

const app = express();
app.get('/${path}', (request, response) => response.json(readFileSync('${path}.json', 'utf8')));
app.listen(3000);
`;
const server = (name: string) => ({ name, dependencies: { express: '^4' }, scripts: { start: 'node index.js' } });

const FILES: Readonly<Record<string, string | object>> = {
  '.git/HEAD': 'ref: refs/heads/main\n',
  'package.json': { workspaces: ['apps/*', 'packages/*'] },
  'tenfold.json': {
    extends: ['tenfold:strict', '@acme/base', './config/quiet.json'],
    services: [{ name: 'mail', rules: { [RULE]: 'info' } }],
    overrides: [{ files: ['apps/*/desk/**'], excludedFiles: ['loud.ts'], rules: { [RULE]: 'hint' } }],
  },
  'config/quiet.json': { rules: { [LATER]: 'off' } },
  'packages/base/package.json': { name: '@acme/base' },
  'packages/base/tenfold.json': { root: true, rules: { [LATER]: 'error' } },
  'apps/shop/package.json': server('shop'), 'apps/shop/index.ts': route('orders'), 'apps/shop/desk/prices.ts': route('prices'), 'apps/shop/desk/loud.ts': route('loud'),
  'apps/mail/package.json': server('mail'), 'apps/mail/index.ts': route('letters'), 'apps/mail/desk/stamps.ts': route('stamps'),
  'apps/old/package.json': server('old'), 'apps/old/index.ts': route('ledgers'), 'apps/old/tenfold.json': { root: true, rules: { [LATER]: 'hint' } },
};

/** What each file's finding of RULE is as loud as. */
const EXPECTED = {
  'apps/mail/desk/stamps.ts': 'hint', 'apps/mail/index.ts': 'info', 'apps/old/index.ts': 'warning',
  'apps/shop/desk/loud.ts': 'error', 'apps/shop/desk/prices.ts': 'hint', 'apps/shop/index.ts': 'error',
} as const;

describe('the same settings', function () {
  this.timeout(120_000);
  let root = '';

  before(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'tenfold-doors-')));
    for (const [path, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), typeof text === 'string' ? text : JSON.stringify(text, undefined, 2));
    }
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  function tenfold(cwd: string, ...given: readonly string[]): string {
    const { stdout, stderr } = spawnSync(process.execPath, [join(repository, 'dist/cli.mjs'), ...given], { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
    assert.equal(stderr, '');
    return stdout;
  }

  function levelsIn(cwd: string, command: 'check' | 'audit'): Readonly<Record<string, string>> {
    const { findings } = JSON.parse(tenfold(cwd, command, '--format', 'json', '--fail-on', 'none', '--rule', RULE)) as { readonly findings: readonly { readonly severity: string; readonly location: { readonly file: string } }[] };
    return Object.fromEntries(findings.map(({ location, severity }) => [location.file, severity]).sort());
  }

  const below = (folder: string) => Object.fromEntries(Object.entries(EXPECTED).filter(([file]) => file.startsWith(`${folder}/`)).map(([file, level]) => [file.slice(folder.length + 1), level]));

  it('hold on the command line and in the audit, from the root and from a package', () => {
    assert.deepEqual(levelsIn(root, 'check'), EXPECTED);
    assert.deepEqual(levelsIn(root, 'audit'), EXPECTED);
    for (const app of ['apps/shop', 'apps/old']) assert.deepEqual(levelsIn(join(root, app), 'check'), below(app), app);
  });

  it('hold in the editor, with the root open, and with packages open side by side', async () => {
    for (const folders of [[''], ['apps/shop', 'apps/mail', 'apps/old']]) {
      const editor = await startEditor({ folders: folders.map((each) => join(root, each)), inPlace: true });
      const found: Record<string, string> = {};
      for (const file of Object.keys(EXPECTED)) {
        const folder = folders.find((each) => file.startsWith(each)) ?? '';
        const at = folder === '' ? file : `../../${file}`;
        for (const { code, severity } of await editor.items(at)) if (code === RULE) found[file] = SEVERITIES[severity ?? 0] ?? '';
      }
      await editor.stop();
      assert.deepEqual(found, EXPECTED, folders.join());
    }
  });

  it('are told with where each comes from', () => {
    const print = (file: string) => {
      const { rules } = JSON.parse(tenfold(root, 'config', 'print', file, '--format', 'json')) as EffectiveSettings;
      return (rule: string) => rules.find((each) => each.rule === rule);
    };
    assert.deepEqual(Object.fromEntries(Object.keys(EXPECTED).map((file) => [file, print(file)(RULE)?.level])), EXPECTED);
    assert.deepEqual(print('apps/shop/desk/prices.ts')(RULE)?.from, { name: 'tenfold.json', line: 24, about: 'apps/*/desk/**' });
    assert.deepEqual(print('apps/mail/index.ts')(RULE)?.from, { name: 'tenfold.json', line: 11, about: 'service mail' });
    const later = print('apps/shop/index.ts')(LATER);
    assert.deepEqual([later?.level, later?.from, later?.over], ['off', { name: 'config/quiet.json', line: 3 }, [{ level: 'error', from: { name: 'packages/base/tenfold.json', line: 4 } }, { level: 'warning', from: { name: 'tenfold:strict' } }]]);
    assert.deepEqual(print('apps/old/index.ts')(RULE)?.from, undefined);
  });

  it('are shown in the editor as they are printed', async () => {
    const editor = await startEditor({ folders: [root], inPlace: true });
    const shown: FileConfig | null = await editor.connection.sendRequest('tenfold/config', { uri: editor.uri('apps/shop/desk/prices.ts') });
    const outside = await editor.connection.sendRequest('tenfold/config', { uri: 'file:///nowhere/a.ts' });
    await editor.stop();
    assert.equal(shown?.text, tenfold(root, 'config', 'print', 'apps/shop/desk/prices.ts'));
    assert.match(shown?.text ?? '', /^ {2}blocking-call-in-request-path +hint +tenfold\.json:24 \(apps\/\*\/desk\/\*\*\), over "error" of tenfold:strict$/m);
    assert.equal(outside, null);
  });
});

describe('rules in code, in the editor', function () {
  this.timeout(60_000);

  it('run in a trusted workspace only, and anew with each edit of theirs', async () => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'tenfold-code-')));
    const files = { ...Object.fromEntries(Object.entries(filesOfNewOwnRule('late-delivery')).map(([path, text]) => [`rules/late-delivery/${path}`, text])), 'package.json': JSON.stringify(server('shop')), 'index.ts': route('orders'), 'tenfold.json': '{ "rulePackages": { "acme": "./rules" } }' };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    for (const isTrusted of [false, true]) {
      const editor = await startEditor({ folders: [root], inPlace: true, initializationOptions: { isTrusted, rulePage: 'tenfold-rule:/{rule}.md' } });
      const said = async () => (await editor.items('index.ts')).filter(({ code }) => code === 'acme/late-delivery').map(({ message, codeDescription }) => [message, codeDescription?.href]);
      const href = 'tenfold-rule:/acme/late-delivery.md';
      assert.deepEqual(await said(), isTrusted ? [['fs.readFileSync runs while GET /orders waits.', href]] : []);
      assert.deepEqual((await editor.items('tenfold.json')).map(({ code }) => code), isTrusted ? [] : ['not-trusted']);
      if (isTrusted) {
        await editor.open('rules/late-delivery/rule.ts');
        await editor.type('rules/late-delivery/rule.ts', editor.read('rules/late-delivery/rule.ts').replace('runs while', 'is slow while'));
        assert.deepEqual(await said(), [['fs.readFileSync is slow while GET /orders waits.', href]]);
        const page: RulePage | null = await editor.connection.sendRequest('tenfold/rulePage', { rule: 'acme/late-delivery' });
        assert.equal(page?.title, 'Late delivery');
      }
      await editor.stop();
    }
    rmSync(root, { recursive: true, force: true });
  });
});

const SEVERITIES = ['', 'error', 'warning', 'info', 'hint'];
