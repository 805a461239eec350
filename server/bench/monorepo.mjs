/**
 * `node server/bench/monorepo.mjs [--packages 200] [--files 500] [path]`: a monorepo read package by package, as tasks of Turborepo or Nx read it, against one run.
 *
 * Without a path one is generated, of 100,000 files. A path is copied; each package.json in it begins a package. Prints a table, and ends
 * with 1 where the findings are not the same.
 */
import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { builtCli } from '../build/built-cli.mjs';
import { writeMonorepo } from './monorepo-source.mjs';

const { values, positionals: [path] } = parseArgs({ allowPositionals: true, options: { packages: { type: 'string', default: '200' }, files: { type: 'string', default: '500' } } });
const cli = builtCli();
const base = realpathSync(mkdtempSync(join(tmpdir(), 'tenfold-monorepo-')));
const root = join(base, path ? basename(path) : 'fleet');
// Facts of a hundred thousand files need more than a process gets by itself.
const ROOMY = ['--max-old-space-size=12288'];

try {
  const folders = path ? packagesOf(path) : writeMonorepo(root, { packages: Number(values.packages), filesEach: Number(values.files) });
  const told = (what, seconds, read, notes) => console.log(`| ${what} | ${seconds.toFixed(1)} s | ${read} | ${notes} |`);
  const alone = await checked('one run, nothing remembered', '--no-cache');
  const reading = await timed(() => allAtOnce(folders.map((folder) => () => tenfold(['facts', folder]))));
  told(`facts of ${folders.length} packages, ${availableParallelism()} at once`, reading.seconds, '', `${megabytes(folders)} MB of facts`);
  const merged = await checked('check --facts', '--facts');
  const edited = folders.at(-1) ?? '';
  const [file = ''] = readdirSync(join(root, edited, existsSync(join(root, edited, 'src')) ? 'src' : ''), { recursive: true, encoding: 'utf8' }).filter((each) => /(?<!\.d)\.ts$/.test(each)).sort();
  const one = join(root, edited, existsSync(join(root, edited, 'src')) ? 'src' : '', file);
  appendFileSync(one, "\nexport const added = (text: string): string => text.trim();\n");
  const again = await timed(() => tenfold(['facts', edited]));
  told('one file edited: facts of its package', again.seconds, again.value.stdout.trim(), '');
  const second = await checked('check --facts then', '--facts');
  const aloneThen = await checked('one run then, nothing remembered', '--no-cache');
  const isSame = alone.said === merged.said && aloneThen.said === second.said;
  console.log(`\n${basename(root)}: ${alone.stats.files} files, ${alone.stats.lines} lines, ${folders.length} packages, ${alone.findings.length} findings. Those of both are ${isSame ? 'the same' : 'NOT the same'}.`);
  process.exitCode = isSame ? 0 : 1;

  async function checked(what, ...flags) {
    const { value: { stdout }, seconds } = await timed(() => tenfold(['check', ...flags, '--format', 'json', '--fail-on', 'none']));
    const { findings, problems, stats } = JSON.parse(stdout);
    told(what, seconds, `${stats.cacheMisses} of ${stats.files} files read anew`, Object.entries(stats.milliseconds).map(([stage, milliseconds]) => `${stage} ${(milliseconds / 1000).toFixed(1)} s`).join(', '));
    return { findings, stats, said: JSON.stringify({ findings, problems }) };
  }
} finally {
  rmSync(base, { recursive: true, force: true });
}

/** Copies the codebase and lists what lies in it, without what is installed. */
function packagesOf(from) {
  cpSync(from, root, { recursive: true, filter: (each) => !['node_modules', '.git'].includes(basename(each)) && (statSync(each, { throwIfNoEntry: false })?.size ?? Infinity) < 20_000_000 });
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((each) => basename(each) === 'package.json').map((each) => dirname(each));
}

function megabytes(folders) {
  const bytes = folders.map((folder) => statSync(join(root, folder, '.tenfold/facts.pack'), { throwIfNoEntry: false })?.size ?? 0);
  return Math.round(bytes.reduce((sum, each) => sum + each, 0) / 1e6);
}

async function allAtOnce(tasks) {
  const left = [...tasks];
  await Promise.all(Array.from({ length: availableParallelism() }, async () => {
    for (let task = left.shift(); task; task = left.shift()) await task();
  }));
}

async function timed(run) {
  const began = performance.now();
  const value = await run();
  return { value, seconds: (performance.now() - began) / 1000 };
}

function tenfold(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...ROOMY, cli, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    const parts = [];
    child.stdout.on('data', (part) => parts.push(part));
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve({ stdout: Buffer.concat(parts).toString() }) : reject(new Error(`tenfold ${args.join(' ')} ended with ${code}`))));
  });
}
