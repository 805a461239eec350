/**
 * `npm run try <package|path> [flags]`: what Tenfold says of code nobody here wrote.
 *
 * A path is checked where it is. A package is fetched with `npm pack` into a cache folder and unpacked; none of its scripts run, nothing is installed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { builtCli } from './built-cli.mjs';

const [subject, ...flags] = process.argv.slice(2);
if (!subject) {
  console.error('Say what to try: npm run try ghost@5.130.6, or npm run try ../my-backend');
  process.exit(2);
}
const standingIn = process.env.INIT_CWD ?? process.cwd();
const asPath = resolve(standingIn, subject);
const folder = existsSync(asPath) ? asPath : unpacked(subject);
const { status } = spawnSync(process.execPath, [builtCli(), 'check', folder, ...flags], { cwd: standingIn, stdio: 'inherit' });
process.exitCode = status ?? 2;

function unpacked(name) {
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'tenfold/packages');
  const target = join(cache, name.replaceAll(/[^\w.@-]/g, '_'));
  // A name without a version means the newest, whatever that is today.
  if (existsSync(target) && /.@/.test(name)) return target;

  mkdirSync(cache, { recursive: true });
  const fetched = mkdtempSync(join(cache, 'fetching-'));
  try {
    console.log(`Fetching ${name} …`);
    must('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', fetched, '--', name]);
    const [archive] = readdirSync(fetched);
    mkdirSync(join(fetched, 'unpacked'));
    must('tar', ['-xzf', archive, '--strip-components=1', '-C', 'unpacked'], fetched);
    rmSync(target, { recursive: true, force: true });
    renameSync(join(fetched, 'unpacked'), target);
  } finally {
    rmSync(fetched, { recursive: true, force: true });
  }
  return target;
}

function must(command, args, cwd) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
  if (status === 0) return;
  console.error(error ?? `${command} could not get ${subject}.`);
  process.exit(2);
}
