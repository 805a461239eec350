/** Gives the folder of a package from npm, fetched with `npm pack` into a cache folder and unpacked; none of its scripts run, nothing is installed. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where what we fetch is kept. */
export const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'tenfold');

/** `name` as npm takes it, `ghost@5.130.6`. Ends the process with 2 when it cannot be fetched. */
export function unpackedPackage(name) {
  const cache = join(CACHE, 'packages');
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

  function must(command, args, cwd) {
    const { status, error } = spawnSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
    if (status === 0) return;
    console.error(error ?? `${command} could not get ${name}.`);
    process.exit(2);
  }
}
