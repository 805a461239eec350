/** The line a team holds, through the real command line and a real git: baseline, pruning, what a branch and what a commit introduces. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const cli = join(root, 'dist/cli.mjs');
const BASELINE = 'tenfold.baseline.json';
/** A further route to the slow template loader that GET /orders/:id/invoice comes to. */
const SECOND_ROUTE = "orders.get('/:id/print', (request, response) => response.send(invoiceFor(request.params.id)));\n";

describe('the line a team holds', function () {
  this.timeout(120_000);
  let folder = '';

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'tenfold-ratchet-')));
    cpSync(join(root, 'test-fixtures/express-shop-monolith'), folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is green from the day it is drawn, through moves, and red for what is new', () => {
    assert.match(tenfold('baseline').stdout, /^tenfold\.baseline\.json holds \d+ findings\. \d+ of them are advice, which the audit shows, and check with --advice\. Commit it\.\n$/);
    const drawn = read(BASELINE);
    assert.deepEqual(status(tenfold('check')), [0, 'No findings.']);
    renameSync(join(folder, 'src/services/templates.js'), join(folder, 'src/services/papers.js'));
    write('src/services/invoices.js', read('src/services/invoices.js').replaceAll('./templates', './papers'));
    assert.deepEqual(status(tenfold('check')), [0, 'No findings.']);
    write('src/services/papers.js', `${read('src/services/papers.js')}\nimport { execSync } from 'node:child_process';\nexport const print = () => execSync('lp');\n`);
    write('src/routes/orders.js', `import { print } from '../services/papers.js';\n${read('src/routes/orders.js')}orders.get('/printer', (request, response) => response.send(print()));\n`);
    assert.deepEqual(status(tenfold('check')), [1, '1 finding: 1 warning.']);
    assert.deepEqual(status(tenfold('check', '--max-warnings', '1')), [0, '1 finding: 1 warning.']);
    assert.equal(tenfold('check', '--max-warnings', '0').status, 1);
    assert.equal(tenfold('check', '--fail-on', 'none').status, 0);
    assert.equal(tenfold('check', '--fail-on', 'error').status, 0);
    assert.equal(tenfold('check', '--fail-on', 'sometimes').status, 2);
    assert.equal(read(BASELINE), drawn, 'checking writes nothing');
  });

  it('says what is no longer found, and takes it out when asked', () => {
    tenfold('baseline');
    const before = JSON.parse(read(BASELINE)) as { findings: { rule: string; file: string }[] };
    const [gone] = before.findings.filter(({ file }) => file === 'src/services/templates.js');
    assert.ok(gone);
    write('src/services/templates.js', read('src/services/templates.js').replaceAll('readFileSync', 'readFileLater'));
    assert.match(tenfold('check').stdout, /1 entry of tenfold\.baseline\.json is no longer found: tenfold baseline --prune takes it out\./);
    assert.match(tenfold('baseline', '--prune').stdout, /1 taken out/);
    const after = JSON.parse(read(BASELINE)) as typeof before;
    assert.deepEqual(after.findings, before.findings.filter((each) => each !== gone));
    assert.equal(tenfold('check', '--fail-on', 'any').status, 1, 'debt can be made to count');
    assert.equal(tenfold('check', '--no-baseline').status, 1);
  });

  it('ends with 2 where the baseline cannot be read', () => {
    write(BASELINE, '<<<<<<< ours\n');
    const { status: code, stdout } = tenfold('check');
    assert.equal(code, 2);
    assert.match(stdout, /tenfold\.baseline\.json:1:1 {2}tenfold\.baseline\.json holds a merge conflict/);
  });

  it('lets a branch answer for what it introduced alone, a new way to old code included', () => {
    commit('before');
    git('checkout', '-q', '-b', 'feature');
    assert.deepEqual(status(tenfold('check', '--since', 'main')), [0, 'No findings.']);
    write('src/routes/orders.js', `${read('src/routes/orders.js')}${SECOND_ROUTE}`);
    const { status: code, stdout } = tenfold('check', '--since', 'main');
    assert.equal(code, 1, stdout);
    assert.match(stdout, /new for GET \/orders\/:id\/print\n/);
    assert.match(stdout, /src\/services\/templates\.js/);
    assert.deepEqual(status(tenfold('check', '--staged')), [0, 'No findings.']);
    git('add', '.');
    assert.equal(tenfold('check', '--staged').status, 1);
  });

  it('ends with 2 and says what to do where git cannot tell', () => {
    assert.match(tenfold('check', '--since', 'main').stderr, /not in a git repository/);
    commit('one');
    write('src/more.js', '');
    commit('two');
    for (const [given, says] of [['no-such-branch', /knows no commit named "no-such-branch"; fetch it first/], ['--output=/tmp/x', /knows no commit/]] as const) {
      const { status: code, stderr } = tenfold('check', `--since=${given}`);
      assert.equal(code, 2);
      assert.match(stderr, says);
    }
    const shallow = join(folder, 'shallow');
    git('clone', '-q', '--depth', '1', `file://${folder}`, shallow);
    const { status: code, stderr } = run(shallow, 'check', '--since', 'HEAD~1');
    assert.equal(code, 2);
    assert.match(stderr, /shallow.*fetch-depth: 0/);
  });

  function tenfold(...given: readonly string[]) {
    return run(folder, ...given);
  }

  function run(cwd: string, ...given: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
    return spawnSync(process.execPath, [cli, ...given], { cwd, encoding: 'utf8', env: { ...process.env, XDG_CACHE_HOME: join(folder, '.cache') } });
  }

  function git(...given: readonly string[]): void {
    const { status: code, stderr } = spawnSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@shop.example', '-c', 'init.defaultBranch=main', ...given], { cwd: folder, encoding: 'utf8' });
    assert.equal(code, 0, stderr);
  }

  function commit(message: string): void {
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', message);
  }

  function read(file: string): string {
    return readFileSync(join(folder, file), 'utf8');
  }

  function write(file: string, text: string): void {
    writeFileSync(join(folder, file), text);
  }
});

function status({ status: code, stdout }: { readonly status: number | null; readonly stdout: string }): readonly [number | null, string | undefined] {
  return [code, stdout.split('\n').find((line) => /^(No findings|\d+ findings?:)/.test(line))?.replace(/ \d+ problems?\./, '')];
}
