/** Tests where the fixes of queries, loads, caches and queues are not offered: code that only looks as if it could be rewritten. */

import assert from 'node:assert/strict';
import { catalog } from '../../../rules/catalog.generated.ts';
import { analyseTexts, type Texts } from '../support/fixture.ts';

const START = `import express from 'express';
import { readFile } from 'node:fs/promises';
import { Queue } from 'bullmq';
import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import nodemailer from 'nodemailer';
import { PrismaClient } from '@prisma/client';
import { shops } from './schema';
const app = express();
const prisma = new PrismaClient();
const db = drizzle('postgres://localhost/shop');
const transport = nodemailer.createTransport({ host: 'mail.example' });
`;

const route = (...lines: readonly string[]): Texts => ({ 'a.ts': `${START}app.get('/orders', async (request, response) => {\n${lines.map((line) => `  ${line}\n`).join('')}});\n` });
const loop = (...lines: readonly string[]): Texts => route('const orders = await prisma.order.findMany({ take: 50 });', 'const all: unknown[] = [];', 'for (const order of orders) {', ...lines.map((line) => `  ${line}`), '}', 'response.json(all);');
const QUERY = 'const customer = await prisma.customer.findUnique({ where: { id: order.customerId } });';

const WITHHELD: Readonly<Record<string, Readonly<Record<string, Texts>>>> = {
  'query-in-loop': {
    'not every element has a key': loop('if (!order.customerId) continue;', QUERY, 'all.push(customer);'),
    'not every turn asks': loop('if (order.isPaid) {', `  ${QUERY}`, '  all.push(customer);', '}'),
    'a failure is caught in the loop': loop('try {', `  ${QUERY}`, '  all.push(customer);', '} catch {}'),
    'the loop writes what it reads': loop(QUERY, 'await prisma.customer.update({ where: { id: order.customerId }, data: { seen: true } });'),
    'a call in the loop writes what it reads': { 'a.ts': `${loop(QUERY, 'await touch(order.customerId);')['a.ts'] ?? ''}async function touch(id: string) {\n  await prisma.customer.update({ where: { id }, data: { seen: true } });\n}\n` },
    'several rows may have the key, and one is wanted': loop('const customer = await prisma.customer.findFirst({ where: { country: order.country } });', 'all.push(customer);'),
    'the newest row is wanted': loop("const bill = await prisma.bill.findFirst({ where: { id: order.id }, orderBy: { day: 'desc' } });", 'all.push(bill);'),
    'each element gets a few of its rows': loop('const items = await prisma.item.findMany({ where: { orderId: order.id }, take: 3 });', 'all.push(items);'),
    'a missing row is an error': loop('all.push(await prisma.customer.findUniqueOrThrow({ where: { id: order.customerId } }));'),
    'the key has two parts': loop('all.push(await prisma.price.findFirst({ where: { sku: order.sku, country: order.country } }));'),
    'the key is worked out in the loop': loop('const id = await keyOf(order);', 'all.push(await prisma.customer.findUnique({ where: { id } }));'),
    'the filter needs something made in the loop': loop('const since = new Date(order.at);', 'all.push(await prisma.item.findMany({ where: { orderId: order.id, at: since } }));'),
    'a set has no map': route('const ids = new Set<string>(request.body);', 'for (const id of ids) {', '  response.write(await prisma.customer.findUnique({ where: { id } }));', '}'),
    'nobody can wait in front of it': { 'a.ts': `${START}function show(ids: string[]) {\n  ids.forEach(async (id) => {\n    console.log(await prisma.customer.findUnique({ where: { id } }));\n  });\n}\napp.get('/orders', (request, response) => {\n  show(request.body);\n  response.end();\n});\n` },
    'an empty list was an error in that version': { ...loop('const [shop] = await db.select().from(shops).where(eq(shops.id, order.shopId));', 'all.push(shop);'), 'package.json': '{ "dependencies": { "express": "5.0.0", "drizzle-orm": "^0.30.1" } }' },
  },
  'repeated-load-in-request-path': {
    'the file may be missing': route("let text = '';", 'try {', "  text = await readFile('note.txt', 'utf8');", '} catch {}', 'response.json(text);'),
    'it is changed for each request': route("const settings = JSON.parse(await readFile('settings.json', 'utf8'));", 'settings.user = request.query.user;', 'response.json(settings);'),
    'a promise is handed on': route("response.json(await Promise.all([readFile('a.txt'), readFile('b.txt')]));"),
  },
  'missing-cache-layer': {
    'the handler looks at the request': route('const plans = await prisma.plan.findMany({ take: 20 });', 'response.json(plans.filter(({ owner }) => owner === request.query.owner));'),
    'it answers in two places': route('const plans = await prisma.plan.findMany({ take: 20 });', 'if (plans.length === 0) return response.json([]);', 'response.json(plans);'),
    'it does something each time': route('const plans = await prisma.plan.findMany({ take: 20 });', 'await prisma.visit.create({ data: {} });', 'response.json(plans);'),
  },
  'slow-side-effect-in-request-path': {
    'the service has no queue': route("await transport.sendMail({ to: 'ada@example.com', subject: 'Hello' });", 'response.end();'),
    'a file cannot be written into a job': { 'a.ts': `${START}const reports = new Queue('reports', { connection: { host: 'redis' } });\napp.post('/orders', async (request, response) => {\n  await reports.add('order', {});\n  await transport.sendMail({ to: 'ada@example.com', attachments: [{ content: request.body }] });\n  response.end();\n});\n` },
    'the answer depends on what comes back': { 'a.ts': `${START}const reports = new Queue('reports', { connection: { host: 'redis' } });\napp.post('/orders', async (request, response) => {\n  await reports.add('order', {});\n  const sent = await transport.sendMail({ to: 'ada@example.com', subject: 'Hello' });\n  response.json(sent.accepted);\n});\n` },
    'another queue goes by that name': { 'a.ts': `${START}const mails = new Queue('mail', { connection: { host: 'redis' } });\napp.post('/orders', async (request, response) => {\n  await mails.add('order', {});\n  await transport.sendMail({ to: 'ada@example.com', subject: 'Hello' });\n  response.end();\n});\n` },
  },
};

for (const [rule, cases] of Object.entries(WITHHELD)) {
  describe(`no fix for ${rule} where`, () => {
    const entry = catalog.find(({ id }) => id === rule);
    for (const [name, texts] of Object.entries(cases)) {
      it(name, async () => {
        assert.ok(entry, rule);
        const { findings, fixesFor } = await analyseTexts(texts, entry);
        assert.ok(findings.length > 0, 'there is something to fix');
        assert.deepEqual(findings.flatMap((finding) => fixesFor(finding, (file) => texts[file]).map(({ title }) => `${title}: ${finding.message}`)), []);
      });
    }
  });
}

it('offers what is left when nothing stands in the way', async () => {
  const entry = catalog.find(({ id }) => id === 'query-in-loop');
  const texts = loop(QUERY, 'all.push(customer);');
  assert.ok(entry);
  const { findings, fixesFor } = await analyseTexts(texts, entry);
  assert.equal(findings.flatMap((finding) => fixesFor(finding, (file) => texts[file])).length, 1);
});
