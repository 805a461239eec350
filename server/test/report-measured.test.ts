/** What was measured, as the reports draw it: beside the model, escaped, and not there where nothing was. */

import assert from 'node:assert/strict';
import type { CapacityModel, RouteCapacity } from '../../rules/kit/capacity-model.ts';
import { measuredSection } from '../src/report/html/measured-section.ts';
import { code } from '../src/report/markdown/escaped.ts';
import { measuredLines } from '../src/report/markdown/measured-lines.ts';

const exactly = (value: number) => ({ low: value, typical: value, high: value });
const route = (name: string, measured?: RouteCapacity['measured']): RouteCapacity => ({ service: 'shop', route: name, share: 0.5, demand: {}, alone: { resource: 'event loop', saturation: exactly(4000) }, queries: exactly(3), ...(measured && { measured }) });
const model = (routes: readonly RouteCapacity[]): CapacityModel => ({ bottlenecks: [], loads: [], routes, traffic: { requestsPerSecond: 1, isAssumed: true, because: '', growthFactor: 10, spread: '' }, stage: { name: 'growth', isDeclared: false, says: '' }, assumptions: [], unknowns: [], measured: [] });

describe('routes as measured', () => {
  const told = model([route('GET /<b>|x', { name: 'x', requests: 10, requestsPerSecond: 12, p50: 3, p95: 240, errorRate: 0.02 }), route('GET /quiet')]);

  it('stand in the page with what the model says', () => {
    const html = measuredSection(told);
    for (const part of ['GET /&lt;b&gt;|x', '240 ms', '2 %', '4,000/s (event loop)', '1 of 2 routes']) assert.ok(html.includes(part), part);
    assert.ok(!html.includes('<b>'));
  });

  it('stand in the Markdown, and nowhere where nothing was measured', () => {
    assert.equal(measuredLines(told).filter((line) => line.includes('240 ms')).length, 1);
    assert.deepEqual([measuredSection(model([route('GET /quiet')])), measuredLines(model([route('GET /quiet')]))], ['', []]);
  });
});

describe('Markdown', () => {
  it('holds names as code, and those that would end a cell or the code as text', () => {
    assert.deepEqual(['apps/orders', 'apps/a|b', 'apps/`x`'].map(code), ['`apps/orders`', 'apps/a\\|b', 'apps/\\`x\\`']);
  });
});
