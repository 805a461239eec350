/** What bounds how much runs at once, tries again, waits, or holds a lock. Sources: the libraries' READMEs. */

import { rowsOf } from '../rows.ts';

export const limiters = rowsOf('limit', [
  'p-limit', 'p-map', 'p-queue', 'p-throttle', 'bottleneck', 'async', 'bluebird', 'async-sema', 'promise-limit', 'throat',
  '@supercharge/promise-pool', 'fastq', 'queue', 'semaphore', 'p-all', 'p-filter', 'p-times', 'p-props', 'async-mutex', 'es6-promise-pool',
  'tiny-async-pool', 'radash', 'promise-pool-executor', 'limiter', 'cockatiel', 'p-series', 'p-each-series', 'p-map-series', 'p-reduce', 'asyncjs',
  'iter-tools', 'rxjs', 'streaming-iterables', 'plimit-lit', 'yocto-queue', 'effect', 'modern-async',
], [
  {
    match: [
      'p-limit#', 'p-limit#()', 'p-limit#().map', 'plimit-lit#pLimit', 'plimit-lit#pLimit()', 'promise-limit#', 'promise-limit#()', 'throat#',
      'throat#()', 'async-sema#Sema{}.acquire', 'async-sema#RateLimit', 'async-sema#RateLimit()', 'semaphore#().take',
      'async-mutex#Semaphore{}.{acquire,runExclusive}',
    ],
    kind: 'limit',
    traits: ['concurrency'],
  },
  {
    match: [
      'p-queue#{}', 'p-queue#PQueue{}', 'p-queue#{}.{add,addAll}', 'p-queue#PQueue{}.{add,addAll}', 'fastq#', 'fastq#promise', 'fastq#().push',
      'fastq#promise().push', 'queue#{}', 'queue#()', 'bottleneck#{}', 'bottleneck#{}.{schedule,wrap,submit}', 'bottleneck#Group{}', 'p-throttle#',
      'p-throttle#()', 'async#{queue,priorityQueue,cargo,cargoQueue}', 'async#{queue,priorityQueue,cargo,cargoQueue}().push',
    ],
    kind: 'limit',
    traits: ['queue'],
  },
  /** Without `concurrency` p-map and bluebird run everything at once. */
  {
    match: [
      'p-map#', 'p-map#pMap', 'p-map#pMapIterable', 'p-filter#', 'p-times#', 'p-all#', 'p-props#', 'bluebird#{map,filter}',
      'modern-async#{map,forEach,filter}',
    ],
    kind: 'limit',
    traits: ['option:concurrency', 'unbounded-by-default'],
  },
  {
    match: [
      'async#{mapLimit,eachLimit,eachOfLimit,forEachLimit,forEachOfLimit,filterLimit,rejectLimit,someLimit,everyLimit,detectLimit,concatLimit,parallelLimit,timesLimit,groupByLimit,mapValuesLimit}',
      '@supercharge/promise-pool#**().process', 'es6-promise-pool#{}',
      'tiny-async-pool#', 'radash#parallel', 'streaming-iterables#{transform,parallelMap,flatTransform}', 'cockatiel#bulkhead',
    ],
    kind: 'limit',
    traits: ['concurrency'],
  },
  {
    match: [
      'async#{mapSeries,eachSeries,eachOfSeries,forEachSeries,forEachOfSeries,filterSeries,rejectSeries,someSeries,everySeries,detectSeries,concatSeries,series,waterfall,timesSeries,groupBySeries,mapValuesSeries,reduce,reduceRight}',
      'bluebird#{mapSeries,each,reduce}', 'p-each-series#', 'p-map-series#', 'p-series#', 'p-reduce#', 'p-waterfall#',
    ],
    kind: 'limit',
    traits: ['one-by-one'],
  },
]);

export const retries = rowsOf('retry', [
  'p-retry', 'async-retry', 'promise-retry', 'retry', 'exponential-backoff', 'cockatiel', 'axios-retry', 'opossum', 'ts-retry-promise', 'ts-retry',
  'fetch-retry', 'backoff', 'attempt', '@lifeomic/attempt', 'retry-axios', 'got-retry', 'async', 'radash', 'poll', 'rxjs', 'nestjs-resilience',
  'p-timeout', 'mollitia', 'brakes',
], [
  {
    match: [
      'p-retry#', 'p-retry#pRetry', 'async-retry#', 'promise-retry#', 'exponential-backoff#backOff', 'backoff#{exponential,fibonacci,call}',
      'retry#operation', 'cockatiel#retry', 'cockatiel#ExponentialBackoff{}', '@lifeomic/attempt#retry', 'ts-retry-promise#retry', 'fetch-retry#',
    ],
    kind: 'retry',
    traits: ['backoff'],
  },
  /** Waits the same time, or not at all, unless told otherwise. */
  {
    match: [
      'axios-retry#', 'retry-axios#attach', 'ts-retry#{retry,retryAsync}', 'async#{retry,retryable}', 'radash#retry', 'rxjs#{retry,retryWhen,repeat}',
      'rxjs/operators#{retry,retryWhen}',
    ],
    kind: 'retry',
    traits: ['no-backoff-by-default'],
  },
  {
    match: ['opossum#{}', 'opossum#{}.fire', 'cockatiel#circuitBreaker', 'brakes#{}', 'mollitia#Circuit{}', 'nestjs-resilience#UseResilience'],
    kind: 'retry',
    traits: ['circuit-breaker', 'default-timeout'],
  },
  {
    match: [
      'p-timeout#', 'cockatiel#timeout', 'promise-timeout#timeout', 'global#AbortSignal.timeout', 'rxjs#timeout', 'rxjs/operators#timeout',
      'nestjs-resilience#TimeoutStrategy{}',
    ],
    kind: 'retry',
    traits: ['timeout'],
  },
]);

export const locks = rowsOf('lock', [
  'async-mutex', 'async-lock', 'await-semaphore', 'p-mutex', 'await-lock', 'proper-lockfile', 'mutexify', '@microfleet/ioredis-lock', 'mongodb-lock',
  'advisory-lock', '@redis-lock/*', 'redis-lock', 'simple-redis-mutex', 'pglock',
], [
  {
    match: [
      'async-mutex#{Mutex,Semaphore}{}.{acquire,runExclusive,waitForUnlock}', 'async-mutex#withTimeout().{acquire,runExclusive}',
      'async-lock#{}.acquire', 'await-lock#{}.{acquireAsync,tryAcquire}', 'p-mutex#{}.{lock,withLock}',
      'await-semaphore#{Mutex,Semaphore}{}.{acquire,use}', 'mutexify#()', 'mutexify/promise#()', 'global#navigator.locks.request',
    ],
    kind: 'lock',
    traits: ['in-process'],
  },
  {
    match: ['redis-lock#()', 'advisory-lock#()().{withLock,tryLock,unlock}', 'simple-redis-mutex#{lock,tryLock}', 'mongodb-lock#().acquire'],
    kind: 'lock',
    traits: ['distributed'],
  },
  { match: ['proper-lockfile#{lock,check}'], kind: 'lock', traits: ['file'] },
]);
