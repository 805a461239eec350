/**
 * Other tools that do part of the job, installed without their scripts into a folder of their own and run as whole processes over the same files.
 *
 * Each gets a config of ours that switches on the rules we are compared with and nothing else: no config or plugin of the corpus is run.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/tenfold-bench/peers', import.meta.url));

const VERSIONS = {
  'eslint': '10.15.0', '@typescript-eslint/parser': '8.74.0', 'eslint-plugin-import-x': '4.18.1', 'eslint-plugin-boundaries': '6.0.2', 'eslint-plugin-n': '18.5.0',
  'eslint-import-resolver-typescript': '4.4.5', 'typescript': '5.9.3', 'dependency-cruiser': '17.4.3', 'knip': '6.44.2', 'oxlint': '1.94.0', 'fallow': '3.3.0',
};

/** `{ peers, missing }`: works for timedRuns with their goals, and rows that say why there are none. */
export function installedPeers(corpus, log) {
  const why = install(log);
  if (why) return { peers: [], missing: [{ work: 'check ÷ other tools', measured: 'not run', notes: why }] };
  const bin = (path) => join(FOLDER, 'node_modules', path);
  const config = (name, text) => {
    const path = join(FOLDER, name);
    writeFileSync(path, text);
    return path;
  };
  const eslint = (...parts) => [bin('eslint/bin/eslint.js'), '--config', config(`eslint-${parts.length}.config.mjs`, eslintConfig(parts)), '--no-inline-config', '--quiet', '--format', 'json', '.'];
  const depcruise = [bin('dependency-cruiser/bin/dependency-cruise.mjs'), '--config', config('depcruise.cjs', DEPCRUISE), '--output-type', 'json', '.'];
  const fallow = (...flags) => [bin('fallow/bin/fallow'), 'dead-code', '--root', corpus.root, '--format', 'json', '--quiet', ...flags];
  const common = { cwd: corpus.root, isFine: (status) => status === 0 || status === 1 };
  return {
    missing: [],
    peers: [
      { ...common, name: 'ESLint, no-await-in-loop and *Sync', goal: 0.2, args: eslint(TWO_RULES), notes: 'a selector stands in for n/no-sync, which throws under this parser without type information' },
      { ...common, name: 'the same with import-x/no-cycle and boundaries', goal: 0.05, args: eslint(TWO_RULES, CYCLES) },
      { ...common, name: 'dependency-cruiser, no-circular', goal: 0.4, args: depcruise },
      { ...common, name: 'knip', goal: 1.2, args: [bin('knip/bin/knip.js'), '--config', config('knip.json', knipConfig()), '--no-progress', '--reporter', 'json'], notes: 'its plugins off: they would run configs of the corpus' },
      { ...common, name: 'oxlint, no-cycle and no-await-in-loop', goal: 1.2, args: [bin('oxlint/bin/oxlint'), '--config', config('oxlint.json', OXLINT), '--disable-nested-config', '--ignore-pattern', '**/node_modules', '--format', 'json', '.'] },
      { ...common, name: 'fallow dead-code, no cache', goal: 0.8, args: fallow('--no-cache') },
      { ...common, name: 'fallow dead-code, cached', of: 'warm', goal: 0.8, args: fallow() },
    ],
  };
}

/** Says why, where they cannot be installed. */
export function install(log) {
  const manifest = JSON.stringify({ private: true, dependencies: VERSIONS });
  const written = join(FOLDER, 'package.json');
  if (existsSync(join(FOLDER, 'node_modules')) && existsSync(written) && readFileSync(written, 'utf8') === manifest) return undefined;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(written, manifest);
  log('Installing the tools to compare with …');
  const { status, error } = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--silent'], { cwd: FOLDER, stdio: 'ignore', shell: process.platform === 'win32' });
  return status === 0 ? undefined : (error?.message ?? `npm install ended with ${status}`);
}

const FILES = '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}';

const TWO_RULES = `{
  files: ['${FILES}'], languageOptions: { parser },
  rules: { 'no-await-in-loop': 'error', 'no-restricted-syntax': ['error', { selector: 'CallExpression[callee.property.name=/Sync$/]', message: 'blocks' }] },
}`;
const CYCLES = `{
  files: ['${FILES}'], plugins: { 'import-x': importX, boundaries },
  settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()], 'boundaries/elements': [{ type: 'folder', pattern: '*' }] },
  rules: { 'import-x/no-cycle': 'error', 'boundaries/dependencies': ['error', { default: 'allow', rules: [] }] },
}`;

function eslintConfig(parts) {
  const more = parts.length > 1 ? "import importX from 'eslint-plugin-import-x';\nimport boundaries from 'eslint-plugin-boundaries';\nimport { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';\n" : '';
  return `import parser from '@typescript-eslint/parser';\n${more}export default [${parts.join(', ')}];\n`;
}

const DEPCRUISE = `module.exports = {
  forbidden: [{ name: 'no-circular', severity: 'error', from: {}, to: { circular: true } }],
  options: { doNotFollow: { path: 'node_modules' }, tsPreCompilationDeps: true, parser: 'tsc', skipAnalysisNotInRules: true },
};\n`;

const OXLINT = JSON.stringify({ plugins: ['import'], categories: { correctness: 'off' }, rules: { 'import/no-cycle': 'error', 'no-await-in-loop': 'error' } });

/** In its schema, but not in what it accepts. */
const NOT_ACCEPTED = new Set(['node-test-runner', 'tanstack-start']);

function knipConfig() {
  const { definitions } = JSON.parse(readFileSync(join(FOLDER, 'node_modules/knip/schema.json'), 'utf8'));
  return JSON.stringify(Object.fromEntries(Object.keys(definitions.plugins.properties).filter((plugin) => !NOT_ACCEPTED.has(plugin)).map((plugin) => [plugin, false])));
}
