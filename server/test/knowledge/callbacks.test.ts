/** Who runs the functions handed to a call, when, and with what. */

import assert from 'node:assert/strict';
import { callbackUse, parameterOrigin, wrapsFunction } from '../../../rules/knowledge/callbacks.ts';

describe('a callback', () => {
  const table: readonly [origins: readonly string[], method: string | undefined, use: string | undefined][] = [
    [[], 'map', 'per-element'],
    [[], 'forEach', 'per-element'],
    [[], 'then', 'once'],
    [[], 'handle', undefined],
    [[], undefined, undefined],
    [['global#setTimeout'], 'setTimeout', 'deferred'],
    [['global#process.nextTick'], 'nextTick', 'deferred'],
    [['global#Promise{}'], undefined, 'once'],
    [['async#eachSeries'], 'eachSeries', 'per-element'],
    [['async#mapLimit'], 'mapLimit', 'per-element'],
    [['async#parallel'], 'parallel', 'once'],
    [['p-map#'], 'pMap', 'per-element'],
    [['bluebird#map'], 'map', 'per-element'],
    [['bluebird#mapSeries'], 'mapSeries', 'per-element'],
    [['lodash#forEach'], 'forEach', 'per-element'],
    [['lodash/map#'], 'map', 'per-element'],
    [['p-limit#()'], 'limit', 'once'],
    [['node:fs#readFile'], 'readFile', 'once'],
    [['node:events#EventEmitter{}.on'], 'on', 'deferred'],
    [['node-cron#schedule'], 'schedule', 'deferred'],
    [['bullmq#Worker{}'], 'Worker', 'deferred'],
    [['express#().get'], 'get', 'deferred'],
    [['@prisma/client#PrismaClient{}.$transaction'], '$transaction', 'once'],
    [['typeorm#DataSource{}.transaction'], 'transaction', 'once'],
    [['ioredis#{}.get'], 'get', 'once'],
    [['ioredis#{}.on'], 'on', 'deferred'],
    // A list that came from somewhere is a list.
    [['@prisma/client#PrismaClient{}.user.findMany().map'], 'map', 'per-element'],
    [['express#Request{}.body.items.map'], 'map', 'per-element'],
    [['ioredis#{}.keys().forEach'], 'forEach', 'per-element'],
    [['mongoose#model().find().forEach'], 'forEach', 'per-element'],
    [['pg#Pool{}.query().rows.map'], 'map', 'per-element'],
    [['fastify#FastifyRequest{}.body.filter'], 'filter', 'per-element'],
  ];
  for (const [origins, method, use] of table) {
    it(`given to ${origins[0] ?? method ?? 'something'} is run ${use ?? 'nobody knows how'}`, () => {
      assert.equal(callbackUse(origins, method), use);
    });
  }

  it('is given the client of the transaction', () => {
    assert.equal(parameterOrigin('@prisma/client#PrismaClient{}.$transaction', 0), '@prisma/client#PrismaClient{}');
    assert.equal(parameterOrigin('typeorm#DataSource{}.transaction', 0), 'typeorm#EntityManager{}');
    assert.equal(parameterOrigin('knex#().transaction', 0), 'knex#Knex{}');
    assert.equal(parameterOrigin('drizzle-orm/node-postgres#drizzle().transaction', 0), 'drizzle-orm/node-postgres#drizzle()');
    assert.equal(parameterOrigin('pg#Pool{}.connect', 1), 'pg#PoolClient{}');
    assert.equal(parameterOrigin('socket.io#Server{}.on', 0), 'socket.io#Socket{}');
    assert.equal(parameterOrigin('node:fs#readFile', 1), undefined);
  });
});

describe('a wrapper', () => {
  const table: readonly [origins: readonly string[], name: string | undefined, wraps: boolean][] = [
    [['express-async-handler#'], 'asyncHandler', true],
    [['node:util#promisify'], 'promisify', true],
    [['lodash#debounce'], 'debounce', true],
    [['react#cache'], 'cache', true],
    [['memoizee#'], 'memoize', true],
    [[], 'catchAsync', true],
    [[], 'asyncHandler', true],
    [[], 'wrapAsync', true],
    [[], 'tryCatch', true],
    [[], 'createOrder', false],
    [[], 'map', false],
    [[], undefined, false],
    [['express#().get'], 'get', false],
  ];
  for (const [origins, name, wraps] of table) {
    it(`${origins[0] ?? name ?? 'something'} ${wraps ? 'gives its function back' : 'does not'}`, () => {
      assert.equal(wrapsFunction(origins, name), wraps);
    });
  }
});
