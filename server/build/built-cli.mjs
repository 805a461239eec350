/** Gives the path of the built command line, built anew when a source is newer than it. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SOURCES = ['rules', 'server/src', 'server/build', 'package-lock.json'];

export function builtCli() {
  const cli = join(root, 'dist/cli.mjs');
  if (existsSync(cli) && SOURCES.every((source) => newestIn(join(root, source)) <= statSync(cli).mtimeMs)) return cli;

  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' });
  if (status !== 0) process.exit(2);
  return cli;
}

function newestIn(path) {
  const own = statSync(path);
  if (!own.isDirectory()) return own.mtimeMs;
  // What the build generates is as new as the build.
  return readdirSync(path).filter((name) => !name.includes('.generated.')).reduce((newest, name) => Math.max(newest, newestIn(join(path, name))), 0);
}
