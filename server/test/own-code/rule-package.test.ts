/** Rules that a team writes in code: loaded from texts, kept from the machine, checked before they count. */

import assert from 'node:assert/strict';
import { filesOfNewOwnRule } from '../../src/own-code/new-rule.ts';
import { ownCode } from '../../src/own-code/own-code.ts';
import { loadRulePackage } from '../../src/own-code/rule-package.ts';
import { judge, survey } from '../../src/pipeline.ts';
import { extractFile } from '../../src/extract/syntax/extract-file.ts';
import { memoryFileSystem } from '../../src/rule-tests/memory-file-system.ts';
import { casesIn } from '../../src/rule-tests/rule-cases.ts';

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
