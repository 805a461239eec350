/** The command line as it ships: built, away from the sources and from node_modules. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

  it("judges by a team's own dependency-cruiser config, and runs one that is code only when told to", () => {
    const rules = "forbidden: [{ name: 'web-not-to-db', comment: 'Ask the service.', severity: 'error', from: { path: '^src/web' }, to: { path: '^src/db' } }], options: { tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.json' } }";
    const files = {
      'team/package.json': '{ "name": "team" }',
      'team/tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } } // as people write it',
      'team/src/web/a.ts': "import { db } from '@/db/db';\nexport const a = db;\n",
      'team/src/db/db.ts': 'export const db = 1;\n',
      'team/.dependency-cruiser.json': `{ extends: 'dependency-cruiser/configs/recommended-strict', ${rules} }`,
    };
    mkdirSync(join(folder, 'team/src/web'), { recursive: true });
    mkdirSync(join(folder, 'team/src/db'), { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const told = (report: string) => (findingsIn(report) as readonly { readonly message: string; readonly severity: string }[]).map(({ message, severity }) => `${severity}: ${message}`);
    const expected = ['error: a.ts imports @/db/db, which breaks web-not-to-db: Ask the service.'];
    assert.deepEqual(told(check('team', '--rule', 'architecture-rule-broken')), expected);

    rmSync(join(folder, 'team/.dependency-cruiser.json'));
    writeFileSync(join(folder, 'team/.dependency-cruiser.cjs'), `module.exports = { ${rules} };`);
    assert.deepEqual(told(check('team', '--rule', 'architecture-rule-broken', '--trust')), expected);
    const { status, stdout } = run('team', '--rule', 'architecture-rule-broken');
    assert.deepEqual([status, told(stdout)], [0, []]);
    assert.match(stdout, /is code and was not run/);
  });

  it('does without the compiler when no file has changed', () => {
    const before = check();
    rmSync(join(folder, 'dist/ts-morph.cjs'));
    assert.deepEqual(findingsIn(check()), findingsIn(before));
  });

  function check(subject = 'shop', ...options: readonly string[]): string {
    const { status, stdout, stderr } = run(subject, ...options);
    assert.equal(status, 1, stderr);
    return stdout;
  }

  function run(subject: string, ...options: readonly string[]) {
    return spawnSync(process.execPath, ['dist/cli.mjs', 'check', subject, '--format', 'json', ...options], {
      cwd: folder, encoding: 'utf8', env: { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') },
    });
  }
});

function findingsIn(report: string): unknown {
  return JSON.parse(report).findings;
}
