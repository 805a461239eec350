/** The capacity model against numbers worked out by hand. */

import assert from 'node:assert/strict';
import { bottlenecksAfter, factorAfter } from '../../../rules/kit/capacity-after-fixes.ts';
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

  it('takes what stands in two places for no loop, and names the loop where there is one', () => {
    const plain = bottleneck("const pool = new Pool();\nconst one = (id) => pool.query('select $1', [id]);\napp.get('/a', async (q, r) => { const user = await one(q.query.id); await one(user.id); r.json({}); });", 'database connections');
    assert.deepEqual(plain.causes.map(({ times, fix }) => [times, fix.what]), [[2, 'pool.query answered by a cache nine times of ten']]);
    const found = bottleneck("const pool = new Pool();\nconst one = (id) => pool.query('select $1', [id]);\napp.get('/a', async (q, r) => {\n for (const id of q.body.ids) await one(id);\n r.json({}); });\napp.get('/b', async (q, r) => r.json(await one(1)));", 'database connections');
    assert.deepEqual(found.causes.map(({ times, location, routes, ofRequests }) => [times, location.range.start.line, routes, ofRequests]), [[50, 8, ['GET /a'], 0.5], [1, 6, ['GET /b'], 0.5]]);
    assert.equal(bottleneck("const pool = new Pool();\napp.get('/a', async (q, r) => { for (const step of [check]) await pool.query(step); r.json({}); });", 'database connections').causes[0]?.times, 1);
  });

  it('believes of no request that it runs one call without end, however many loops come to it', () => {
    const loops = Array.from({ length: 6 }, (_, index) => ` for (const id of q.body.list${index}) await one(id);`).join('\n');
    near(bottleneck(`const pool = new Pool();\nconst one = (id) => pool.query('select $1', [id]);\napp.get('/a', async (q, r) => {\n${loops}\n r.json({}); });`, 'database connections').demand.typical, 50 * 0.003);
  });

  it('proposes only what can be done: each letter has a receiver, and who signs in waits for the answer', () => {
    const whatOf = (body: string, resource: Resource): string => bottleneck(body, resource).causes[0]?.fix.what ?? '';
    assert.match(whatOf("import nodemailer from 'nodemailer';\nconst transport = nodemailer.createTransport({});\napp.post('/a', async (q, r) => { for (const to of q.body.all) await transport.sendMail({ to }); r.json({}); });", 'event loop'), /^transport\.sendMail left to a job after the answer$/);
    assert.match(whatOf("import { compare } from 'bcrypt';\napp.post('/a', async (q, r) => r.json(await compare(q.body.password, q.body.hash)));", 'thread pool'), /in a process of its own$/);
    assert.match(whatOf("app.post('/a', async (q, r) => r.json(await bcrypt.compare(q.body.password, q.body.hash)));", 'event loop'), /^a library of native code in place of bcryptjs\.compare$/);
    assert.match(whatOf("app.post('/a', async (q, r) => { for (const to of q.body.all) await fetch(to); r.json({}); });", 'event loop'), /^fetch once for all, or in a job after the answer$/);
  });

  it('counts no route that a clock asks for', () => {
    const { routes, assumptions } = capacity("const pool = new Pool();\napp.get('/api/cron/reports', async (q, r) => { for (const id of q.body.ids) await pool.query('select 1'); r.json({}); });\napp.get('/a', (q, r) => r.json({}));");
    assert.deepEqual(routes.map(({ route }) => route), ['GET /a']);
    assert.ok(assumptions.some((each) => each.includes('GET /api/cron/reports is asked for by a clock')), assumptions.join('\n'));
  });

  it('spreads requests evenly over routes', () => {
    near(bottleneck("const pool = new Pool();\napp.get('/a', async (q, r) => r.json(await pool.query('select 1')));\napp.get('/b', (q, r) => r.json({}));", 'database connections').saturation.typical, 2 * 10 / 0.003);
  });

  it('counts a tenth of the requests for routes that only few people ask for, and says so', () => {
    const { routes, traffic } = capacity("app.get('/orders', (q, r) => r.json({}));\napp.get('/admin/orders', (q, r) => r.json({}));\napp.post('/sign-up', (q, r) => r.json({}));\napp.post('/login', (q, r) => r.json({}));");
    assert.deepEqual(routes.map(({ route, share }) => [route, Number(share.toFixed(3))]).sort(), [['GET /admin/orders', 0.045], ['GET /orders', 0.455], ['POST /login', 0.455], ['POST /sign-up', 0.045]]);
    assert.match(traffic.spread, /2 of 4 that only few ask for \(for administrators, for one’s own account; such as GET \/admin\/orders\) a tenth as often/);
  });

  it('counts for every request what comes before it, and neither what takes errors nor what stands last', () => {
    const body = "const pool = new Pool();\napp.use((q, r, next) => { readFileSync('a'); next(); });\napp.get('/a', (q, r) => r.json({}));\napp.use((q, r) => { bcrypt.hashSync('b', 10); r.status(404).end(); });\napp.use(async (error, q, r, next) => { await pool.query('insert into errors'); r.end(); });";
    const { bottlenecks } = capacity(body);
    assert.deepEqual(bottlenecks.map(({ resource, causes }) => [resource, causes.map(({ label }) => label)]), [['event loop', ['fs.readFileSync']]]);
  });

  it('counts half of what stands behind a condition, and nothing of what handles an error', () => {
    near(bottleneck("const pool = new Pool();\napp.get('/a', async (q, r) => { if (q.query.all) await pool.query('select 1'); try { r.json({}); } catch { await pool.query('select 2'); } });", 'database connections').saturation.typical, 10 / (0.5 * 0.003));
  });

  it('counts seldom what turns away whoever is not expected', () => {
    near(bottleneck("const pool = new Pool();\napp.get('/a', async (q, r) => { if (!q.user || q.user.address !== q.ip) { await pool.query('delete from sessions'); return; } r.json({}); });", 'database connections').demand.typical, 0.05 * 0.003);
    near(bottleneck("const pool = new Pool();\napp.get('/a', async (q, r) => { if (q.user !== undefined) { await pool.query('select 1'); return; } r.json({}); });", 'database connections').demand.typical, 0.5 * 0.003);
  });

  it('holds the event loop for a password hashed in JavaScript, on top of what answering takes', () => {
    const { demand } = bottleneck("app.post('/login', async (q, r) => r.json(await bcrypt.compare(q.body.password, q.body.hash)));", 'event loop');
    near(demand.typical, 0.08 + 0.00025);
  });

  it('leaves out all that follows from what is done once, and most of what follows from a key looked up', () => {
    const once = "const pool = new Pool();\nlet isReady = false;\nasync function load() { for (const table of tables()) await pool.query(table); isReady = true; }\nasync function ready() { if (!isReady) await load(); }\napp.get('/a', async (q, r) => { await ready(); r.json(await pool.query('select 1')); });";
    near(bottleneck(once, 'database connections').demand.typical, 0.003);
    const promised = "const pool = new Pool();\nlet start;\nexport async function ready() { if (!start) { start = (async () => { await pool.query('create index'); })(); } await start; }\napp.get('/a', async (q, r) => { await ready(); r.json(await pool.query('select 1')); });";
    near(bottleneck(promised, 'database connections').demand.typical, 0.003);
    const byKey = "const pool = new Pool();\nconst known = new Map();\nconst load = (id) => pool.query('select $1', [id]);\nasync function priceOf(id) { if (known.has(id)) return known.get(id); const price = await load(id); known.set(id, price); return price; }\napp.get('/a', async (q, r) => r.json(await priceOf(q.query.id)));";
    near(bottleneck(byKey, 'database connections').demand.typical, 0.05 * 0.003);
  });

  it('counts what a cache of the team’s own is asked for as seldom as the cache lacks it', () => {
    const body = "import Redis from 'ioredis';\nconst pool = new Pool();\nconst redis = new Redis();\nasync function cached(key, load) { const known = await redis.get(key); if (known) return JSON.parse(known); const made = await load(); await redis.set(key, JSON.stringify(made)); return made; }\napp.get('/a', async (q, r) => r.json(await cached(q.query.id, async () => pool.query('select 1'))));";
    near(bottleneck(body, 'database connections').demand.typical, 0.05 * 0.003);
  });

  it('takes no loop for one that whoever comes to the place leaves', () => {
    const timesOf = (loop: string): number | undefined => bottleneck(`const pool = new Pool();\napp.get('/a', async (q, r) => { for (const id of q.body.ids) ${loop} r.json({}); });`, 'database connections').causes[0]?.times;
    assert.equal(timesOf("{ if (id === q.query.id) { await pool.query('select 1'); break; } }"), 1);
    assert.equal(timesOf("{ try { await pool.query('select 1'); return; } catch {} }"), 1);
    assert.equal(timesOf("{ if (id === q.query.id) { await pool.query('select 1'); continue; } }"), 25);
  });

  it('takes the length of a list from the limit that the code puts on it', () => {
    const timesOf = (list: string): number | undefined => bottleneck(`const pool = new Pool();\nconst PAGE = 20;\napp.get('/a', async (q, r) => { ${list} for (const id of ids) await pool.query('select $1', [id]); r.json({}); });`, 'database connections').causes.find(({ label }) => label === 'pool.query')?.times;
    assert.equal(timesOf('const ids = q.body.ids.slice(0, 5);'), 5);
    assert.equal(timesOf('const ids = (await orders.find({}).limit(PAGE).toArray()).map((order) => order.id);'), 20);
    assert.equal(timesOf('const ids = await orders.findMany({ take: 7 });'), 7);
    assert.equal(timesOf('const ids = await orders.findMany({ take: 5_000 });'), 50);
    assert.equal(timesOf('const ids = await orders.findMany({});'), 50);
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

  it('gives the thread pool what hashes without blocking, by the rounds asked for', () => {
    const { demand, supply } = bottleneck("import { pbkdf2 } from 'node:crypto';\nimport { promisify } from 'node:util';\nconst derive = promisify(pbkdf2);\napp.post('/login', async (q, r) => r.json(await derive(q.body.password, 'salt', 200_000, 64, 'sha512')));", 'thread pool');
    near(demand.typical, 2 * 0.035);
    assert.equal(supply.units, 4);
  });

  it('counts what is kept under ever new keys against the heap, until the process starts anew', () => {
    const { demand, supply, causes } = bottleneck("import { randomUUID } from 'node:crypto';\nconst quotes = new Map();\napp.post('/quotes', (q, r) => { const prices = new Float64Array(131_072); quotes.set(randomUUID(), prices); r.json({}); });", 'memory', { hoursBetweenRestarts: 1 });
    assert.equal(supply.units, 2048 - 15);
    near(demand.typical, 3600 * (131_072 * 8 + 24 + 60) / 2 ** 20);
    assert.equal(causes[0]?.label, 'quotes');
    assert.equal(causes[0]?.fix.demand.typical, 0);
  });

  it('counts a key that others bring too once for a request, and none of which the program itself has few', () => {
    const keeps = (key: string): Bottleneck | undefined => capacity(`const prices = new Map();\napp.post('/prices', (q, r) => { for (const product of q.body.products) prices.set(${key}, 1); r.json({}); });`, { hoursBetweenRestarts: 1 }).bottlenecks.find(({ resource }) => resource === 'memory');
    near(keeps('product.id')?.demand.typical ?? 0, 3600 * 0.01 * (8 + 60) / 2 ** 20);
    assert.equal(keeps('product.locale'), undefined);
    assert.equal(keeps('`${product.currency}/${product.tableName}`'), undefined);
  });

  it('counts what the only instance of a class keeps', () => {
    const { causes } = bottleneck("class Quotes { quotes = new Map(); keep(q) { this.quotes.set(q.query.id, q.body); } }\nconst kept = new Quotes();\napp.post('/quotes', (q, r) => { kept.keep(q); r.json({}); });", 'memory');
    assert.deepEqual(causes.map(({ label, routes }) => [label, routes]), [['quotes', ['POST /quotes']]]);
  });

  it('keeps a connection busy while a transaction waits for others', () => {
    const { causes } = bottleneck("import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\napp.post('/a', async (q, r) => { await prisma.$transaction(async (tx) => { await fetch('https://pay.example'); await tx.order.create({ data: {} }); }); r.json({}); });", 'database connections');
    assert.deepEqual(causes.map(({ label }) => label)[0], 'fetch');
    assert.match(causes[0]?.fix.what ?? '', /outside of the transaction/);
  });

  it('combines fixes, and gives to the thread pool what is taken from the event loop', () => {
    const { bottlenecks } = capacity("import { pbkdf2Sync, scryptSync } from 'node:crypto';\napp.post('/a', (q, r) => { pbkdf2Sync(q.body.a, 'salt', 100_000, 64, 'sha512');\n scryptSync(q.body.a, 'salt', 64);\n r.json({}); });\nconst pool = new Pool();\napp.get('/b', async (q, r) => r.json(await pool.query('select 1')));\nimport { readFile } from 'node:fs/promises';\napp.get('/c', async (q, r) => r.send(await readFile(q.query.name)));");
    const loop = bottlenecks.find(({ resource }) => resource === 'event loop');
    const ids = loop?.causes.slice(0, 2).map(({ fix }) => fix.id) ?? [];
    assert.ok(loop && ids.length === 2 && new Set(ids).size === 2);
    const [first = ''] = ids;
    const one = factorAfter(loop, new Set([first]));
    near(one.typical, loop.afterFix?.factor.typical ?? 0);
    near(one.typical, (loop.factor.typical * loop.demand.typical) / (loop.demand.typical - 0.98 * (loop.causes[0]?.demand.typical ?? 0)));
    const after = bottlenecksAfter(bottlenecks, new Set(ids));
    const pool = after.find(({ bottleneck: { resource } }) => resource === 'thread pool');
    assert.ok(pool && pool.factor.typical < pool.bottleneck.factor.typical / 10, 'the pool has the hashing now');
    assert.equal(after[0], pool);
  });

  it('shows the way of the route that takes most, through the loop that repeats it', () => {
    const body = "const pool = new Pool();\nconst one = (id) => pool.query('select $1', [id]);\nconst priced = (id) => one(id);\nasync function all(ids) {\n for (const id of ids) await priced(id);\n}\napp.get('/near', async (q, r) => r.json(await one(1)));\napp.get('/far', async (q, r) => { await all(q.body.ids); r.json({}); });";
    const [first] = bottleneck(body, 'database connections').causes;
    assert.deepEqual([first?.routes, first?.path.map(({ location }) => location.range.start.line)], [['GET /far'], [12, 12, 9, 7]]);
    assert.match(first?.path[0]?.shows ?? '', /^GET \/far/);
  });

  it('shows the way from the route, and the first three at five and ten times the load', () => {
    const { bottlenecks, loads, routes } = capacity("const pool = new Pool();\nconst find = () => pool.query('select 1');\napp.get('/a', async (q, r) => r.json(await find()));", { growthFactor: 30, peakRequestsPerSecond: 1000 });
    const pool = bottlenecks.find(({ resource }) => resource === 'database connections');
    assert.deepEqual(pool?.causes[0]?.path.map(({ shows }) => shows), ['GET /a enters here', 'GET /a comes through here']);
    assert.deepEqual(loads.map(({ times }) => times), [5, 10, 30]);
    near(loads[0]?.first.find(({ resource }) => resource === 'database connections')?.use.typical ?? 0, 5 * 1000 * 0.003 / 10);
    near(routes[0]?.alone.saturation.typical ?? 0, 1 / 0.0004);
    assert.equal(routes[0]?.queries.typical, 1);
  });

  it('tells an MVP only of what will be full', () => {
    const body = "app.get('/a', (q, r) => r.json({}));";
    assert.equal(capacity(body, { stage: 'growth' }).loads[0]?.first.length, 1);
    assert.equal(capacity(body, { stage: 'mvp' }).loads[0]?.first.length, 0);
  });

  it('spreads requests as the config says', () => {
    const body = "const pool = new Pool();\napp.get('/a', async (q, r) => r.json(await pool.query('select 1')));\napp.get('/b', (q, r) => r.json({}));";
    near(bottleneck(body, 'database connections', { routeShares: { 'GET /a': 0.1 } }).saturation.typical, 10 / 0.0003);
  });

  it('counts processes that PM2 starts, and what a container may use', () => {
    const codebase = linkedSource({ 'app.ts': `${TOP}import { scrypt } from 'node:crypto';\napp.get('/a', (q, r) => scrypt(q.body.a, 'salt', 64, () => r.json({})));\napp.listen(3000);\n` });
    const at = { file: filePath('k8s.yaml'), span: [0, 1] as const };
    const workload = { platform: 'kubernetes', kind: 'Deployment', name: 'app', replicas: 2, processors: 2, command: 'pm2-runtime start dist/main.js -i max', hasAutoscaler: false, hasLimits: true, hasRequests: true, hasProbes: true, hostVolumes: [], hostPorts: [], dependsOn: [], environment: {}, traits: [], at, buildContext: filePath('') } as const;
    const { bottlenecks } = capacityOf({ ...codebase, manifests: { ...codebase.manifests, workloads: [workload] } }, []);
    assert.equal(bottlenecks.find(({ resource }) => resource === 'event loop')?.supply.units, 4);
    assert.equal(bottlenecks.find(({ resource }) => resource === 'thread pool')?.supply.units, 4, 'four processes on one processor each');
  });

  it('takes what was measured in place of its table', () => {
    const codebase = linkedSource({ 'app.ts': `${TOP}import { scryptSync } from 'node:crypto';\nconst pool = new Pool();\napp.get('/a', (q, r) => r.json(scryptSync(q.body.a, 'salt', 64)));\napp.get('/orders/:id', async (q, r) => { for (const id of q.body.ids) await pool.query('select 1'); r.json({}); });\napp.listen(3000);\n` });
    const calibration = { at: '2026-01-01T00:00:00Z', machine: 'a laptop', processors: 8, costs: { scrypt: 100, answer: 1 } };
    const calibrated = capacityOf({ ...codebase, measurements: { calibration, loadTests: [], traces: [] } }, []);
    near(calibrated.routes.find(({ route }) => route === 'GET /a')?.demand['event loop']?.typical ?? 0, 0.102);
    const traces = [{ file: filePath('traces.json'), routes: [{ name: 'GET /orders/:id', requests: 5, queries: { median: 7, most: 9 }, queryMilliseconds: 10 }] }];
    near(capacityOf({ ...codebase, measurements: { loadTests: [], traces } }, []).routes.find(({ route }) => route === 'GET /orders/:id')?.demand['database connections']?.typical ?? 0, 0.07);
    const loadTests = [{ tool: 'k6' as const, file: filePath('summary.json'), routes: [{ name: 'http://localhost:3000/orders/42?full=1', requests: 10, requestsPerSecond: 1, p50: 120, errorRate: 0 }] }];
    const tested = capacityOf({ ...codebase, measurements: { loadTests, traces: [] } }, []).routes.find(({ route }) => route === 'GET /orders/:id');
    near(tested?.demand['database connections']?.typical ?? 0, 0.12 - (0.25 + 50 * 0.15 - 0.25) / 1000);
    assert.equal(tested?.measured?.p50, 120);
  });

  it('never knows more than its parts', () => {
    const made = product({ low: 1, typical: 2, high: 8 }, { low: 10, typical: 10, high: 10 });
    assert.deepEqual([Math.round(made.low), Math.round(made.typical), Math.round(made.high)], [10, 20, 80]);
    assert.deepEqual(dividing(10, { low: 1, typical: 2, high: 5 }), { low: 2, typical: 5, high: 10 });
  });
});
