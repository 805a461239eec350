/** A folder in which the samples can run: copies of them, and their packages, installed once, beside no dependency of Tenfold. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { PACKAGES } from './samples.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = join(root, 'node_modules/.cache/tenfold-reality');

/** Throws where the packages cannot be installed. */
export function openWorkshop() {
  mkdirSync(folder, { recursive: true });
  const manifest = JSON.stringify({ private: true, dependencies: PACKAGES });
  const installed = join(folder, 'installed.json');
  if (!existsSync(installed) || readFileSync(installed, 'utf8') !== manifest) {
    writeFileSync(join(folder, 'package.json'), manifest);
    const { status } = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) throw new Error('The packages of the samples cannot be installed.');
    writeFileSync(installed, manifest);
  }
  return folder;
}

/** The sample as its own README says it: the copy that runs, and the folder that is analysed. */
export async function placeSample({ name, builds }) {
  const from = join(root, 'test-fixtures', name);
  const place = join(folder, 'samples', name);
  rmSync(place, { recursive: true, force: true });
  cpSync(from, place, { recursive: true });
  if (builds) await build({ absWorkingDir: place, entryPoints: [builds], outfile: join(place, 'dist/main.js'), bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node20', tsconfigRaw: { compilerOptions: { experimentalDecorators: true } }, logLevel: 'warning' });
  const { start } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')).scripts;
  return { place, analysed: from, command: start.split(' ').slice(1) };
}
