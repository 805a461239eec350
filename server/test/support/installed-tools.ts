/** Tools of other people that a test runs, installed once from npm, without their scripts, into a cache folder. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../../node_modules/.cache/tenfold-tools');

/** By name, with the version of each. Gives the folder of node_modules they are in. */
export function installedTools(versions: Readonly<Record<string, string>>): string {
  const folder = join(FOLDER, Object.entries(versions).map((each) => each.join('-')).join('+').replaceAll('/', '-'));
  const done = join(folder, 'installed');
  // Written last: an installation that was stopped in the middle begins again.
  if (!existsSync(done)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: versions }));
    const { status, stderr } = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--silent'], { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' });
    assert.equal(status, 0, `npm cannot install ${Object.keys(versions).join(', ')}: ${stderr}`);
    writeFileSync(done, '');
  }
  return join(folder, 'node_modules');
}
