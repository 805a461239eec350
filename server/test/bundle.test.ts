/** The command line as it ships: built, away from the sources and from node_modules. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

describe('the command line as it ships', function () {
  this.timeout(60_000);
  let folder = '';

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tenfold-bundle-'));
    // Builds it first, when a source is newer.
    assert.equal(spawnSync(process.execPath, ['server/build/run-cli.mjs', '--version'], { cwd: root }).status, 0);
    cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
    cpSync(join(root, 'client/test/fixtures/shop'), join(folder, 'shop'), { recursive: true });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('finds, with nothing beside its own folder', () => {
    assert.match(check(), /blocking-call-in-request-path/);
  });

  it('does without the compiler when no file has changed', () => {
    const before = check();
    rmSync(join(folder, 'dist/ts-morph.cjs'));
    assert.deepEqual(findingsIn(check()), findingsIn(before));
  });

  function check(): string {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.mjs', 'check', 'shop', '--format', 'json'], {
      cwd: folder, encoding: 'utf8', env: { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') },
    });
    assert.equal(status, 1, stderr);
    return stdout;
  }
});

function findingsIn(report: string): unknown {
  return JSON.parse(report).findings;
}
