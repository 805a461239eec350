/** A team's own dependency-cruiser config: found, run only where allowed, and judged exactly as its own command line judges. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Finding } from '../../../rules/model/finding.ts';
import { filePath } from '../../../rules/model/source.ts';
import type { Analysis } from '../../src/analysis.ts';
import { cruiseScriptIn } from '../../src/extract/dependencies/cruise-scripts.ts';
import { findTeamRules } from '../../src/extract/dependencies/team-rules.ts';
import { judgeImports } from '../../src/extract/dependencies/judge-imports.ts';
import { analyze } from '../../src/pipeline.ts';
import type { Helper } from '../../src/platform/helper.ts';
import { nodeCruiser } from '../../src/platform/node-helper.ts';
import { nodeMachine } from '../../src/platform/node-machine.ts';

const CODE = {
  'package.json': '{ "name": "shop", "type": "module", "scripts": { "deps": "depcruise src --config" }, "dependencies": { "express": "5" } }',
  'src/web/a.ts': "import { db } from '../db/db.ts';\nimport { readFileSync } from 'fs';\nimport express from 'express';\nexport const a = [db, readFileSync, express];\n",
  'src/db/db.ts': "import { pool } from './pool.ts';\nimport { b } from './b.ts';\nexport const db = [pool, b];\n",
  'src/db/b.ts': "import type { Db } from './types.ts';\nimport { db } from './db.ts';\nexport const b = (): Db => db;\n",
  'src/db/pool.ts': 'export const pool = 1;\n',
  'src/db/types.ts': 'export type Db = unknown;\n',
  'src/lonely.ts': 'export const lonely = 1;\n',
};
const RULES = `{
  forbidden: [
    { name: 'web-not-to-db', comment: 'Ask the service', severity: 'error', from: { path: '^src/(web)' }, to: { path: '^src/db', pathNot: '^src/$1' } },
    { name: 'no-fs', severity: 'info', from: {}, to: { path: '^fs$', dependencyTypes: ['core'] } },
    { name: 'no-circles', severity: 'warn', from: {}, to: { circular: true } },
    { name: 'no-orphans', severity: 'warn', from: { orphan: true }, to: {} },
    { name: 'a-never-reaches-pool', severity: 'warn', from: { path: 'web/a' }, to: { path: 'pool', reachable: true } },
    { name: 'not-to-unresolvable', from: {}, to: { couldNotResolve: true } },
    { name: 'towards-stable', from: {}, to: { moreUnstable: true } },
    { name: 'folders', scope: 'folder', from: { path: 'web' }, to: { path: 'db' } },
  ],
  allowed: [{ from: {}, to: { dependencyTypesNot: ['type-only'] } }],
  required: [{ name: 'web-logs', module: { path: '^src/web' }, to: { path: 'log' } }],
  options: { tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' } }, // as the template has it
}`;
const FROM_CODE = "import { writeFileSync } from 'node:fs';\nwriteFileSync('was-run', '');\nconsole.log('hello');\nexport default { forbidden: [{ name: 'no-fs', comment: 'Not here.', severity: 'error', from: {}, to: { path: '^fs$' } }], options: { tsPreCompilationDeps: true } };\n";

describe("a team's dependency-cruiser config", function () {
  this.timeout(120_000);
  let folder = '';
  beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), 'tenfold-team-')))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is judged as dependency-cruiser itself judges, with its names, words, levels and places', async () => {
    write({ ...CODE, '.dependency-cruiser.json': RULES });
    const { codebase, findings, problems } = await analysed();
    assert.deepEqual(problems, []);
    assert.deepEqual((codebase.breaches ?? []).map(({ rule, severity, from, to }) => `${rule} ${severity} ${from} ${to}`).sort(), violationsOf(folder));
    assert.deepEqual(theirs(findings).map(line), [
      'src/db/b.ts 0 warning b.ts imports db/types.ts, which breaks not-in-allowed.',
      'src/db/b.ts 1 warning b.ts imports db.ts in a circle of 2 files, which breaks no-circles.',
      'src/db/db.ts 1 warning db.ts imports the less stable b.ts, which breaks towards-stable.',
      'src/lonely.ts 0 warning lonely.ts breaks no-orphans.',
      'src/web/a.ts 0 warning a.ts breaks web-logs.',
      'src/web/a.ts 0 warning a.ts comes to pool.ts through its imports, which breaks a-never-reaches-pool.',
      'src/web/a.ts 0 error a.ts imports db.ts, which breaks web-not-to-db: Ask the service.',
      'src/web/a.ts 0 warning src/web imports src/db, which breaks folders.',
      'src/web/a.ts 1 info a.ts imports fs, which breaks no-fs.',
      'src/web/a.ts 2 warning a.ts imports express, which breaks not-to-unresolvable.',
    ]);
    assert.deepEqual(theirs(findings).find(({ message }) => message.includes('reaches'))?.evidence.map(({ shows }) => shows), ['a.ts imports db.ts', 'db.ts imports pool.ts']);
  });

  it('leaves out what the team has agreed to live with', async () => {
    write({ ...CODE, '.dependency-cruiser.json': RULES });
    const known = spawnSync(process.execPath, [DEPCRUISE, 'src', '--config', '.dependency-cruiser.json', '-T', 'baseline'], { cwd: folder, encoding: 'utf8' }).stdout;
    write({ '.dependency-cruiser-known-violations.json': known, 'src/web/c.ts': "import { pool } from '../db/pool.ts';\nexport const c = pool;\n" });
    const rules = theirs((await analysed()).findings).map(line);
    assert.deepEqual(rules.filter((each) => !each.includes('folders')), ['src/web/c.ts 0 warning c.ts breaks web-logs.', 'src/web/c.ts 0 error c.ts imports pool.ts, which breaks web-not-to-db: Ask the service.']);
  });

  it('that is code is run only where that is allowed', async () => {
    write({ ...CODE, '.dependency-cruiser.mjs': FROM_CODE });
    const closed = await analysed();
    assert.deepEqual(theirs(closed.findings), []);
    assert.deepEqual(closed.problems.map(({ kind, message, file }) => [kind, message, file]), [
      ['not-trusted', '.dependency-cruiser.mjs is code and was not run, so its rules are not checked. Trust the workspace, or pass --trust on the command line.', '.dependency-cruiser.mjs'],
    ]);
    assert.equal(existsSync(join(folder, 'was-run')), false);
    assert.deepEqual(theirs((await analysed(true)).findings).map(line), ['src/web/a.ts 1 error a.ts imports fs, which breaks no-fs: Not here.']);
  });

  it('that is data runs no code by what it extends', async () => {
    write({ ...CODE, '.dependency-cruiser.json': '{ "extends": ["./base.json", "./more.cjs"] }', 'base.json': RULES, 'more.cjs': "require('fs').writeFileSync('was-run', '');\nmodule.exports = {};\n" });
    const { problems, findings } = await analysed();
    assert.deepEqual(problems.map(({ message }) => message), ['.dependency-cruiser.json extends more.cjs, which is code and was not run, so its rules are not checked. Trust the workspace, or pass --trust on the command line.']);
    assert.equal(existsSync(join(folder, 'was-run')), false);
    assert.deepEqual(theirs(findings), []);
    write({ '.dependency-cruiser.json': '{ "extends": "./base" }' });
    assert.equal(theirs((await analysed()).findings).length, 10);
  });

  it('that is broken is a problem in its own words', async () => {
    write({ ...CODE, '.dependency-cruiser.json': '{ "forbidden": [{ "name": "x" }] }' });
    const { problems } = await analysed();
    assert.match(problems.map(({ message }) => message).join(), /^The rules in \.dependency-cruiser\.json are not checked: .*forbidden/);
  });

  it('costs no process where there is none', async () => {
    write(CODE);
    const { codebase } = await analyze(folder, {}, { ...nodeMachine(folder, { cache: false }), cruiser: { ask: () => assert.fail('Nobody asked.') } });
    assert.equal(codebase.breaches, undefined);
  });

  it('is asked again only when the code, the config or what is installed has changed', async () => {
    write({ ...CODE, '.dependency-cruiser.json': '{ "extends": "./base" }', 'base.json': RULES, 'node_modules/.package-lock.json': '{}' });
    let asked = 0;
    const machine = nodeMachine(folder);
    const cruiser: Helper = { ask: (question, limits) => (asked++, nodeCruiser.ask(question, limits)) };
    const found = async () => theirs((await analyze(folder, {}, { ...machine, cruiser })).findings).map(line);
    const first = await found();
    assert.equal(first.length, 10);
    assert.deepEqual([await found(), asked], [first, 1]);
    write({ 'base.json': RULES.replace('Ask the service', 'Never') });
    assert.ok((await found()).some((each) => each.endsWith('breaks web-not-to-db: Never.')));
    write({ 'src/lonely.ts': "import './db/pool.ts';\n" });
    assert.ok(!(await found()).some((each) => each.includes('no-orphans')));
    assert.equal(asked, 3);
    utimesSync(join(folder, 'node_modules/.package-lock.json'), 1, 1);
    await found();
    assert.equal(asked, 4);
  });

  it('may take only so long', async () => {
    const answer = await nodeCruiser.ask(JSON.stringify({ root: folder, files: ['.'] }), { milliseconds: 20, bytes: 1000 });
    assert.deepEqual([answer.ok, !answer.ok && answer.why], [false, 'too-slow']);
  });

  it('and boundaries, judged here from what we know, are judged the same', async () => {
    const rule = { name: 'web-not-to-db', comment: 'Ask the service', severity: 'error', from: { path: '^src/(web)' }, to: { path: '^src/db', pathNot: ['^src/$1', 'types'] } } as const;
    const types = { name: 'types-only', comment: 'No.', severity: 'info', from: { pathNot: 'web' }, to: { path: '.', dependencyTypesNot: ['type-only'] } } as const;
    write({ ...CODE, '.dependency-cruiser.json': JSON.stringify({ forbidden: [rule, types], options: { tsPreCompilationDeps: true } }) });
    const { codebase } = await analysed();
    const ours = judgeImports([rule, types], codebase.workspace.files.flatMap((file) => codebase.modules.dependenciesOf(file)));
    const told = (breaches: Analysis['codebase']['breaches'] = []) => breaches.map((each) => `${each.rule} ${each.severity} ${each.comment} ${each.from} ${each.to} ${each.specifier}`).sort();
    assert.deepEqual(told(ours), told(codebase.breaches));
    assert.equal(ours.length, 4);
  });

  function write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  }

  async function analysed(mayRunCode = false): Promise<Analysis> {
    return analyze(folder, {}, nodeMachine(folder, { cache: false, mayRunCode }));
  }
});

describe('finding what a team checks', () => {
  const scripts: readonly (readonly [string, ReturnType<typeof cruiseScriptIn>])[] = [
    ['depcruise src --config', { files: ['src'] }],
    ['npx depcruise --config .dependency-cruiser.cjs src test', { files: ['src', 'test'], config: '.dependency-cruiser.cjs' }],
    ['eslint . && dependency-cruise -c config/rules.json -T err --ignore-known known.json "src/**/*.ts" | tee log', { files: ['src/**/*.ts'], config: 'config/rules.json', known: 'known.json' }],
    ['cross-env CI=1 ./node_modules/.bin/depcruise --validate=rules.js --output-type dot src > graph.dot', { files: ['src'], config: 'rules.js' }],
    ['tsc', undefined],
  ];
  for (const [script, expected] of scripts) it(`reads \`${script}\``, () => assert.deepEqual(cruiseScriptIn({ build: 'tsc', deps: script }), expected));

  it('takes one config per package, and begins where code lies', () => {
    const files = ['.dependency-cruiser.js', '.dependency-cruiser.json', 'src/a.ts', 'index.ts', 'docs/x.md', 'apps/web/.dependency-cruiser.cjs', 'apps/web/[id]/b.ts', 'apps/web/lib/b.ts'].map(filePath);
    assert.deepEqual(findTeamRules([], files, files.filter((file) => file.endsWith('.ts'))), [
      { folder: '', config: '.dependency-cruiser.json', begins: ['apps', 'index.ts', 'src'], isFromScript: false },
      { folder: 'apps/web', config: 'apps/web/.dependency-cruiser.cjs', begins: ['lib'], isFromScript: false },
    ]);
  });
});

const DEPCRUISE = join(import.meta.dirname, '../../../node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

function violationsOf(folder: string): readonly string[] {
  const { stdout, stderr } = spawnSync(process.execPath, [DEPCRUISE, 'src', '--config', '.dependency-cruiser.json', '-T', 'json'], { cwd: folder, encoding: 'utf8' });
  assert.notEqual(stdout, '', stderr);
  const { summary } = JSON.parse(stdout) as { readonly summary: { readonly violations: readonly { readonly rule: { readonly name: string; readonly severity: string }; readonly from: string; readonly to: string }[] } };
  return summary.violations.map(({ rule, from, to }) => `${rule.name} ${rule.severity} ${from} ${to}`).sort();
}

function theirs(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ rule }) => rule === 'architecture-rule-broken');
}

function line({ location: { file, range }, severity, message }: Finding): string {
  return `${file} ${range.start.line} ${severity} ${message}`;
}
