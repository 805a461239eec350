/** The capacity model against numbers worked out by hand. */

import assert from 'node:assert/strict';
import type { Bottleneck, Resource } from '../../../rules/kit/capacity-model.ts';
import type { Codebase } from '../../../rules/model/codebase.ts';
import { filePath } from '../../../rules/model/source.ts';
import { capacityOf } from '../../src/audit/capacity.ts';
import { dividing, product } from '../../src/audit/capacity/range.ts';
import { linkedSource } from '../knowledge/linked-source.ts';

const TOP = "import express from 'express';\nimport { Pool } from 'pg';\nimport { readFileSync } from 'node:fs';\nimport bcrypt from 'bcryptjs';\nconst app = express();\n";

function capacity(body: string, scale: Partial<Codebase['workspace']['scale']> = {}) {
  const codebase = linkedSource({ 'app.ts': `${TOP}${body}\napp.listen(3000);\n` });
  return capacityOf({ ...codebase, workspace: { ...codebase.workspace, scale: { ...codebase.workspace.scale, ...scale } } }, []);
}

function bottleneck(body: string, resource: Resource, scale: Partial<Codebase['workspace']['scale']> = {}): Bottleneck {
  const found = capacity(body, scale).bottlenecks.find((each) => each.resource === resource);
  assert.ok(found, `${resource} is asked for`);
  return found;
}

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) <= expected * 0.001, `${actual} is about ${expected}`);
}

describe('the capacity model', () => {
  it('fills ten connections with one query of 3 ms at 3,333 requests a second', () => {
    const { saturation, supply, factor, causes } = bottleneck("const pool = new Pool();\napp.get('/a', async (q, r) => r.json(await pool.query('select 1')));", 'database connections');
    assert.equal(supply.units, 10);
    near(saturation.typical, 10 / 0.003);
    near(factor.typical, 333.33);
    assert.deepEqual(causes.map(({ label, times, share, routes }) => [label, times, share, routes]), [['pool.query', 1, 1, ['GET /a']]]);
  });

  it('takes the size of the pool from the code', () => {
    near(bottleneck("const pool = new Pool({ max: 25 });\napp.get('/a', async (q, r) => r.json(await pool.query('select 1')));", 'database connections').saturation.typical, 25 / 0.003);
  });

  it('counts a query in a loop fifty times, through a call, and what one query for all would give', () => {
    const found = bottleneck("const pool = new Pool();\nconst one = (id) => pool.query('select $1', [id]);\napp.get('/a', async (q, r) => { for (const id of q.body.ids) await one(id); r.json({}); });", 'database connections');
    near(found.saturation.typical, 10 / (50 * 0.003));
    assert.equal(found.causes[0]?.times, 50);
    near(found.afterFix?.factor.typical ?? 0, (10 / 0.003) / 10);
  });

  it('spreads requests evenly over routes', () => {
    near(bottleneck("const pool = new Pool();\napp.get('/a', async (q, r) => r.json(await pool.query('select 1')));\napp.get('/b', (q, r) => r.json({}));", 'database connections').saturation.typical, 2 * 10 / 0.003);
  });

  it('counts half of what stands behind a condition, and nothing of what handles an error', () => {
    near(bottleneck("const pool = new Pool();\napp.get('/a', async (q, r) => { if (q.query.all) await pool.query('select 1'); try { r.json({}); } catch { await pool.query('select 2'); } });", 'database connections').saturation.typical, 10 / (0.5 * 0.003));
  });

  it('holds the event loop for a password hashed in JavaScript, on top of what answering takes', () => {
    const { demand } = bottleneck("app.post('/login', async (q, r) => r.json(await bcrypt.compare(q.body.password, q.body.hash)));", 'event loop');
    near(demand.typical, 0.08 + 0.00025);
  });

  it('leaves out what is done once', () => {
    near(bottleneck("let text;\napp.get('/a', (q, r) => { text ??= readFileSync('a.txt'); r.send(text); });", 'event loop').demand.typical, 0.00025);
  });

  it('counts today’s traffic as the config says it, and says what it assumes', () => {
    const body = "const pool = new Pool();\napp.get('/a', async (q, r) => r.json(await pool.query('select 1')));";
    near(bottleneck(body, 'database connections', { peakRequestsPerSecond: 100 }).factor.typical, 33.333);
    assert.equal(capacity(body, { peakRequestsPerSecond: 100 }).traffic.isAssumed, false);
    const { traffic, unknowns } = capacity(body, { monthlyActiveUsers: 432_000 });
    near(traffic.requestsPerSecond, 200);
    assert.equal(traffic.isAssumed, true);
    assert.ok(unknowns.some((each) => each.includes('peakRequestsPerSecond')));
  });

  it('takes copies from the manifest', () => {
    const codebase = linkedSource({ 'app.ts': `${TOP}const pool = new Pool();\napp.get('/a', async (q, r) => r.json(await pool.query('select 1')));\napp.listen(3000);\n` });
    const at = { file: filePath('k8s.yaml'), span: [0, 1] as const };
    const workload = { platform: 'kubernetes', kind: 'Deployment', name: 'app', replicas: 3, hasAutoscaler: false, hasLimits: true, hasRequests: true, hasProbes: true, hostVolumes: [], hostPorts: [], dependsOn: [], environment: { UV_THREADPOOL_SIZE: '16' }, traits: [], at, buildContext: filePath('') } as const;
    const { bottlenecks } = capacityOf({ ...codebase, manifests: { ...codebase.manifests, workloads: [workload] } }, []);
    const pool = bottlenecks.find(({ resource }) => resource === 'database connections');
    assert.equal(pool?.supply.units, 30);
    assert.match(pool?.supply.because ?? '', /3 processes/);
  });

  it('never knows more than its parts', () => {
    const made = product({ low: 1, typical: 2, high: 8 }, { low: 10, typical: 10, high: 10 });
    assert.deepEqual([Math.round(made.low), Math.round(made.typical), Math.round(made.high)], [10, 20, 80]);
    assert.deepEqual(dividing(10, { low: 1, typical: 2, high: 5 }), { low: 2, typical: 5, high: 10 });
  });
});
