/** The example monorepo under the real Turborepo and the real Nx: a task for each package, one that judges all, and nothing run twice. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codebaseOnDisk, type CodebaseOnDisk } from './support/codebase-on-disk.ts';
import { installedTools } from './support/installed-tools.ts';

const QUIET = { CI: '1', DO_NOT_TRACK: '1', TURBO_TELEMETRY_DISABLED: '1', NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', NO_COLOR: '1' };
const cli = join(import.meta.dirname, '../../dist/cli.mjs');

const TOOLS = {
  turbo: { command: ['turbo', 'run', 'scale'], ranAnew: /^(\S+):\w+: cache miss, executing/gm, hits: /^Cached: {4}(\d+) cached/m },
  nx: { command: ['nx', 'run', 'deliveries:scale', '--output-style=static'], ranAnew: /^> nx run (\S+):\w+$/gm, hits: /for (\d+) out of \d+ tasks/ },
};

describe('a monorepo whose packages are read by tasks', function () {
  this.timeout(300_000);
  let tools = '';
  let code: CodebaseOnDisk;
  before(() => (tools = installedTools({ turbo: '2.11.11', nx: '24.0.6' })));
  beforeEach(() => {
    code = codebaseOnDisk('monorepo-of-deliveries');
    mkdirSync(join(code.folder, 'node_modules/.bin'), { recursive: true });
    const bin = join(code.folder, 'node_modules/.bin/tenfold');
    writeFileSync(bin, `#!/bin/sh\nexec "${process.execPath}" "${cli}" "$@"\n`);
    chmodSync(bin, 0o755);
    symlinkSync(join(tools, 'nx'), join(code.folder, 'node_modules/nx'));
  });
  afterEach(() => code.remove());

  for (const [name, { command, ranAnew, hits }] of Object.entries(TOOLS)) {
    it(`is judged under ${name} as in one run; the second run does only what changed`, () => {
      code.commit('before');
      const alone = findingsIn(code.tenfold('check').stdout);
      const red = run(command);
      assert.notEqual(red.status, 0, 'findings fail the task');
      assert.deepEqual(findingsIn(red.stdout), alone);

      assert.equal(code.tenfold('baseline').status, 0);
      const first = run(command);
      assert.equal(first.status, 0, first.stdout);
      const again = run(command);
      assert.equal(hits.exec(again.stdout)?.[1], '5', again.stdout);

      code.write('packages/documents/src/index.ts', code.read('packages/documents/src/index.ts').replace('label.html', 'page.html'));
      const after = run(command);
      assert.equal(after.status, 0, after.stdout);
      assert.deepEqual([...after.stdout.matchAll(ranAnew)].map(([, task]) => task).sort(), [name === 'nx' ? 'deliveries' : '//', '@deliveries/documents'].sort(), after.stdout);
      assert.match(after.stdout, /4 files, .* 4 from the cache/);
    });
  }

  function run([program = '', ...args]: readonly string[]) {
    return spawnSync(join(tools, '.bin', program), args, { cwd: code.folder, encoding: 'utf8', env: { ...process.env, ...QUIET } });
  }
});

/** Places and rules, whatever a tool writes before each line. */
function findingsIn(output: string): readonly string[] {
  return [...output.matchAll(/(\d+:\d+) \w+ {2}.*? {2}([a-z-]+)(?: likely| guess)?$/gm)].map(([, place, rule]) => `${place} ${rule}`);
}
