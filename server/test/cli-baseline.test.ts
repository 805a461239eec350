/** What a baseline keeps and says when not every rule could be asked, and what a check says that counts it too. */

import assert from 'node:assert/strict';
import { codebaseOnDisk, verdictOf, type CodebaseOnDisk } from './support/codebase-on-disk.ts';

const BASELINE = 'tenfold.baseline.json';
const APP = "import express from 'express';\nimport { readFileSync } from 'node:fs';\nexport const app = express();\napp.get('/orders', (request, response) => response.send(readFileSync('orders.html', 'utf8')));\n";

describe('a baseline', function () {
  this.timeout(240_000);
  let code: CodebaseOnDisk;
  beforeEach(() => {
    code = codebaseOnDisk();
    code.write('package.json', '{ "name": "shop", "type": "module", "dependencies": { "express": "5" } }');
    code.write('tenfold.json', '{}\n');
    code.write('src/app.ts', APP);
  });
  afterEach(() => code.remove());

  it('keeps what rules have said that are not run this time, and lets go what they say no longer', () => {
    code.tenfold('new-rule', 'acme/late-order');
    code.write('.dependency-cruiser.cjs', "module.exports = { forbidden: [{ name: 'no-fs', severity: 'error', from: {}, to: { path: '^(node:)?fs$' } }] };\n");
    assert.equal(code.tenfold('baseline', '--trust').status, 0);
    const trusted = code.read(BASELINE);
    assert.deepEqual(rulesIn(trusted).filter((rule) => rule.startsWith('a')), ['acme/late-order', 'architecture-rule-broken']);
    assert.match(code.tenfold('baseline').stdout, / 0 added, 0 taken out\. 2 stay unlooked at, since their rules were not run: --trust runs rules that are code\. Commit it\.\n$/);
    assert.equal(code.read(BASELINE), trusted);
    assert.match(code.tenfold('baseline', '--prune').stdout, / 0 taken out\./);
    assert.equal(code.read(BASELINE), trusted);
    assert.doesNotMatch(code.tenfold('check').stdout, /no longer found/);
    assert.deepEqual(verdictOf(code.tenfold('check', '--trust')), [0, 'No findings.']);

    code.write('src/app.ts', 'export const app = 1;\n');
    assert.match(code.tenfold('baseline', '--trust').stdout, /holds 0 findings\. 0 added, \d+ taken out/);
    assert.deepEqual(rulesIn(code.read(BASELINE)), []);
  });

  it('that is to count shows what it holds, in each form, and says so', () => {
    const first = code.tenfold('check');
    assert.equal(first.status, 1);
    assert.match(first.stderr, /This ends with 1, as --fail-on says\. To begin from here, tenfold baseline writes down what there is/);
    const shown = Number(/^(\d+) finding/m.exec(first.stdout)?.[1]);
    const { stdout: drawn } = code.tenfold('baseline');
    const [, all = '', quiet = '0'] = /holds (\d+) findings?\.(?: (\d+) of them)?/.exec(drawn) ?? [];
    assert.equal(Number(all) - Number(quiet), shown, 'the baseline and the check speak of the same');
    const { status, stdout } = code.tenfold('check', '--fail-on', 'any');
    assert.equal(status, 1);
    assert.match(stdout, /GET \/orders waits/);
    assert.match(stdout, /of them (?:was|were) there before, as tenfold\.baseline\.json says; --fail-on any counts (?:it|them) too\./);
    for (const format of ['github']) {
      assert.match(code.tenfold('check', '--fail-on', 'any', '--format', format).stdout, /blocking-call-in-request-path/, format);
      assert.doesNotMatch(code.tenfold('check', '--format', format).stdout, /blocking-call-in-request-path/, format);
    }
  });

  it('does not hide comments that switch nothing off, nor settings that are wrong, from any form', () => {
    code.write('src/idle.ts', '// tenfold-ignore-next-line blocking-call-in-request-path -- small\nexport const one = 1;\n');
    code.write('src/expired.ts', '// tenfold-ignore-file blocking-call-in-request-path until 2020-01-01 -- small\nexport const two = 2;\n');
    code.write('tenfold.json', '{ "ruels": {} }\n');
    for (const format of ['gitlab', 'sarif']) {
      const { status, stdout } = code.tenfold('check', '--format', format);
      assert.equal(status, 2, format);
      for (const what of ['Nothing is found here by blocking-call-in-request-path any more', 'This was to be mended by 2020-01-01', 'ruels']) assert.ok(stdout.includes(what), `${format}: ${what}\n${stdout}`);
    }
    const { stdout } = code.tenfold('check');
    assert.match(stdout, /To mend in settings and comments\n {2}tenfold\.json:1:3 {2}/);
    assert.doesNotMatch(stdout, /Not seen/);
  });
});

function rulesIn(baseline: string): readonly string[] {
  return (JSON.parse(baseline) as { readonly findings: readonly { readonly rule: string }[] }).findings.map(({ rule }) => rule).sort();
}
