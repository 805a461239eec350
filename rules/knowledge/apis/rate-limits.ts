/**
 * Rate limiters and where they count. Sources: express-rate-limit.mintlify.app, github.com/animir/node-rate-limiter-flexible,
 * github.com/fastify/fastify-rate-limit, docs.nestjs.com/security/rate-limiting.
 */

import { on, rowsOf } from '../rows.ts';

const perProcess = ['rate-limiter-flexible#RateLimiterMemory{}', 'rate-limiter-flexible#{RateLimiterCluster,RateLimiterClusterMaster}{}'];
const shared = ['rate-limiter-flexible#RateLimiter{Redis,Valkey,ValkeyGlide,Mongo,MySQL,Postgres,Prisma,Memcache,Dynamo,Drizzle,Etcd,SQLite}{}'];

export const rateLimits = rowsOf('rate-limit', [
  'express-rate-limit', '@fastify/rate-limit', 'fastify-rate-limit', 'rate-limiter-flexible', '@nestjs/throttler', 'koa-ratelimit',
  'express-slow-down', 'express-brute', 'hono-rate-limiter', '@upstash/ratelimit', 'limiter', 'rate-limit-redis', 'nestjs-rate-limiter',
  'koa2-ratelimit', 'hapi-rate-limit', 'hapi-rate-limitor', 'next-rate-limit', 'elysia-rate-limit', 'graphql-rate-limit', '@arcjet/node',
  '@arcjet/next', 'ratelimiter', 'express-limiter', 'rolling-rate-limiter',
], [
  {
    match: ['express-rate-limit#', 'express-rate-limit#rateLimit', 'express-slow-down#', 'express-slow-down#slowDown', 'hono-rate-limiter#rateLimiter'],
    kind: 'rate-limit',
    traits: ['memory-store-by-default', 'option:store', 'middleware'],
  },
  {
    match: ['@fastify/rate-limit#', 'fastify-rate-limit#'],
    kind: 'rate-limit',
    given: true,
    traits: ['memory-store-by-default', 'option:redis', 'option:store', 'plugin', 'middleware'],
  },
  {
    match: ['@nestjs/throttler#ThrottlerModule.{forRoot,forRootAsync}'],
    kind: 'rate-limit',
    traits: ['memory-store-by-default', 'option:storage', 'module', 'middleware'],
  },
  { match: ['@nestjs/throttler#{Throttle,SkipThrottle}'], kind: 'rate-limit', traits: ['guard', 'middleware'] },
  { match: ['@nestjs/throttler#ThrottlerGuard'], kind: 'rate-limit', given: true, traits: ['guard', 'middleware'] },
  { match: ['koa-ratelimit#', 'koa2-ratelimit#RateLimit.middleware'], kind: 'rate-limit', traits: ['option:db', 'option:driver', 'memory-when:driver=memory', 'middleware'] },
  { match: perProcess, kind: 'rate-limit', traits: ['memory-store'] },
  {
    match: [...shared, '@upstash/ratelimit#Ratelimit{}', 'express-limiter#()', 'ratelimiter#{}', 'rolling-rate-limiter#RedisRateLimiter{}'],
    kind: 'rate-limit',
    traits: ['shared-store'],
  },
  {
    match: [
      ...on([...perProcess, ...shared], '.{consume,penalty,reward,block,get}'), '@upstash/ratelimit#Ratelimit{}.{limit,blockUntilReady}',
      'rate-limiter-flexible#*{}.consume', '@arcjet/{node,next,nest,bun}#().protect', 'limiter#RateLimiter{}.{removeTokens,tryRemoveTokens}',
    ],
    kind: 'rate-limit',
    traits: ['use'],
    guess: { receivers: ['*imiter', '*ateLimit*'], methods: ['consume'] },
  },
  {
    match: [
      'limiter#{RateLimiter,TokenBucket}{}', 'elysia-rate-limit#rateLimit', 'rolling-rate-limiter#InMemoryRateLimiter{}',
      'express-brute#MemoryStore{}', 'graphql-rate-limit#createRateLimitDirective', 'graphql-rate-limit#createRateLimitRule',
      'rate-limiter-flexible#BurstyRateLimiter{}',
    ],
    kind: 'rate-limit',
    traits: ['memory-store'],
  },
  /** What is given as `store`. */
  {
    match: [
      'rate-limit-redis#{}', 'rate-limit-redis#RedisStore{}', 'rate-limit-mongo#{}', 'rate-limit-memcached#{}',
      'rate-limit-memcached#MemcachedStore{}', '@nest-lab/throttler-storage-redis#ThrottlerStorageRedisService{}',
      'nestjs-throttler-storage-redis#ThrottlerStorageRedisService{}', '@acpr/rate-limit-postgresql#PostgresStore{}',
      'precise-memory-rate-limit#PreciseMemoryStore{}',
    ],
    kind: 'rate-limit',
    traits: ['store'],
  },
]);
