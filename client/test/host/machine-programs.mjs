/** Finds the programs the editor tests need from the machine, and on Debian installs those that are missing. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';

/** What must be there, the names it may have, and the Debian packages that bring it. */
const NEEDED = [
  { names: ['chromium', 'chromium-browser', 'google-chrome'], packages: ['chromium', 'fonts-liberation'] },
  { names: ['python3'], packages: ['python3'] },
  { names: ['make'], packages: ['make'] },
  { names: ['g++'], packages: ['g++'] },
];

/** Returns the path of Chromium; throws with what to do when a program is missing and cannot be installed. */
export async function machinePrograms() {
  const missing = NEEDED.filter(({ names }) => !whichOf(names));
  if (missing.length > 0) await installPackages(missing.flatMap(({ packages }) => packages));
  return { chromium: process.env.TENFOLD_CHROMIUM ?? whichOf(NEEDED[0].names) };
}

async function installPackages(packages) {
  const byHand = `Install them by hand, on Debian: sudo apt-get install ${packages.join(' ')}`;
  if (!whichOf(['apt-get'])) throw new Error(`The editor tests need ${packages.join(', ')}. ${byHand}`);
  const asRoot = process.getuid?.() === 0 ? [] : canSudo() ? ['sudo', '-n'] : undefined;
  if (!asRoot) throw new Error(`The editor tests need ${packages.join(', ')}, and only root may install them. ${byHand}`);

  console.log(`Installing ${packages.join(', ')} with apt-get, once.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const aptGet = (...args) => run([...asRoot, 'apt-get', '-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], { env });
  await aptGet('update');
  await aptGet('install', '-y', '--no-install-recommends', ...packages);
}

function canSudo() {
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
}

function whichOf(names) {
  const folders = (process.env.PATH ?? '/usr/bin:/bin').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
