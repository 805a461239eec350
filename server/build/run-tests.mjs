/**
 * Runs the tests, each step in a process of its own, and ends with one plain line: how many passed, how many failed.
 *
 * `npm test` runs every suite; `npm test -- <rule>` only the fixtures of that rule; `npm test -- --only=window` one suite;
 * `npm run check` adds types, lint and layers. A suite in which no test ran has failed.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const STEP_LIMIT_MS = 12 * 60_000;

const tool = (path, ...args) => [process.execPath, `node_modules/${path}`, ...args];
const mocha = (...files) => tool('mocha/bin/mocha.js', '--reporter', 'server/build/counting-reporter.ts', ...files);

const GENERATE = { name: 'generate', command: tool('tsx/dist/cli.mjs', 'server/build/generate.ts'), needed: true };
const BUNDLE = { name: 'bundle', command: [process.execPath, 'server/build/bundle.mjs'], needed: true };
const CHECKS = [
  { name: 'types', command: tool('typescript/bin/tsc', '-p', 'tsconfig.json') },
  { name: 'types of rules', command: tool('typescript/bin/tsc', '-p', 'rules/tsconfig.json') },
  { name: 'lint', command: tool('eslint/bin/eslint.js', '.') },
  { name: 'layers', command: tool('dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.mjs', 'rules', 'server', 'client') },
];
const SUITES = [
  { name: 'server', command: mocha('server/test/**/*.test.ts'), counts: true },
  { name: 'extension', command: [process.execPath, 'client/test/extension/run-in-editor.mjs'], counts: true },
  { name: 'package', command: [process.execPath, 'server/build/package-extension.mjs'] },
  { name: 'window', command: mocha('client/test/window/**/*.test.ts'), counts: true },
];

const given = process.argv.slice(2);
const everything = given.includes('--everything');
const only = given.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
const rule = given.find((argument) => !argument.startsWith('--'));

const total = { passed: 0, failed: 0 };
for (const step of stepsToRun()) {
  console.log(`\n── ${step.name}`);
  const { passed, failed } = await outcomeOf(step);
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) console.log(`── ${step.name}: ${failed} failed`);
  // Without it the rest would test what was built before.
  if (failed > 0 && step.needed) break;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

function stepsToRun() {
  if (rule) return [GENERATE, { name: rule, command: mocha('server/test/catalog.test.ts'), counts: true, env: { TENFOLD_RULE: rule } }];
  const suites = SUITES.filter(({ name }) => !only || name === only || (only === 'window' && name === 'package'));
  return [GENERATE, BUNDLE, ...(everything ? CHECKS : []), ...suites];
}

/** A step without tests of its own counts as one; a suite counts what it wrote into its result file, and one failure when that says nothing. */
async function outcomeOf({ command, counts, env }) {
  const folder = mkdtempSync(join(tmpdir(), 'tenfold-result-'));
  const file = join(folder, 'result.json');
  try {
    const code = await exitCodeOf(command, { ...env, TENFOLD_RESULT: file });
    if (!counts) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };

    const { passed, failed } = read(file) ?? { passed: 0, failed: 0 };
    const wentWell = code === 0 && passed > 0;
    return { passed, failed: wentWell ? failed : Math.max(failed, 1) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function exitCodeOf([command, ...args], env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'] });
    const late = setTimeout(() => {
      console.log(`Not done after ${STEP_LIMIT_MS / 60_000} minutes; ended.`);
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
    }, STEP_LIMIT_MS);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(late);
      resolve(code ?? 1);
    });
  });
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
