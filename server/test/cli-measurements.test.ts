/** What is measured comes in and out through the command line: calibration, load tests, traces, and a load test for k6. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CapacityModel } from '../../rules/kit/capacity-model.ts';

const root = join(import.meta.dirname, '../..');
const shop = join(root, 'test-fixtures/express-shop-monolith');

describe('the command line', function () {
  this.timeout(120_000);
  let folder = '';

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'tenfold-measured-')));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function tenfold(...given: readonly string[]) {
    const env = { ...process.env, XDG_CACHE_HOME: folder, TENFOLD_CALIBRATION: join(folder, 'calibration.json') };
    return spawnSync(process.execPath, [join(root, 'dist/cli.mjs'), ...given], { encoding: 'utf8', maxBuffer: 2 ** 28, env });
  }

  function capacity(...given: readonly string[]): CapacityModel {
    const { stdout } = tenfold('audit', shop, '--format', 'json', ...given);
    return (JSON.parse(stdout) as { readonly capacity: CapacityModel }).capacity;
  }

  it('measures what calls cost, and counts with it until it is told to remember nothing', () => {
    const { status, stdout } = tenfold('calibrate');
    assert.equal(status, 0, stdout);
    assert.match(stdout, /ms {2}a node:http server answering a small JSON/);
    const { costs, processors } = JSON.parse(readFileSync(join(folder, 'calibration.json'), 'utf8')) as { readonly costs: Readonly<Record<string, number>>; readonly processors: number };
    assert.ok(processors >= 1 && Object.keys(costs).length >= 12 && Object.values(costs).every((cost) => cost > 0), JSON.stringify(costs));
    assert.match(capacity().measured.join(' '), /tenfold calibrate measured/);
    assert.doesNotMatch(capacity('--no-cache').measured.join(' '), /calibrate/);
    writeFileSync(join(folder, 'calibration.json'), '{"costs": 3}');
    assert.doesNotMatch(capacity().measured.join(' '), /calibrate/);
  });

  it('counts with a load test, and names a file that is none', () => {
    const test = join(folder, 'results.json');
    writeFileSync(test, JSON.stringify({ metrics: { http_req_duration: { med: 3, 'p(95)': 5 }, 'http_req_duration{name:GET /orders}': { med: 250, 'p(95)': 400, 'p(99)': 500 }, 'http_reqs{name:GET /orders}': { count: 50, rate: 5 } } }));
    const { routes } = capacity('--load-test', test);
    const orders = routes.find(({ route }) => route === 'GET /orders');
    assert.equal(orders?.measured?.p95, 400);
    assert.ok((orders?.demand['database connections']?.typical ?? 0) > 0.1, 'a median of 250 ms is waited for the database');
  });

  it('ends with 2 where it cannot count with what it was given, and names the file', () => {
    const none = join(folder, 'none.json');
    writeFileSync(join(folder, 'text.json'), 'no test');
    for (const given of [['--load-test', none], ['--traces', none], ['--traces', join(folder, 'text.json')]]) {
      const { stdout, stderr, status } = tenfold('check', shop, ...given, '--quiet', '--fail-on', 'none');
      assert.equal(status, 2, given.join(' '));
      assert.match(stdout, /1 problem/);
      assert.match(stderr, new RegExp(`tenfold: ${given[1] ?? ''} (is not there|holds no)`));
    }
  });

  it('says above the findings what it counted with, and where the first cause stands', () => {
    writeFileSync(join(folder, 'calibration.json'), JSON.stringify({ at: '2026-02-03T00:00:00Z', machine: 'a bench', processors: 2, costs: { exists: 1 } }));
    const { stdout } = tenfold('audit', shop);
    assert.match(stdout, /Counted with: tenfold calibrate measured 1 costs on a bench/);
    assert.match(stdout, /src\/\S+\.js:\d+, for \S+ \/\S+.*: counted as \d+ % of requests\./);
  });

  it('keeps each audit that it is told to, whole, and says what came and went', () => {
    const kept = join(folder, 'audits');
    const copy = join(folder, 'shop');
    cpSync(shop, copy, { recursive: true });
    for (const _ of [1, 2]) assert.equal(tenfold('audit', copy, '--save', '--saved-in', kept, '--quiet').status, 0);
    assert.equal(readdirSync(kept).length, 2);
    const whole = tenfold('audit', copy, '--save', '--saved-in', kept, '--rule', 'query-in-loop');
    assert.deepEqual([whole.status, readdirSync(kept).length], [2, 2]);
    assert.match(whole.stderr, /--save keeps all that is found/);
    rmSync(join(copy, 'src/services/templates.js'));
    const { stdout } = tenfold('audit', copy, '--saved-in', kept);
    assert.match(stdout, /Since the audit saved on \d{4}-\d\d-\d\d: \d+ came, [1-9]\d* went\./);
    assert.match(stdout, /^ {4}- .*src\/services\/templates\.js$/m);
  });

  it('writes a load test of the routes it finds', () => {
    const out = join(folder, 'load-test.js');
    assert.equal(tenfold('k6', shop, '--output', out).status, 0);
    assert.match(readFileSync(out, 'utf8'), /"name":"GET \/orders"/);
    const { status, stderr } = tenfold('k6', folder);
    assert.equal(status, 2);
    assert.match(stderr, /There is no HTTP route here/);
  });
});
