/**
 * What linters that claim a rule of ours find in the same code, beside what we find: `node server/bench/peer-findings.mjs <folder>…` prints rows for server/PEERS.md.
 *
 * Each gets a config of ours with those rules and nothing else; no config or plugin of the folder is run.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FOLDER, install } from './peers.mjs';

const OURS = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));
const FILES = '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}';

// n/no-sync asks for type information where there is a parser for TypeScript; without options it makes no use of any.
const ESLINT = `import ts from '@typescript-eslint/parser';
import n from 'eslint-plugin-n';
import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
const parser = { ...ts, parseForESLint: (code, options) => ({ ...ts.parseForESLint(code, options), services: {} }) };
export default [
  { ignores: ['**/node_modules/**', '**/dist/**', '**/build/**', '**/.next/**'] },
  {
    files: ['${FILES}'], languageOptions: { parser }, plugins: { n, 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()], 'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] } },
    rules: { 'no-await-in-loop': 'error', 'n/no-sync': 'error', 'import-x/no-cycle': 'error' },
  },
];
`;
const OXLINT = JSON.stringify({ plugins: ['import'], categories: { correctness: 'off' }, rules: { 'import/no-cycle': 'error', 'no-await-in-loop': 'error' } });
/** A statement begins this many lines above the method that we point at, at most. */
const LINES_OF_A_STATEMENT = 8;

const why = install((line) => console.error(line));
if (why) throw new Error(why);
writeFileSync(join(FOLDER, 'findings.config.mjs'), ESLINT);
writeFileSync(join(FOLDER, 'findings.json'), OXLINT);

for (const folder of process.argv.slice(2).map((each) => resolve(each))) {
  const eslint = json(folder, join(FOLDER, 'node_modules/eslint/bin/eslint.js'), '--config', join(FOLDER, 'findings.config.mjs'), '--no-inline-config', '--format', 'json', '.');
  const oxlint = json(folder, join(FOLDER, 'node_modules/oxlint/bin/oxlint'), '--config', join(FOLDER, 'findings.json'), '--disable-nested-config', '--ignore-pattern', '**/node_modules', '--format', 'json', '.');
  const ours = json(folder, OURS, 'check', '.', '--format', 'json', '--no-baseline');
  const theirs = (rule) => eslint.flatMap(({ filePath, messages }) => messages.filter(({ ruleId }) => ruleId === rule).map(({ line }) => ({ file: relative(folder, filePath), line })));
  const own = (rule, tier) => ours.findings.filter((each) => each.rule === rule && !each.suppressed && (!tier || each.tier === tier)).map(({ location: { file, range } }) => ({ file, line: range.start.line + 1 }));
  const thousands = ours.stats.lines / 1000;
  console.log(`\n${folder}: ${ours.stats.lines} lines, ${ours.findings.filter(({ tier, suppressed }) => tier === 'warning' && !suppressed).length} warnings of ours`);
  for (const [rule, mine] of [['no-await-in-loop', 'query-in-loop'], ['n/no-sync', 'blocking-call-in-request-path']]) {
    const found = theirs(rule);
    const warned = own(mine, 'warning');
    const shared = warned.filter((each) => found.some((other) => isAbove(other, each)));
    const all = own(mine);
    const alone = found.filter((each) => !all.some((other) => isAbove(each, other)));
    console.log(`| ${rule} | ${found.length} (${(found.length / thousands).toFixed(1)}) | ${warned.length} of ${mine}, ${shared.length} of them found by both | ${alone.length} |`);
  }
  const cycles = oxlint.diagnostics.filter(({ code }) => code === 'import(no-cycle)').length;
  console.log(`| no-cycle | ${theirs('import-x/no-cycle').length} by import-x, ${cycles} by oxlint | ${own('import-cycle').length} circles | |`);
}

function isAbove(statement, call) {
  return statement.file === call.file && call.line >= statement.line && call.line <= statement.line + LINES_OF_A_STATEMENT;
}

/** Ends of 1 say that something was found. */
function json(cwd, ...args) {
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 30, env: { ...process.env, NODE_OPTIONS: '--max-old-space-size=6000' } });
  if (status !== 0 && status !== 1) throw new Error(stderr.slice(0, 500));
  return JSON.parse(stdout);
}
