/**
 * Caches other than Redis: memcached, cache-manager, Keyv, in-process LRUs, HTTP caches.
 * Sources: each library's README; github.com/isaacs/node-lru-cache, github.com/jaredwray/cacheable, docs.nestjs.com/techniques/caching.
 */

import { on, rowsOf } from '../rows.ts';

const managers = [
  'cache-manager#{caching,createCache,multiCaching}()', 'cache-manager#Cache{}', '@nestjs/cache-manager#Cache{}', 'cacheable#Cacheable{}',
  'cacheable#{}', '@nestjs/common#Cache{}', 'bentocache#BentoCache{}', '@adonisjs/cache/services/main#',
];
const keyvs = ['keyv#{}', 'keyv#Keyv{}', '@keyvhq/core#{}'];

/** Shared or not: that is up to the store they are given. `set(key, value, ttl)`; without a time the default of the store holds, which may be for ever. */
export const cacheManager = rowsOf('cache-manager', ['cache-manager', '@nestjs/cache-manager', 'keyv', 'cacheable', 'bentocache'], [
  {
    match: on([...managers, ...keyvs], '.{get,has,mget,getMany,getOrSetForever}', '.store.get'),
    kind: 'cache-read',
    subject: 'argument',
    guess: { receivers: ['cacheManager', 'cacheService', 'cache', '*Cache', 'keyv'], methods: ['get', 'mget'] },
  },
  {
    match: on([...managers, ...keyvs], '.{set,mset,setMany}', '.store.set'),
    kind: 'cache-write',
    subject: 'argument',
    guess: { receivers: ['cacheManager', 'cacheService', 'cache', '*Cache', 'keyv'], methods: ['set'] },
    traits: ['expiry-in-arguments'],
  },
  {
    match: on([...managers, ...keyvs], '.{del,delete,mdel,reset,clear,deleteMany}', '.store.{del,reset,keys}'),
    kind: 'cache-write',
    subject: 'argument',
    traits: ['not-an-entry'],
  },
  {
    match: on(managers, '.{wrap,getOrSet}'),
    kind: 'memo',
    subject: 'argument',
    traits: ['shared', 'expiry-in-arguments'],
    guess: { receivers: ['cacheManager', 'cacheService', 'cache'], methods: ['wrap'] },
  },
  { match: ['@nestjs/cache-manager#CacheInterceptor', '@nestjs/common#CacheInterceptor'], kind: 'memo', given: true, traits: ['route-cache'] },
  { match: ['@nestjs/cache-manager#{CacheTTL,CacheKey}', '@nestjs/common#{CacheTTL,CacheKey}'], kind: 'memo', traits: ['route-cache'] },
  { match: ['cache-manager#{caching,createCache,multiCaching}', 'keyv#{}', 'keyv#Keyv{}', 'cacheable#Cacheable{}'], kind: 'memo', traits: ['makes-cache'] },
]);

const memcached = ['memcached#{}', 'memjs#Client.create()', 'memjs#Client{}', 'memcached-client#{}', 'memcache-plus#{}'];

export const memcachedClients = rowsOf('memcached', ['memcached', 'memjs', 'memcache-plus'], [
  { match: on(memcached, '.{get,getMulti,gets}'), kind: 'cache-read', subject: 'argument' },
  { match: on(memcached, '.{set,add,replace,cas,append,prepend}'), kind: 'cache-write', subject: 'argument', traits: ['expiry-in-arguments'] },
  { match: on(memcached, '.{del,delete,incr,decr,increment,decrement,flush,touch}'), kind: 'cache-write', subject: 'argument', traits: ['not-an-entry'] },
  { match: ['memcached#{}', 'memjs#Client.create', 'memcache-plus#{}'], kind: 'open-client' },
]);

const lrus = [
  'lru-cache#{}', 'lru-cache#LRUCache{}', 'quick-lru#{}', '@isaacs/ttlcache#{}', '@isaacs/ttlcache#TTLCache{}', 'lru.min#createLRU()',
  'mnemonist/lru-cache#{}', 'tiny-lru#lru()', 'flru#()', 'stale-lru-cache#{}', 'expiry-map#{}',
];
const timed = ['node-cache#{}', 'node-cache#NodeCache{}', 'memory-cache#', 'memory-cache#Cache{}', 'nanocache#{}', 'ttl-mem-cache#{}', 'apicache#'];

/** Each process has its own. */
export const memoryCaches = rowsOf('memory-cache', [
  'lru-cache', 'quick-lru', 'node-cache', 'memory-cache', '@isaacs/ttlcache', 'tiny-lru', 'lru.min', 'expiry-map',
], [
  { match: on(lrus, '.{get,has,peek}'), kind: 'cache-read', subject: 'argument', traits: ['in-process', 'bounded'] },
  { match: on(lrus, '.set'), kind: 'cache-write', subject: 'argument', traits: ['in-process', 'bounded'] },
  { match: on(lrus, '.{fetch,forceFetch,memo}'), kind: 'memo', subject: 'argument', traits: ['in-process', 'bounded'] },
  { match: on(timed, '.{get,mget,has,take,keys}'), kind: 'cache-read', subject: 'argument', traits: ['in-process'] },
  { match: on(timed, '.{set,mset,put}'), kind: 'cache-write', subject: 'argument', traits: ['in-process', 'expiry-in-arguments'] },
  { match: on([...lrus, ...timed], '.{delete,del,clear,reset,flushAll,flush}'), kind: 'cache-write', subject: 'argument', traits: ['in-process', 'not-an-entry'] },
  {
    match: [...lrus.filter((origin) => origin.endsWith('{}')), 'lru.min#createLRU', 'tiny-lru#lru'],
    kind: 'memo',
    traits: ['makes-cache', 'in-process', 'bounded'],
  },
  { match: ['node-cache#{}', 'node-cache#NodeCache{}', 'memory-cache#Cache{}'], kind: 'memo', traits: ['makes-cache', 'in-process'] },
]);

/** Whole answers kept for a while. */
export const routeCaches = rowsOf('route-cache', [
  'apicache', 'express-cache-controller', 'route-cache', 'koa-redis-cache', 'apicache-plus', '@fastify/caching', 'express-redis-cache',
  '@fastify/etag', 'koa-cash', 'koa-conditional-get', 'swr-cache', 'hono',
], [
  {
    match: [
      'apicache#middleware', 'apicache#options().middleware', 'apicache-plus#', 'apicache-plus#middleware', 'route-cache#cacheSeconds',
      'express-redis-cache#().route', 'koa-cash#', 'koa-redis-cache#', 'express-cache-controller#', 'hono/cache#cache',
    ],
    kind: 'memo',
    traits: ['route-cache'],
  },
  { match: ['@fastify/caching#'], kind: 'memo', given: true, traits: ['route-cache', 'plugin'] },
  { match: ['global#caches.default.match', 'global#caches.open().match'], kind: 'cache-read', traits: ['shared'] },
  { match: ['global#caches.default.put', 'global#caches.open().put'], kind: 'cache-write', traits: ['shared'] },
]);

/** Functions that remember: results of pure functions, per request (React's `cache`) or across requests. */
export const memos = rowsOf('memo', [
  'lodash', 'memoizee', 'p-memoize', 'mem', 'memoize', 'moize', 'fast-memoize', 'memoize-one', 'micro-memoize', 'dataloader', 'next', 'react',
  '@epic-web/cachified', 'async-cache-dedupe', 'nitropack', 'nuxt', 'memoize-utils', 'cachified', '@isaacs/cached', 'type-cacheable',
  '@type-cacheable/core', 'exponential-backoff',
], [
  {
    match: [
      '{lodash,lodash-es,underscore}#{memoize,once}', 'lodash.{memoize,once}#', 'lodash/{memoize,once}#', 'memoizee#', 'memoizee/weak#', 'p-memoize#',
      'mem#', 'memoize#', 'moize#', 'fast-memoize#', 'memoize-one#', 'micro-memoize#', 'nano-memoize#', 'once#', 'onetime#',
      'ramda#{memoizeWith,once}', 'async-cache-dedupe#createCache().define', 'p-debounce#', 'decko#memoize', 'typescript-memoize#Memoize',
      '@type-cacheable/core#Cacheable', 'lodash-decorators#{Memoize,Once}',
    ],
    kind: 'memo',
    traits: ['in-process'],
  },
  {
    match: [
      'next/cache#{unstable_cache,cacheLife,cacheTag,unstable_cacheLife}', '@epic-web/cachified#cachified', 'cachified#',
      'nitropack/runtime#{defineCachedFunction,cachedFunction,defineCachedEventHandler,cachedEventHandler}',
      'global#{defineCachedFunction,cachedFunction,defineCachedEventHandler,cachedEventHandler}',
    ],
    kind: 'memo',
    traits: ['shared'],
  },
  { match: ['react#cache'], kind: 'memo', traits: ['per-request'] },
  /** Gathers the keys asked for in one turn of the loop into one call. */
  {
    match: [
      'dataloader#{}', 'dataloader#DataLoader{}', '@graphql-tools/batch-delegate#batchDelegateToSchema', 'graphql-resolve-batch#createBatchResolver',
      'mercurius#**.loaders',
    ],
    kind: 'memo',
    traits: ['dataloader', 'makes-cache'],
  },
  {
    match: ['dataloader#{}.{load,loadMany}', 'dataloader#DataLoader{}.{load,loadMany}'],
    kind: 'memo',
    traits: ['dataloader'],
    guess: { receivers: ['*Loader', 'loaders.*', 'loader'], methods: ['load', 'loadMany'] },
  },
]);
