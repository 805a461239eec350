/** A small shop of three services, a shared package, a database, a cache and a queue, for tests of the audit. */

import type { Texts } from '../support/fixture.ts';

const service = (name: string, dependencies: Readonly<Record<string, string>>): string => JSON.stringify({ name: `@shop/${name}`, scripts: { start: 'node src/server.js' }, dependencies: { express: '5.0.0', ...dependencies } });

export const SHOP: Texts = {
  'package.json': JSON.stringify({ name: 'shop', private: true, workspaces: ['apps/*', 'packages/*'] }),
  'packages/money/package.json': JSON.stringify({ name: '@shop/money', main: 'src/index.ts', dependencies: { pg: '8.0.0' } }),
  'packages/money/src/index.ts': "import { Pool } from 'pg';\nexport const pool = new Pool();\nexport const inCents = (price: number) => price * 100;\n",
  'apps/orders/package.json': service('orders', { bullmq: '5.0.0', '@shop/money': '*', stripe: '1.0.0' }),
  'apps/orders/src/server.ts': [
    "import express from 'express';",
    "import { Queue } from 'bullmq';",
    "import Stripe from 'stripe';",
    "import { inCents, pool } from '@shop/money';",
    "const mail = new Queue('mail');",
    "const stripe = new Stripe('key');",
    'const app = express();',
    "app.post('/orders', async (request, response) => {",
    "  const price = await fetch(`http://prices:3000/prices/${request.body.product}`);",
    "  await stripe.charges.create({ amount: inCents(1) });",
    "  await pool.query('insert into orders values ($1)', [price]);",
    "  await mail.add('confirmation', {});",
    '  response.json({});',
    '});',
    'app.listen(3000);',
    '',
  ].join('\n'),
  'apps/prices/package.json': service('prices', { '@shop/money': '*' }),
  'apps/prices/src/server.ts': [
    "import express from 'express';",
    "import { inCents, pool } from '@shop/money';",
    'const app = express();',
    "app.get('/prices/:id', async (request, response) => response.json(inCents(await pool.query('select 1 from orders'))));",
    "app.get('/stock/:id', async (request, response) => response.json(await fetch('http://shipping:3000/stock')));",
    'app.listen(3000);',
    '',
  ].join('\n'),
  'apps/shipping/package.json': service('shipping', { bullmq: '5.0.0' }),
  'apps/shipping/src/server.ts': [
    "import express from 'express';",
    "import { Worker } from 'bullmq';",
    'const app = express();',
    "app.get('/stock', (request, response) => response.json([]));",
    "new Worker('mail', async (job) => job.data);",
    'app.listen(3000);',
    '',
  ].join('\n'),
  'compose.yaml': [
    'services:',
    '  orders: { build: apps/orders, depends_on: [database, prices], environment: { REDIS_URL: "redis://cache:6379" } }',
    '  prices: { build: apps/prices, depends_on: [database] }',
    '  shipping: { build: apps/shipping, environment: [ORDERS_URL] }',
    '  database: { image: "postgres:17" }',
    '  cache: { image: "redis:8" }',
    '  migrate: { image: "shop/migrate:1", depends_on: [database] }',
    '',
  ].join('\n'),
};
