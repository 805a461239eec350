/** Finds the programs the editor tests need from the machine, and on Debian installs those that are missing. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runProgram } from './run-program.ts';

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome'];

/** What must be there, under one of its names, and the Debian packages that bring it. */
const NEEDED = [
  { names: CHROMIUM, packages: ['chromium', 'fonts-liberation'] },
  { names: ['python3'], packages: ['python3'] },
  { names: ['make'], packages: ['make'] },
  { names: ['g++'], packages: ['g++'] },
];

/** Gives the path of Chromium; throws with what to do when a program is missing and cannot be installed. */
export async function machinePrograms(): Promise<{ readonly chromium: string }> {
  const missing = NEEDED.filter(({ names }) => !pathOf(names));
  if (missing.length > 0) await installPackages(missing.flatMap(({ packages }) => packages));

  const chromium = process.env['TENFOLD_CHROMIUM'] ?? pathOf(CHROMIUM);
  if (!chromium) throw new Error('Chromium was installed, yet is not on the PATH. Name it with TENFOLD_CHROMIUM.');
  return { chromium };
}

async function installPackages(packages: readonly string[]): Promise<void> {
  const names = packages.join(' ');
  const asRoot = process.getuid?.() === 0 ? [] : canSudo() ? ['sudo', '-n'] : undefined;
  if (!asRoot || !pathOf(['apt-get'])) throw new Error(`The editor tests need programs of this machine. Install them, on Debian: sudo apt-get install ${names}`);

  console.log(`Installing ${names} with apt-get, once.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const task of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const [program = '', ...args] = [...asRoot, 'apt-get', '-qq', '-o', 'DPkg::Lock::Timeout=300', ...task];
    await runProgram(program, args, { env });
  }
}

function canSudo(): boolean {
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
}

function pathOf(names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '/usr/bin:/bin').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
