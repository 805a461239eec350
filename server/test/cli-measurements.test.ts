/** What is measured comes in and out through the command line: calibration, load tests, traces, and a load test for k6. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
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
    const { stdout, status } = tenfold('check', shop, '--traces', test, '--quiet', '--fail-on', 'none');
    assert.equal(status, 0);
    assert.match(stdout, /1 problem/);
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
