/**
 * `npm run bench [path] [-- --peers --quick --write --only=command-line|session|growth]`: what Tenfold costs, as ratios to work of other processes in the same run, beside the goals.
 *
 * Without a path it measures ghost from npm. Times of one machine say little; what is compared runs in turns, and the median of each counts.
 * `--peers` also installs and runs other tools; `--quick` repeats little and leaves out what takes long. `--write` keeps
 * the table in results.md beside this. It never fails on a time.
 */
import { existsSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtCli } from '../build/built-cli.mjs';
import { unpackedPackage } from '../build/unpacked-package.mjs';
import { builtEngine } from './built-engine.mjs';
import { commandLineRows } from './command-line.mjs';
import { corpusOf } from './corpus.mjs';
import { growthRows } from './growth.mjs';
import { sessionRows } from './sessions.mjs';
import { keepResults } from './results.mjs';
import { table } from './table.mjs';

const CORPUS = 'ghost@5.130.6';
const SMALL = fileURLToPath(new URL('../../test-fixtures/express-shop-monolith', import.meta.url));

const given = process.argv.slice(2);
const isQuick = given.includes('--quick');
const only = given.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
const isWanted = (part) => only === undefined || only === part;
const path = given.find((argument) => !argument.startsWith('--'));
const folder = path ? resolve(process.env.INIT_CWD ?? '.', path) : unpackedPackage(CORPUS);
if (!existsSync(folder)) {
  console.error(`There is no folder ${folder}.`);
  process.exit(2);
}

const cli = builtCli();
const engine = await builtEngine();
const corpus = corpusOf(folder, engine.listFiles);
const small = corpusOf(SMALL, engine.listFiles);
try {
  const name = path ? `a codebase of ${corpus.count} files` : CORPUS;
  const load = loadavg()[0].toFixed(1);
  console.log(`${path ?? CORPUS}: ${corpus.count} files, ${corpus.megabytes.toFixed(1)} MB. Node ${process.versions.node}, ${cpus().length} processors, load ${load} at the start.`);
  const rows = [
    ...(isWanted('command-line') ? await commandLineRows({ cli, corpus, rounds: isQuick ? 2 : 5, withPeers: given.includes('--peers'), log: console.log }) : []),
    ...(isWanted('session') ? sessionRows({ keystrokes: engine.keystrokes, corpus, small, isQuick }) : []),
    ...(isWanted('growth') && !isQuick ? growthRows({ cli, folder, listFiles: engine.listFiles, corpus }) : []),
  ];
  console.log(`Load ${loadavg()[0].toFixed(1)} at the end.\n\n${table(rows)}`);
  if (given.includes('--write')) keepResults(name, `${corpus.count} files, ${corpus.megabytes.toFixed(1)} MB; Node ${process.versions.node}, ${cpus().length} processors, load ${load} at the start and ${loadavg()[0].toFixed(1)} at the end`, rows);
} finally {
  corpus.remove();
  small.remove();
}
