/** Rules that a team writes in code: loaded from texts, kept from the machine, checked before they count. */

import assert from 'node:assert/strict';
import { runRules } from '../../src/check/run-rules.ts';
import { NO_CONFIG } from '../../src/config/config.ts';
import { settingsFrom } from '../../src/config/settings-from.ts';
import { filesOfNewOwnRule } from '../../src/own-code/new-rule.ts';
import { ownCode } from '../../src/own-code/own-code.ts';
import { loadRulePackage } from '../../src/own-code/rule-package.ts';
import { judge } from '../../src/judge.ts';
import { survey } from '../../src/survey.ts';
import { extractFile } from '../../src/extract/syntax/extract-file.ts';
import { createModuleRunner } from '../../src/platform/run-module.ts';
import { analyseCase } from '../../src/rule-tests/analyse-case.ts';
import { memoryFileSystem } from '../../src/rule-tests/memory-file-system.ts';
import { casesIn } from '../../src/rule-tests/rule-cases.ts';

const ROUTE = "import express from 'express';\nimport { readFileSync } from 'node:fs';\nexpress().get('/orders', (request, response) => response.send(readFileSync('a')));\n";
const RULE = filesOfNewOwnRule('late-delivery')['rule.ts'] ?? '';

async function loaded(files: Readonly<Record<string, string>>) {
  const fs = memoryFileSystem(Object.fromEntries(Object.entries(files).map(([path, text]) => [`/w/rules/${path}`, text])));
  return loadRulePackage('acme', '/w/rules', 'rules', { fs, ...ownCode });
}

describe('a rule in code', () => {
  it('is a folder with a rule, a page and helpers of its own, in TypeScript or JavaScript', async () => {
    const { entries, complaints, files } = await loaded({
      'late-delivery/rule.ts': RULE.replace('export default', "import { words } from '../words.js';\nexport const said: string = words;\nexport default"),
      'late-delivery/rule.md': '# Late\n\nIt is late.\n\n## Why it hurts at scale\nThey wait.\n',
      'words.ts': "export const words = 'late';\n",
      'early-delivery/rule.cjs': "const { defineRule } = require('tenfold/rules');\nmodule.exports = defineRule({ scope: 'file', category: 'team', tier: 'advice', options: {}, *check() {} });\n",
      'notes/readme.md': '# No rule',
    });
    assert.deepEqual(complaints, []);
    assert.deepEqual(entries.map(({ id, rule, prose }) => [id, rule.scope, prose.title, prose.why]), [['acme/early-delivery', 'file', 'Early delivery', 'Its page does not say.'], ['acme/late-delivery', 'workspace', 'Late', 'They wait.']]);
    assert.deepEqual([...files].sort(), ['/w/rules/early-delivery/rule.cjs', '/w/rules/late-delivery/rule.md', '/w/rules/late-delivery/rule.ts', '/w/rules/words.ts']);
  });

  it('is given facts, and nothing of the machine', async () => {
    const say = async (text: string) => (await loaded({ 'late-delivery/rule.ts': text })).complaints;
    assert.deepEqual(await say("import { readFileSync } from 'node:fs';\nreadFileSync('/etc/passwd');\n"), ['rules/late-delivery/rule.ts imports "node:fs". A rule is given facts; it imports "tenfold/rules" and files of its own package, nothing else.']);
    assert.deepEqual(await say("import x from '../../../secret';\nexport default x;\n"), ['rules/late-delivery/rule.ts imports "../../../secret", which lies outside its package.']);
    assert.deepEqual(await say("import x from './missing';\nexport default x;\n"), ['rules/late-delivery/rule.ts imports "./missing", which is not there.']);
    for (const global of ['process', 'fetch', 'setTimeout', 'globalThis.process.env']) assert.match((await say(`export default ${global}();\n`))[0] ?? '', /^rules\/late-delivery\/rule\.ts cannot be loaded: /, global);
    assert.match((await say("export default Function('return process')();\n"))[0] ?? '', /cannot be loaded: Code generation from strings disallowed/);
  });

  it('is one sentence where it cannot be used', async () => {
    const say = async (text: string) => (await loaded({ 'late-delivery/rule.ts': text, 'early/rule.ts': RULE })).complaints;
    assert.deepEqual(await say('export default 1 +;'), ['rules/late-delivery/rule.ts:1 has a syntax error: Expression expected.']);
    assert.deepEqual(await say('export default {};'), ['rules/late-delivery/rule.ts cannot be loaded: it exports no rule. Write "export default defineRule({ … })" with defineRule of "tenfold/rules".']);
    assert.deepEqual(await say("throw new Error('no');"), ['rules/late-delivery/rule.ts cannot be loaded: no']);
    assert.deepEqual(await say(RULE.replace("'async-work'", "'speed'")), ['rules/late-delivery/rule.ts cannot be loaded: its category is one of async-work, database, caching, statelessness, resilience, coupling, observability, team, process.']);
    assert.match((await say('for (;;) {}'))[0] ?? '', /cannot be loaded: Script execution timed out/);
    assert.deepEqual((await loaded({ 'readme.md': '' })).complaints, ['rules holds no rules: each is a folder with a rule.ts, and tenfold new-rule acme/<name> makes one.']);
  }).timeout(20_000);

  it('that throws, or reports nonsense, is a problem; the others go on', async () => {
    const files = {
      '/w/tenfold.json': '{ "rulePackages": { "acme": "./rules" } }', '/w/package.json': '{ "dependencies": { "express": "^4" } }',
      '/w/index.ts': "import express from 'express';\nimport { readFileSync } from 'node:fs';\nexpress().get('/orders', (request, response) => response.send(readFileSync('a')));\n",
      '/w/rules/late/rule.ts': RULE, '/w/rules/broken/rule.ts': RULE.replace('for (const', "throw new Error('not today');\n    for (const"), '/w/rules/odd/rule.ts': RULE.replace('yield reportOnPath', "yield { message: 'here' } as never;\n      yield reportOnPath"),
      '/w/rules/late/fixtures/reports-it/api.ts': "import express from 'express';\nimport { readFileSync } from 'node:fs';\nexpress().get('/prices', (request, response) => response.send(readFileSync('a')));\n",
    };
    const analysis = async (mayRunCode: boolean) => {
      const machine = { fs: memoryFileSystem(files), now: () => 0, mayRunCode };
      const ground = await survey('/w', {}, machine);
      assert.deepEqual(ground.workspace.files, ['index.ts'], 'rules and their cases are not judged');
      const extracts = new Map(ground.workspace.files.map((file) => [file, { hash: '', facts: extractFile(file, files['/w/index.ts']).value, problems: [] }] as const));
      return judge('/w', ground, { extracts, cacheHits: 0, cacheMisses: 0, milliseconds: { discover: 0, extract: 0 } }, {}, machine);
    };
    const trusted = await analysis(true);
    assert.deepEqual(trusted.findings.filter(({ rule }) => rule.startsWith('acme/')).map(({ rule, message, evidence }) => [rule, message, evidence.length]), [['acme/late', 'fs.readFileSync runs while GET /orders waits.', 1]]);
    assert.deepEqual(trusted.problems.map(({ kind, message }) => [kind, message.slice(0, 118)]), [
      ['rule-crashed', 'The rule acme/broken failed, so what it finds is not complete: Error: not today at Object.check (rules/broken/rule.ts:1'],
      ['rule-crashed', 'The rule acme/odd failed, so what it finds is not complete: Error: rules/odd/rule.ts reports {"message":"here"}: a rep'],
    ].map(([kind, message]) => [kind, message?.slice(0, 118)]));
    const untrusted = await analysis(false);
    assert.deepEqual(untrusted.problems.map(({ kind, message, file, range }) => [kind, message, file, range?.start.column]), [['not-trusted', 'The rules in "./rules" are code and were not run. Trust the workspace, or pass --trust on the command line.', 'tenfold.json', 28]]);
    assert.ok(untrusted.findings.every(({ rule }) => !rule.includes('/')));
  });

  for (const [what, lines] of Object.entries({
    'a loop': 'for (;;) {}',
    'a loop that catches all': 'while (true) try { for (const one of [1]) JSON.stringify(one); } catch {}',
    'a loop of one statement': 'do count++; while (count !== 0.5);',
    'a loop over what it makes': 'const all = [1]; for (const each of all) all.push(each);',
    'functions that call each other': 'const back = (depth: number): number => (depth < 1 ? 1 : forth(depth - 1) + forth(depth - 2)), forth = function (depth: number): number { return back(depth); }; back(90);',
    'a callback': 'const all = { *[Symbol.iterator]() { let one = 1; while (true) yield one++; } }; Array.from(all, (each) => each && undefined);',
  })) {
    it(`that never ends, by ${what}, is stopped, and left alone from then on`, async () => {
      const fs = memoryFileSystem({ '/w/rules/late/rule.ts': RULE.replace('for (const', `let count = 0; ${lines}\n    for (const`), '/w/rules/well/rule.ts': RULE });
      const { entries, complaints } = await loadRulePackage('acme', '/w/rules', 'rules', { fs, ...ownCode, createRunner: () => createModuleRunner(100) });
      assert.deepEqual(complaints, []);
      const { analysis: { codebase } } = await analyseCase({ 'api.ts': ROUTE, 'package.json': '{ "dependencies": { "express": "5" } }' });
      const settings = settingsFrom(NO_CONFIG, entries, { advice: true });
      const first = runRules(codebase, settings, entries);
      assert.deepEqual(first.problems.map(({ message }) => /^The rule acme\/late failed, so what it finds is not complete: OutOfTime: it was stopped after 0\.1 seconds/.test(message)), [true], JSON.stringify(first.problems));
      assert.deepEqual(first.value.findings.map(({ rule }) => rule), ['acme/well']);
      const began = Date.now();
      assert.match(runRules(codebase, settings, entries).problems[0]?.message ?? '', /it was stopped after 0\.1 seconds, and is left alone until it is loaded again/);
      assert.ok(Date.now() - began < 90);
    }).timeout(20_000);
  }

  it('is held to its form when it is loaded, and each thing it yields when it counts', async () => {
    const said = async (text: string) => (await loaded({ 'late-delivery/rule.ts': text })).complaints[0] ?? '';
    assert.match(await said(RULE.replace("'workspace'", "'everywhere'")), /its scope is one of file, service, workspace\./);
    assert.match(await said("export default { check() {}, scope: 'file', category: 'team', tier: 'advice', options: {} };"), /it exports no rule/);
    const { analysis: { codebase } } = await analyseCase({ 'api.ts': ROUTE, 'package.json': '{ "dependencies": { "express": "5" } }' });
    for (const odd of ["confidence: 'sure'", "severity: 'loud'", "tier: 'high'", 'entryPoints: [1]', "evidenceIs: 'proof'"]) {
      const { entries } = await loaded({ 'late/rule.ts': RULE.replace('yield reportOnPath', 'const report = reportOnPath').replace('});\n    }\n  },', `});\n      yield { ...report, ${odd} } as never;\n    }\n  },`) });
      const { value, problems } = runRules(codebase, settingsFrom(NO_CONFIG, entries, { advice: true }), entries);
      assert.equal(value.findings.length, 0, odd);
      assert.match(problems[0]?.message ?? '', /a report has at: \{ file, span \}, message and confidence \(certain, likely, possible\)/, odd);
    }
    const { entries } = await loaded({ 'late/rule.ts': RULE.replace('  *check', "  *fix(report) {\n    yield { title: 'No edits' } as never;\n    yield { title: 'Good', safety: 'safe', edits: [] };\n  },\n  *check") });
    const { value } = runRules(codebase, settingsFrom(NO_CONFIG, entries, { advice: true }), entries);
    const [finding] = value.findings;
    assert.ok(finding);
    assert.deepEqual(value.fixesFor(finding, { codebase, textOf: () => ROUTE }).map(({ title }) => title), ['Good']);
  });

  it('begins with a judgement that holds its own cases', async () => {
    const files = Object.fromEntries(Object.entries(filesOfNewOwnRule('late-delivery')).map(([path, text]) => [`/w/rules/late-delivery/${path}`, text]));
    const cases = await casesIn('/w/rules', memoryFileSystem(files));
    assert.deepEqual(cases.map(({ name }) => name), ['late-delivery: accepts it at startup', 'late-delivery: reports it below a route']);
    for (const { run } of cases) await run();
    const unmarked = { ...files, '/w/rules/late-delivery/fixtures/reports-it-below-a-route/api.ts': (files['/w/rules/late-delivery/fixtures/reports-it-below-a-route/api.ts'] ?? '').replace(/^.*\^\^\^.*\n/m, '') };
    const [, failing] = await casesIn('/w/rules', memoryFileSystem(unmarked));
    await assert.rejects(async () => failing?.run(), /\^\^\^\^\^\^\^\^\^\^\^\^ fs\.readFileSync runs while GET \/orders waits\./);
  });
});
