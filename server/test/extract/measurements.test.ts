/** Load tests and traces as their tools write them, and files that are neither. */

import assert from 'node:assert/strict';
import type { LoadTest, MeasuredRoute } from '../../../rules/model/measurements.ts';
import { tracedFor } from '../../../rules/kit/measured-routes.ts';
import { readMeasurements } from '../../src/extract/measurements/read-measurements.ts';
import { memoryFileSystem } from '../../src/rule-tests/memory-file-system.ts';

async function loadTest(text: string): Promise<LoadTest> {
  const { value, problems } = await readMeasurements('/work', { loadTests: ['result'], traces: [] }, memoryFileSystem({ '/work/result': text }));
  assert.deepEqual(problems, []);
  const [test] = value.loadTests;
  assert.ok(test);
  return test;
}

async function onlyRoute(text: string): Promise<MeasuredRoute> {
  const { routes } = await loadTest(text);
  assert.equal(routes.length, 1);
  return routes[0] ?? assert.fail();
}

const trend = (med: number, p95: number, p99: number) => ({ avg: med, min: 1, med, max: p99, 'p(90)': p95, 'p(95)': p95, 'p(99)': p99 });

describe('load tests', () => {
  it('are read from a summary of k6, by route where thresholds tell routes apart', async () => {
    const metrics = {
      http_req_duration: trend(10, 20, 30),
      'http_req_duration{name:GET /orders/:id}': trend(40, 50, 60),
      'http_reqs{name:GET /orders/:id}': { count: 100, rate: 10 },
      http_reqs: { count: 300, rate: 30 },
      http_req_failed: { passes: 3, fails: 297, value: 0.01 },
    };
    const { tool, routes } = await loadTest(JSON.stringify({ metrics }));
    assert.equal(tool, 'k6');
    assert.deepEqual(routes, [{ name: 'GET /orders/:id', requests: 100, requestsPerSecond: 10, errorRate: 0, p50: 40, p95: 50, p99: 60 }]);
  });

  it('keep routes apart of which one begins like the other', async () => {
    const metrics = Object.fromEntries([['http_req_duration', 10], ['http_req_duration{name:GET /orders/:id}', 40], ['http_req_duration{name:GET /orders/{id}/lines}', 70], ['http_req_duration{name:GET /orders}', 20], ['http_req_duration{name:GET /carts,scenario:growth}', 30]].map(([name, median]) => [name, trend(Number(median), 50, 60)]));
    const { routes } = await loadTest(JSON.stringify({ metrics }));
    assert.deepEqual(routes.map(({ name, p50 }) => [name, p50]), [['GET /orders/:id', 40], ['GET /orders/{id}/lines', 70], ['GET /orders', 20], ['GET /carts', 30]]);
  });

  it('are read from what handleSummary is given, as one where no route is told', async () => {
    const metrics = { http_req_duration: { type: 'trend', contains: 'time', values: trend(10, 20, 30) }, http_reqs: { type: 'counter', values: { count: 300, rate: 30 } }, http_req_failed: { type: 'rate', values: { rate: 0.02, passes: 6, fails: 294 } } };
    assert.deepEqual(await onlyRoute(JSON.stringify({ root_group: {}, metrics })), { name: '', requests: 300, requestsPerSecond: 30, errorRate: 0.02, p50: 10, p95: 20, p99: 30 });
  });

  it('are read from the lines of k6, the last of which may be cut', async () => {
    const point = (second: number, value: number, status = '200') => JSON.stringify({ type: 'Point', data: { time: `2026-01-01T00:00:0${second}.000Z`, value, tags: { method: 'GET', name: 'http://localhost:3000/orders', status, expected_response: String(status === '200') } }, metric: 'http_req_duration' });
    const lines = ['{"type":"Metric","data":{"type":"trend"},"metric":"http_req_duration"}', ...[1, 2, 3, 4].map((second) => point(second, second * 10)), point(5, 500, '503'), point(5, 1).slice(0, 60)];
    assert.deepEqual(await onlyRoute(lines.join('\n')), { name: 'GET http://localhost:3000/orders', requests: 5, requestsPerSecond: 1.25, errorRate: 0.2, p50: 30, p95: 500, p99: 500 });
  });

  it('are read from a report of Artillery, by endpoint and whole', async () => {
    const aggregate = {
      counters: { 'http.codes.200': 90, 'http.codes.500': 10, 'plugins.metrics-by-endpoint./orders.codes.200': 45, 'plugins.metrics-by-endpoint./orders.codes.500': 5 },
      summaries: { 'http.response_time': { count: 100, p50: 5, median: 5, p95: 9, p99: 10 }, 'plugins.metrics-by-endpoint.response_time./orders': { count: 50, p50: 7, p95: 11, p99: 12 } },
      firstMetricAt: 1000,
      lastMetricAt: 11_000,
    };
    assert.deepEqual(await onlyRoute(JSON.stringify({ aggregate, intermediate: [] })), { name: '/orders', requests: 50, requestsPerSecond: 5, errorRate: 0.1, p50: 7, p95: 11, p99: 12 });
    const { 'http.response_time': whole } = aggregate.summaries;
    assert.equal((await onlyRoute(JSON.stringify({ aggregate: { ...aggregate, summaries: { 'http.response_time': whole } } }))).errorRate, 0.1);
  });

  it('are read from results of autocannon, one for each route', async () => {
    const result = (title: string, p50: number) => ({ title, url: 'http://localhost:3000', connections: 1, latency: { p50, p97_5: 20, p99: 30 }, requests: { average: 12.5, total: 125 }, errors: 0, non2xx: 5 });
    const { tool, routes } = await loadTest(JSON.stringify([result('GET /orders', 8), result('POST /orders', 16)]));
    assert.equal(tool, 'autocannon');
    assert.deepEqual(routes[1], { name: 'POST /orders', requests: 125, requestsPerSecond: 12.5, errorRate: 0.04, p50: 16, p95: 20, p99: 30 });
  });

  it('are read from statistics of Locust, whatever is quoted', async () => {
    const csv = 'Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%\r\nGET,"/orders, all",40,4,12,13,1,90,100,4.5,0.45,12,13,14,15,16,17,18,19,20,21,22\r\n,Aggregated,40,4,12,13,1,90,100,4.5,0.45,12,13,14,15,16,17,18,19,20,21,22\r\n';
    assert.deepEqual(await onlyRoute(csv), { name: 'GET /orders, all', requests: 40, requestsPerSecond: 4.5, errorRate: 0.1, p50: 12, p95: 17, p99: 19 });
  });

  it('that are none are problems that name the file', async () => {
    const { value, problems } = await readMeasurements('/work', { loadTests: ['a.json', 'b.json', 'c.csv', 'missing.json'], traces: ['a.json'] }, memoryFileSystem({ '/work/a.json': '{"hello": 1}', '/work/b.json': '{"metrics": ', '/work/c.csv': 'a,b\n1,2' }));
    assert.deepEqual(value, { loadTests: [], traces: [] });
    assert.deepEqual(problems.map(({ kind, file }) => [kind, file]), [['unreadable-file', 'a.json'], ['unreadable-file', 'b.json'], ['unreadable-file', 'c.csv'], ['unreadable-file', 'missing.json'], ['unreadable-file', 'a.json']]);
    assert.match(problems[3]?.message ?? '', /missing\.json is not there/);
    assert.match(problems[4]?.message ?? '', /holds no traces/);
  });
});

const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });

/** One request with so many queries of one statement. */
function traced(trace: string, queries: number) {
  const span = (spanId: string, parentSpanId: string, kind: number, name: string, milliseconds: number, attributes: readonly object[]) => ({ traceId: trace, spanId, parentSpanId, kind, name, startTimeUnixNano: '1000000000', endTimeUnixNano: String(1_000_000_000 + milliseconds * 1e6), attributes });
  return [
    span('server', '', 2, 'GET', 100, [attribute('http.request.method', 'GET'), attribute('http.route', '/orders/:id')]),
    span('handler', 'server', 1, 'request handler', 90, []),
    span('connect', 'handler', 3, 'pg-pool.connect', 1, [attribute('db.system', 'postgresql')]),
    ...Array.from({ length: queries }, (_, index) => span(`query ${index}`, 'handler', 3, 'pg.query:SELECT', 4, [attribute('db.system', 'postgresql'), attribute('db.statement', `SELECT * FROM lines WHERE id = ${index}`)])),
  ];
}

describe('traces', () => {
  it('tell how many queries a request makes, which it repeats and how long one takes', async () => {
    const resourceSpans = (spans: readonly object[]) => ({ resourceSpans: [{ resource: { attributes: [attribute('service.name', 'orders')] }, scopeSpans: [{ spans }] }] });
    const lines = [[...traced('a', 3), ...traced('b', 8)], traced('c', 5)].map((spans) => JSON.stringify(resourceSpans(spans))).join('\n');
    const { value, problems } = await readMeasurements('/work', { loadTests: [], traces: ['traces.json'] }, memoryFileSystem({ '/work/traces.json': lines }));
    assert.deepEqual(problems, []);
    assert.deepEqual(value.traces[0]?.routes, [{ name: 'GET /orders/:id', service: 'orders', requests: 3, queries: { median: 5, most: 8 }, repeated: { statement: 'SELECT * FROM lines WHERE id = ?', most: 8, median: 5 }, queryMilliseconds: 4 }]);
  });

  it('keep services apart that answer under one name, and tell which is meant', async () => {
    const of = (service: string, spans: readonly object[]) => ({ resourceSpans: [{ resource: { attributes: [attribute('service.name', service)] }, scopeSpans: [{ spans }] }] });
    const lines = [of('orders-service', traced('a', 3)), of('prices', traced('b', 8))].map((each) => JSON.stringify(each)).join('\n');
    const { value: { traces: [found] } } = await readMeasurements('/work', { loadTests: [], traces: ['traces.json'] }, memoryFileSystem({ '/work/traces.json': lines }));
    assert.ok(found);
    assert.deepEqual(found.routes.map(({ service, queries }) => [service, queries.most]), [['orders-service', 3], ['prices', 8]]);
    assert.deepEqual(['@shop/orders', 'prices', 'shipping'].map((service) => tracedFor('GET /orders/:id', found, service)?.queries.most), [3, 8, undefined]);
  });

  it('and load tests are read anew only when a file has changed', async () => {
    const disk = memoryFileSystem({ '/work/result': JSON.stringify({ metrics: { http_req_duration: trend(1, 2, 3), http_reqs: { count: 3, rate: 1 } } }) });
    let reads = 0;
    const counted = { ...disk, readText: (path: string) => { reads++; return disk.readText(path); } };
    const files = { loadTests: ['result'], traces: [] };
    const first = await readMeasurements('/work', files, counted);
    assert.equal(await readMeasurements('/work', files, counted), first);
    assert.equal(reads, 1);
    await readMeasurements('/work', files, { ...counted, stat: async () => ({ kind: 'file', size: 1, modified: 5 }) });
    assert.equal(reads, 2);
  });
});
