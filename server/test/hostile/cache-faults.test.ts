/** What may happen to the cache of facts while it is used: runs that are killed, full or read-only disks, two runs at once. No answer changes. */

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomFrom } from '../support/random.ts';

const cli = join(import.meta.dirname, '../../../dist/cli.mjs');
const shop = join(import.meta.dirname, '../../../test-fixtures/express-shop-monolith');
const KILLS = 5;

describe('the cache on disk', function () {
  this.timeout(240_000);
  let base = '';
  let root = '';
  let expected = '';

  beforeEach(() => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'tenfold-faults-')));
    root = join(base, 'shop');
    for (let copy = 0; copy < 12; copy++) cpSync(shop, join(root, `copy${copy}`), { recursive: true });
    expected = findingsIn(spawnSync(process.execPath, [cli, 'check', root, '--no-cache', '--format', 'json'], { encoding: 'utf8', maxBuffer: 2 ** 28 }).stdout);
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  it(`survives ${KILLS} runs killed at any moment`, async () => {
    const random = randomFrom(1);
    const began = Date.now();
    assert.equal(findings(), expected);
    const whole = Date.now() - began;
    for (let count = 0; count < KILLS; count++) {
      touch(count);
      await killed(random.below(whole));
      assert.equal(findings(), expected, `after kill ${count}`);
    }
    const left = readdirSync(base, { recursive: true, encoding: 'utf8' }).filter((file) => file.includes('facts.pack'));
    assert.ok(left.length <= 1 + KILLS, left.join());
  });

  it('may be written by two runs at once', async () => {
    for (let count = 0; count < 2; count++) {
      touch(count);
      const both = await Promise.all([run(), run()]);
      assert.deepEqual(both.map(findingsIn), [expected, expected]);
      assert.equal(findings(), expected);
    }
  });

  it('may lie where nothing can be written, or be something else altogether', () => {
    mkdirSync(join(base, 'cache'));
    chmodSync(join(base, 'cache'), 0o500);
    assert.equal(findings(), expected);
    chmodSync(join(base, 'cache'), 0o700);
    rmSync(join(base, 'cache'), { recursive: true });
    writeFileSync(join(base, 'cache'), 'a file where the folder belongs');
    assert.equal(findings(), expected);
  });

  it('may run out of space in the middle of a write', () => {
    if (process.platform === 'win32') return;
    // No file of this process may grow beyond 8 blocks; what is written further fails, as on a full disk.
    const limited = spawnSync('sh', ['-c', 'trap "" XFSZ; ulimit -f 8; exec "$@"', 'sh', process.execPath, cli, 'check', root, '--format', 'json'], { encoding: 'utf8', maxBuffer: 2 ** 28, env: environment() });
    assert.equal(findingsIn(limited.stdout), expected, limited.stderr);
    const packs = readdirSync(base, { recursive: true, encoding: 'utf8' }).filter((file) => file.includes('facts.pack'));
    assert.ok(packs.every((file) => statSync(join(base, file)).size > 8 * 1024), 'half a file is not kept');
    assert.equal(findings(), expected);
  });

  function environment(): NodeJS.ProcessEnv {
    return { ...process.env, XDG_CACHE_HOME: join(base, 'cache') };
  }

  function findings(): string {
    return findingsIn(spawnSync(process.execPath, [cli, 'check', root, '--format', 'json'], { encoding: 'utf8', maxBuffer: 2 ** 28, env: environment() }).stdout);
  }

  function run(): Promise<string> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [cli, 'check', root, '--format', 'json'], { env: environment(), stdio: ['ignore', 'pipe', 'ignore'] });
      const said: Buffer[] = [];
      child.stdout.on('data', (bytes: Buffer) => void said.push(bytes));
      child.once('close', () => resolve(Buffer.concat(said).toString()));
    });
  }

  function killed(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [cli, 'check', root, '--format', 'json'], { env: environment(), stdio: 'ignore' });
      setTimeout(() => child.kill('SIGKILL'), milliseconds);
      child.once('close', () => resolve());
    });
  }

  /** So that each run reads some files again, and writes what it read. */
  function touch(count: number): void {
    for (let copy = 0; copy < 12; copy++) writeFileSync(join(root, `copy${copy}`, 'touched.js'), `exports.touched = ${count};\n`);
  }
});

/** Findings alone: times differ, and what was in the cache too. */
function findingsIn(report: string): string {
  const { findings } = JSON.parse(report) as { findings: unknown };
  return JSON.stringify(findings);
}
