/** The service map of a small shop, and what its drawings make of hostile names. */

import assert from 'node:assert/strict';
import type { ServiceMap } from '../../../rules/kit/audit/service-map.ts';
import { serviceMapOf } from '../../src/audit/service-map.ts';
import { mermaidOf } from '../../src/report/map/mermaid.ts';
import { mapSvgFile } from '../../src/report/map/svg.ts';
import { analyseWith, type Texts } from '../support/fixture.ts';
import { SHOP } from './shop.ts';

describe('the service map', () => {
  it('holds what runs, by its short name and kind', async () => {
    const { nodes } = await mapOf(SHOP);
    assert.deepEqual(nodes.map(({ kind, name }) => `${kind} ${name}`).sort(), ['cache Redis', 'database PostgreSQL', 'outside stripe', 'package money', 'queue mail', 'service orders', 'service prices', 'service shipping']);
  });

  it('says who calls whom and how, and where it is written', async () => {
    const { edges } = await mapOf(SHOP);
    const said = edges.map(({ from, to, kind }) => `${from.replace('@shop/', '')} ${kind} ${to.replace('@shop/', '')}`).sort();
    assert.deepEqual(said, [
      'queue:mail consumes service:shipping', 'service:orders calls outside:stripe', 'service:orders calls service:prices', 'service:orders imports package:money',
      'service:orders publishes queue:mail', 'service:orders uses cache:Redis', 'service:orders uses database:PostgreSQL',
      'service:prices calls service:shipping', 'service:prices imports package:money', 'service:prices uses database:PostgreSQL', 'service:shipping calls service:orders', 'service:shipping uses cache:Redis',
    ]);
    const call = edges.find(({ from, to, kind }) => kind === 'calls' && from.endsWith('orders') && to.endsWith('prices'));
    assert.deepEqual([call?.location.file, call?.location.range.start.line, call?.routes, call?.isInCycle], ['apps/orders/src/server.ts', 8, 1, true]);
    assert.ok(edges.find(({ from, to }) => from.endsWith('shipping') && to.endsWith('orders'))?.isGuessed, 'what only a manifest says is a guess');
  });

  it('finds the circle of services', async () => {
    assert.deepEqual((await mapOf(SHOP)).cycles, [['service:@shop/orders', 'service:@shop/prices', 'service:@shop/shipping']]);
  });

  it('knows an event within the process from a queue', async () => {
    const listener = "import { OnEvent } from '@nestjs/event-emitter';\nimport { Processor, Process } from '@nestjs/bull';\n@Processor('labels')\nexport class Parcels {\n  @OnEvent('parcel.sent')\n  sent() {}\n  @Process('print')\n  print() {}\n}\n";
    const { nodes } = await mapOf({ ...SHOP, 'apps/shipping/src/parcels.ts': listener });
    assert.deepEqual(nodes.filter(({ kind }) => kind === 'queue').map(({ name }) => name).sort(), ['labels', 'mail']);
  });

  it('knows who answers a message, and that jobs of BullMQ lie in Redis', async () => {
    const asks = "import { Controller, Get, Inject } from '@nestjs/common';\nimport { Module } from '@nestjs/common';\nimport { ClientProxy, ClientProxyFactory } from '@nestjs/microservices';\n@Module({ providers: [{ provide: 'RATES', useFactory: () => ClientProxyFactory.create({}) }] })\nexport class Shipping {}\n@Controller('quotes')\nexport class Quotes {\n  constructor(@Inject('RATES') private readonly rates: ClientProxy) {}\n  @Get()\n  find() { return this.rates.send('rate_of', {}); }\n}\n";
    const answers = "import { Controller } from '@nestjs/common';\nimport { MessagePattern } from '@nestjs/microservices';\n@Controller()\nexport class Rates {\n  @MessagePattern('rate_of')\n  rateOf() {}\n}\n";
    const nest = (name: string): string => JSON.stringify({ name: `@shop/${name}`, scripts: { start: 'node src/server.js' }, dependencies: { express: '5.0.0', bullmq: '5.0.0', '@shop/money': '*', '@nestjs/common': '11.0.0', '@nestjs/microservices': '11.0.0' } });
    const said = await waysOf({ ...SHOP, 'apps/shipping/package.json': nest('shipping'), 'apps/prices/package.json': nest('prices'), 'apps/shipping/src/quotes.ts': asks, 'apps/prices/src/rates.ts': answers });
    assert.ok(said.includes('service:@shop/shipping calls service:@shop/prices'), said.join('\n'));
    assert.ok(said.includes('service:@shop/orders uses cache:Redis'));
  });

  it('joins who tells an event and who listens, and takes of several schemas the service’s own', async () => {
    const nest = (name: string): string => JSON.stringify({ name: `@shop/${name}`, scripts: { start: 'node src/main.js' }, dependencies: { '@nestjs/core': '11.0.0', '@nestjs/common': '11.0.0', '@nestjs/microservices': '11.0.0', '@prisma/client': '6.0.0' } });
    const schema = (provider: string): string => `datasource db {\n  provider = "${provider}"\n  url = env("DATABASE_URL")\n}\nmodel Parcel {\n  id String @id\n}\n`;
    const said = await waysOf({
      'package.json': JSON.stringify({ name: 'shop', workspaces: ['apps/*'] }),
      'apps/orders/package.json': nest('orders'), 'apps/orders/prisma/schema.prisma': schema('postgresql'),
      'apps/orders/src/main.ts': "import { Controller, Post, Inject } from '@nestjs/common';\nimport { ClientProxy } from '@nestjs/microservices';\nimport { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\n@Controller('orders')\nexport class Orders {\n  constructor(@Inject('MAIL') private readonly client: ClientProxy) {}\n  @Post()\n  async pay() { await prisma.parcel.create({ data: {} }); this.client.emit('order.paid', {}); }\n}\n",
      'apps/letters/package.json': nest('letters'), 'apps/letters/prisma/schema.prisma': schema('mongodb'),
      'apps/letters/src/main.ts': "import { Controller } from '@nestjs/common';\nimport { EventPattern } from '@nestjs/microservices';\nimport { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\n@Controller()\nexport class Letters {\n  @EventPattern('order.paid')\n  async paid() { await prisma.parcel.create({ data: {} }); }\n}\n",
    });
    assert.deepEqual([...said].sort(), ['queue:order.paid consumes service:@shop/letters', 'service:@shop/letters uses database:MongoDB', 'service:@shop/orders publishes queue:order.paid', 'service:@shop/orders uses database:PostgreSQL']);
  });

  it('reads what a Next.js server hands on, and what a command names', async () => {
    const front = {
      'apps/web/package.json': JSON.stringify({ name: '@shop/web', scripts: { start: 'next start' }, dependencies: { next: '16.0.0' } }),
      'apps/web/next.config.js': "module.exports = { async rewrites() { return [{ source: '/stock', destination: 'http://localhost:3100/stock' }]; } };\n",
      'apps/web/pages/index.tsx': 'export default function Home() { return null; }\n',
      'apps/shipping/src/server.ts': "import express from 'express';\nconst app = express();\napp.get('/stock', (request, response) => response.json([]));\napp.listen(Number(process.env.PORT ?? 3100));\n",
      'compose.yaml': `${SHOP['compose.yaml'] ?? ''}  door: { image: "caddy:2", command: "caddy reverse-proxy --to orders:3000" }\n  letters: { image: "axllent/mailpit" }\n`,
    };
    const said = await waysOf({ ...SHOP, ...front });
    assert.ok(said.includes('service:@shop/web calls service:@shop/shipping'), said.join('\n'));
    assert.ok(said.includes('container:door calls service:@shop/orders'), said.join('\n'));
    assert.doesNotMatch((await mapOf({ ...SHOP, ...front })).nodes.map(({ name }) => name).join(' '), /letters/);
  });

  it('follows addresses that the .env file holds, and ports of the machine that containers are published at', async () => {
    const own = (name: string): string => JSON.stringify({ name: `@shop/pod-${name}`, scripts: { start: 'node src/server.js', 'docker:build': `docker build -t shop/${name} .` }, dependencies: { express: '5.0.0' } });
    const server = "import express from 'express';\nconst app = express();\napp.get('/', (request, response) => response.json([]));\napp.listen(3000);\n";
    const said = await waysOf({
      'package.json': JSON.stringify({ name: 'shop', workspaces: ['pods/*'] }),
      'pods/a/package.json': own('orders'), 'pods/a/src/server.ts': server, 'pods/b/package.json': own('prices'), 'pods/b/src/server.ts': server,
      'dev/.env': 'STORE=postgresql://shop@shop.local:5432/shop\n',
      'dev/compose.yaml': [
        'services:',
        '  orders_eu: { image: "shop/orders", extra_hosts: ["shop.local:host-gateway"], environment: ["PRICES_URL=http://shop.local:4030", "DB_URL=${STORE}", "SITE_URL=http://shop.com:4031"] }',
        '  prices: { image: "shop/prices", ports: ["4030:3000"] }',
        '  stock: { image: "shop/stock", ports: ["4031:3000"], extra_hosts: ["shop.local:host-gateway"], environment: ["PRICES_URL=http://shop.local:4030"] }',
        '  database: { image: "postgres:17", ports: ["5432:5432"] }',
        '',
      ].join('\n'),
    });
    assert.deepEqual(said.filter((each) => !each.includes('imports')).sort(), ['container:stock calls service:@shop/pod-prices', 'service:@shop/pod-orders calls service:@shop/pod-prices', 'service:@shop/pod-orders uses database:PostgreSQL']);
  });

  it('knows whom a service asks by the addresses its own code reads, by what only one service answers, and by the name of the API', async () => {
    const own = (name: string): string => JSON.stringify({ name: `@shop/${name}`, scripts: { start: 'node src/server.js' }, dependencies: { express: '5.0.0' } });
    const server = (path: string, more = ''): string => `import express from 'express';\nconst app = express();\napp.post('${path}', (request, response) => response.json([]));\n${more}app.listen(3000);\n`;
    const backend = {
      'package.json': JSON.stringify({ name: 'shop', workspaces: ['apps/*', 'packages/*'] }),
      'apps/orders/package.json': own('orders'), 'apps/orders/src/server.ts': server('/orders', "const env = (name: string) => process.env[name];\nexport const settings = { prices: env('ORDERS_PRICES_URL'), site: process.env.FRONTEND_URL };\nexport const print = () => fetch(`${process.env.JOBS_URL}/labels/print`);\n"),
      'apps/shop-prices/package.json': own('shop-prices'), 'apps/shop-prices/src/server.ts': server('/prices'),
      'apps/labels/package.json': own('labels'), 'apps/labels/src/server.ts': server('/labels/print'),
      'apps/frontend/package.json': JSON.stringify({ name: '@shop/frontend', scripts: { start: 'next start' }, dependencies: { next: '16.0.0' } }),
      'apps/frontend/pages/index.tsx': 'export default function Home() { return process.env.NEXT_PUBLIC_API_URL; }\n',
    };
    const called = async (texts: Texts): Promise<readonly string[]> => (await waysOf(texts)).filter((each) => each.includes(' calls ')).sort();
    assert.deepEqual(await called(backend), ['service:@shop/orders calls service:@shop/labels', 'service:@shop/orders calls service:@shop/shop-prices']);
    const { 'apps/labels/package.json': _label, 'apps/labels/src/server.ts': _labels, 'apps/shop-prices/package.json': _price, 'apps/shop-prices/src/server.ts': _prices, ...alone } = backend;
    assert.deepEqual(await called(alone), ['service:@shop/frontend calls service:@shop/orders']);
  });

  it('knows that queues of BullMQ and channels lie in Redis, and brokers by the client that is loaded', async () => {
    const server = [
      "import express from 'express';", "import { Queue } from 'bullmq';", "import Redis from 'ioredis';", "import { TemporalModule } from 'nestjs-temporal-core';", "import { MeiliSearch } from 'meilisearch';", 'const app = express();',
      'export const publisher = new Redis();', 'export const add = (queueName: string) => new Queue(queueName).add(\'a\', {});', 'export const tell = (channel: string) => publisher.publish(channel, \'a\');', 'export const modules = [TemporalModule, MeiliSearch];',
      "app.get('/', async (request, response) => { await add('mail'); await tell('news'); response.json([]); });", 'app.listen(3000);', '',
    ].join('\n');
    const said = await waysOf({ 'package.json': JSON.stringify({ name: 'shop', scripts: { start: 'node server.js' }, dependencies: { express: '5.0.0', bullmq: '5.0.0', ioredis: '5.0.0', 'nestjs-temporal-core': '1.0.0' } }), 'server.ts': server, 'compose.yaml': 'services:\n  temporal: { image: "temporalio/auto-setup:1" }\n  search: { image: "getmeili/meilisearch:v1" }\n' });
    assert.deepEqual([...said].sort(), ['service:shop publishes cache:Redis', 'service:shop uses cache:Redis', 'service:shop uses database:Meilisearch', 'service:shop uses queue:Temporal']);
  });

  it('asks of a shared helper no more than what it opens when it is loaded', async () => {
    const own = (name: string): string => JSON.stringify({ name: `@shop/${name}`, scripts: { start: 'node src/server.js' }, dependencies: { express: '5.0.0', '@shop/common': '*' } });
    const server = "import express from 'express';\nimport { start } from '@shop/common';\nconst app = express();\napp.get('/', (request, response) => response.json([]));\nstart({}).then(() => app.listen(3000));\n";
    const texts = {
      'package.json': JSON.stringify({ name: 'shop', workspaces: ['apps/*', 'packages/*'] }),
      'apps/orders/package.json': own('orders'), 'apps/orders/src/server.ts': server, 'apps/prices/package.json': own('prices'), 'apps/prices/src/server.ts': server,
      'packages/common/package.json': JSON.stringify({ name: '@shop/common', main: 'index.ts', dependencies: { ioredis: '5.0.0' } }),
    };
    const helper = "import Redis from 'ioredis';\nexport async function start(options) { if (options.redis) new Redis(options.redis); }\n";
    const usesOf = async (index: string): Promise<readonly string[]> => (await waysOf({ ...texts, 'packages/common/index.ts': index })).filter((each) => each.includes(' uses '));
    assert.deepEqual(await usesOf(helper), []);
    assert.deepEqual(await usesOf(`${helper}export const cache = new Redis();\n`), ['service:@shop/orders uses cache:Redis', 'service:@shop/prices uses cache:Redis']);
  });

  it('draws no database for names alone where the service is known to ask another', async () => {
    const server = "import express from 'express';\nimport { Pool } from 'pg';\nconst app = express();\nconst pool = new Pool();\nexport const users = globalThis.models.users;\napp.get('/', async (request, response) => response.json([await pool.query('select 1'), await request.app.locals.prisma.user.findMany(), await users.countDocuments({})]));\napp.listen(3000);\n";
    const said = await waysOf({ 'package.json': JSON.stringify({ name: 'shop', scripts: { start: 'node server.js' }, dependencies: { express: '5.0.0', pg: '8.0.0', mongoose: '8.0.0' } }), 'server.ts': server });
    assert.deepEqual(said, ['service:shop uses database:PostgreSQL']);
  });

  it('takes what a service with an image loads for a part of it, though it could be started by itself', async () => {
    const own = (name: string, more: object = {}): string => JSON.stringify({ name: `@shop/${name}`, scripts: { start: 'node src/server.js' }, dependencies: { express: '5.0.0', ...more } });
    const server = "import express from 'express';\nexport const app = express();\napp.get('/', (request, response) => response.json([]));\napp.listen(3000);\n";
    const { nodes } = await mapOf({
      'package.json': JSON.stringify({ name: 'shop', workspaces: ['server/*', 'pods/*'] }),
      'server/orders/package.json': own('orders'), 'server/orders/src/server.ts': server,
      'pods/orders/package.json': own('pod-orders', { '@shop/orders': '*' }), 'pods/orders/Dockerfile': 'FROM node', 'pods/orders/src/server.ts': "import { app } from '@shop/orders/src/server';\nexport default app;\n",
    });
    assert.deepEqual(nodes.filter(({ kind }) => kind === 'service').map(({ name }) => name), ['pod-orders']);
  });

  it('tells containers apart that one Dockerfile builds', async () => {
    const { 'package.json': root = '', 'apps/orders/package.json': own = '', 'apps/orders/src/server.ts': code = '', 'packages/money/package.json': money = '', 'packages/money/src/index.ts': cents = '' } = SHOP;
    const compose = 'services:\n  orders: { build: { context: ., dockerfile: prod.Dockerfile, target: orders } }\n  shop-front: { build: { context: ., dockerfile: prod.Dockerfile, target: front }, depends_on: [orders] }\n';
    const { nodes } = await mapOf({ 'package.json': root, 'apps/orders/package.json': own, 'apps/orders/src/server.ts': code, 'packages/money/package.json': money, 'packages/money/src/index.ts': cents, 'compose.yaml': compose });
    assert.deepEqual(nodes.filter(({ kind }) => kind === 'service').map(({ name }) => name).sort(), ['orders', 'shop-front']);
  });

  it('follows the team’s own helpers for requests, to addresses that settings hold', async () => {
    const said = await waysOf({
      ...SHOP,
      'packages/money/src/ask.ts': "import fetch from 'node-fetch';\nexport const askJson = async (url: string | URL) => (await ask(url)).json();\nconst ask = (url: string | URL) => fetch(url);\n",
      'apps/prices/src/stock.ts': "import settings from 'shop-settings';\nimport { askJson } from '../../../packages/money/src/ask';\nexport async function stockOf(id: string) {\n  const url = new URL(settings.apis.orders.url);\n  url.pathname = id;\n  return askJson(url);\n}\n",
      'apps/orders/src/parcels.ts': "import settings from 'shop-settings';\nconst SHIPPING = settings.apis.shipping.url;\nexport const parcelOf = (id: string) => fetch(`${SHIPPING}/parcels/${id}`);\n",
    });
    for (const way of ['prices calls service:@shop/orders', 'orders calls service:@shop/shipping']) assert.ok(said.includes(`service:@shop/${way}`), said.join('\n'));
  });

  it('draws no event within a process, and nothing that only tests start', async () => {
    const { nodes } = await mapOf({
      ...SHOP,
      'apps/shipping/src/parcels.ts': "import { EventEmitter } from 'node:events';\nexport const parcels = new EventEmitter();\nparcels.on('sent', () => {});\n",
      'apps/shipping/compose.yaml': 'services:\n  test_acceptance: { build: ., depends_on: [directory] }\n  directory: { image: "osixia/openldap:1" }\n',
    });
    assert.doesNotMatch(nodes.map(({ name }) => name).join(' '), /sent|directory|test/);
  });

  it('finds services that wait in a row', async () => {
    const { 'compose.yaml': compose = '', ...rest } = SHOP;
    const { chains, cycles } = await mapOf({ ...rest, 'compose.yaml': compose.replace(', environment: [ORDERS_URL]', '') });
    assert.deepEqual(cycles, []);
    assert.deepEqual(chains, [['service:@shop/orders', 'service:@shop/prices', 'service:@shop/shipping']]);
  });

  it('is drawn the same way each time, with every node and name, and nothing of the workspace as markup', async () => {
    const map = hostile(await mapOf(SHOP));
    const svg = mapSvgFile(map, '<b>shop</b>');
    assert.equal(svg, mapSvgFile(map, '<b>shop</b>'));
    assert.equal(svg.match(/class="node /g)?.length, map.nodes.length);
    assert.doesNotMatch(svg, /<script|<b>|onload="/);
    assert.match(svg, /&lt;script&gt;/);
    const mermaid = mermaidOf(map);
    assert.equal(mermaid.match(/^ {2}n\d+ -/gm)?.length, map.edges.length);
    assert.doesNotMatch(mermaid, /<script/);
  });
});

async function mapOf(texts: Texts): Promise<ServiceMap> {
  return serviceMapOf((await analyseWith(texts, [])).codebase);
}

async function waysOf(texts: Texts): Promise<readonly string[]> {
  return (await mapOf(texts)).edges.map(({ from, to, kind }) => `${from} ${kind} ${to}`);
}

function hostile(map: ServiceMap): ServiceMap {
  return { ...map, nodes: map.nodes.map((node, index) => (index === 0 ? { ...node, name: '"><script>alert(1)</script>', detail: '" onload="alert(1)' } : node)) };
}
