/** The table of functions that run, keep or wrap the functions given to them. Sources: the libraries' own references. */

import type { Origin } from '../model/values.ts';
import { on, oneOf } from './rows.ts';

/**
 * `once`: before the call is done. `per-element`: before it is done, once for each element of what it works on.
 * `deferred`: later, by a timer, an event, a queue; nobody waits for it.
 */
export type CallbackUse = 'once' | 'per-element' | 'deferred';

export interface CallbackRow {
  readonly match: readonly string[];
  readonly use: CallbackUse;
  /** What stands in the callback's parameters: an origin, the receiver of the call, or its result. */
  readonly gives?: readonly (Origin | 'receiver' | 'result' | undefined)[];
}

const eachOf = oneOf(`
  map mapLimit mapSeries mapValues mapValuesLimit mapValuesSeries each eachLimit eachSeries eachOf eachOfLimit eachOfSeries forEach
  forEachLimit forEachSeries forEachOf forEachOfLimit forEachOfSeries filter filterLimit filterSeries reject rejectLimit rejectSeries some
  someLimit someSeries any every everyLimit everySeries all detect detectLimit detectSeries find concat concatLimit concatSeries flatMap
  reduce reduceRight transform sortBy groupBy groupByLimit groupBySeries times timesLimit timesSeries
`);
const lodashEach = oneOf(`
  map flatMap flatMapDeep forEach forEachRight each eachRight forIn forOwn filter reject find findLast findIndex findKey some every reduce
  reduceRight transform sortBy orderBy groupBy keyBy countBy partition mapValues mapKeys sumBy maxBy minBy meanBy uniqBy times pickBy omitBy
`);

const ramdaEach = oneOf(`
  addIndex all any chain collectBy count countBy dropWhile dropLastWhile eqBy filter find findIndex findLast findLastIndex flatMap forEach
  forEachObj forEachObjIndexed groupBy groupWith indexBy map mapAccum mapAccumRight mapKeys mapObjIndexed mapToObj mapValues maxBy minBy none
  partition pickBy reduce reduceBy reduceRight reduceWhile reject scan some sort sortBy splitWhen sumBy takeWhile takeLastWhile times
  traverse unionWith uniqBy uniqWith zipWith
`);

export const callbackRows: readonly CallbackRow[] = [
  // The language and Node.
  {
    match: [
      'global#{setTimeout,setInterval,setImmediate,queueMicrotask}', 'global#process.nextTick', 'node:timers#*',
      'global#process.{on,once,addListener}', 'node:process#{on,once,nextTick}',
    ],
    use: 'deferred',
  },
  {
    match: [
      'global#Array.{from,fromAsync}', 'global#{Object,Map}.groupBy',
      'node:stream#{Readable,Duplex}{}.**.{map,forEach,filter,flatMap,reduce,some,every,find}',
    ],
    use: 'per-element',
  },
  {
    match: [
      'global#Promise{}', 'node:async_hooks#AsyncLocalStorage{}.{run,exit}', 'node:async_hooks#AsyncResource{}.runInAsyncScope',
      'global#JSON.{parse,stringify}',
    ],
    use: 'once',
  },
  {
    match: [
      'node:events#{}.**.{on,once,addListener,prependListener}', 'node:events#EventEmitter{}.{on,once,addListener,prependListener}',
      'events#{}.{on,once,addListener}', 'eventemitter2#{}.{on,once}', 'eventemitter3#{}.{on,once}', '@nestjs/event-emitter#OnEvent',
    ],
    use: 'deferred',
  },
  /** Callback style: the caller's work goes on in the callback. */
  { match: ['node:{fs,child_process,zlib,crypto,dns}#*'], use: 'once' },
  { match: ['node:{http,https}#{request,get}'], use: 'once' },
  { match: ['node:{http,https,http2,net}#{createServer,createSecureServer}'], use: 'deferred' },
  { match: ['node:test#*', 'global#{describe,it,test,before,after,beforeEach,afterEach,beforeAll,afterAll}'], use: 'once' },

  // Collections.
  {
    match: [
      `async#${eachOf}`,
      ...on(['async'], ...['each', 'eachSeries', 'eachLimit', 'map', 'mapSeries', 'mapLimit', 'filter', 'reduce'].map((name) => `/${name}#`)),
    ],
    use: 'per-element',
  },
  { match: ['async#{series,parallel,parallelLimit,waterfall,auto,autoInject,race,tryEach,compose,seq,retry,whilst,doWhilst,until,doUntil,timeout}'], use: 'once' },
  { match: ['async#{queue,priorityQueue,cargo,cargoQueue}'], use: 'per-element' },
  {
    match: [`{lodash,lodash-es,underscore}#${lodashEach}`, 'lodash/*#', '{lodash,lodash-es,underscore}#chain().**', '{lodash,lodash-es,underscore}#().**'],
    use: 'per-element',
  },
  { match: ['{lodash,lodash-es,underscore}#{defer,delay,after,before}'], use: 'deferred' },
  // Run when the field is asked for.
  /** Run when the transaction is over. */
  { match: ['{sequelize,sequelize-typescript}#**.afterCommit'], use: 'deferred' },
  { match: ['graphql-relay#{mutationWithClientMutationId,subscriptionWithClientId}'], use: 'deferred' },
  // Behind the answer.
  { match: ['next/server#{after,unstable_after}', '@vercel/functions#waitUntil'], use: 'deferred' },
  { match: [`{ramda,remeda,rambda}#${ramdaEach}`, 'fp-ts/Array#*'], use: 'per-element' },
  { match: ['{ramda,remeda,rambda}#*'], use: 'once' },
  { match: ['bluebird#{map,mapSeries,each,filter,reduce,some,any}', 'bluebird#**.{map,mapSeries,each,filter,reduce}'], use: 'per-element' },
  { match: ['bluebird#{try,method,using,fromCallback,coroutine,delay}', 'bluebird#**.{then,catch,tap,finally,spread,nodeify,asCallback}'], use: 'once' },
  {
    match: [
      'p-map#', 'p-map#{pMapIterable}', 'p-map-series#', 'p-each-series#', 'p-filter#', 'p-reduce#', 'p-some#', 'p-times#', 'p-locate#', 'p-all#',
      'p-series#', 'promise-map-series#', 'mnemonist#*', '@supercharge/promise-pool#**.process',
      'effect#Effect.{forEach,filter,partition,validateAll,validateFirst,reduce,dropWhile,takeWhile,exists}',
      'effect/Effect#{forEach,filter,partition,validateAll,validateFirst,reduce,dropWhile,takeWhile,exists}',
    ],
    use: 'per-element',
  },
  {
    match: [
      'p-limit#()', 'p-limit#().map', 'p-queue#{}.{add,addAll}', 'p-throttle#()', 'bottleneck#{}.{schedule,submit}', 'p-retry#', 'async-retry#',
      'p-timeout#', 'promise-retry#', 'exponential-backoff#backOff', 'cockatiel#*{}.execute', 'cockatiel#*().execute', 'opossum#{}.fire',
      'async-mutex#*{}.runExclusive', 'async-lock#{}.acquire', 'p-mutex#{}.withLock', 'redlock#{}.using', 'async-sema#*',
    ],
    use: 'once',
  },
  // An answer is a stream of one: `next.handle().pipe(map(…))`, `http.get(url).pipe(tap(…))`. What merges streams is written for many.
  ...['rxjs', 'rxjs/operators'].map((home) => ({ match: [`${home}#{map,tap,filter,switchMap,catchError,finalize,retryWhen,defer,iif,timeout}`], use: 'once' as const })),
  { match: ['rxjs/operators#*', 'rxjs#{mergeMap,flatMap,concatMap,exhaustMap,expand,reduce,scan,mergeScan,forkJoin,from}'], use: 'per-element' },

  // Transactions hand the client on.
  { match: ['*#PrismaClient{}.**.$transaction', '*#PrismaService{}.**.$transaction'], use: 'once', gives: ['receiver'] },
  { match: ['typeorm#**.transaction'], use: 'once', gives: ['typeorm#EntityManager{}', 'typeorm#EntityManager{}'] },
  { match: ['@mikro-orm/*#**.{transactional,fork}'], use: 'once', gives: ['receiver'] },
  { match: ['sequelize#**.transaction', 'sequelize-typescript#**.transaction', '@sequelize/core#**.transaction'], use: 'once' },
  { match: ['knex#**.transaction', 'objection#transaction', 'objection#**.transaction'], use: 'once', gives: ['knex#Knex{}'] },
  { match: ['drizzle-orm/*#**.transaction'], use: 'once', gives: ['receiver'] },
  { match: ['kysely#Kysely{}.transaction().**.execute', 'kysely#Kysely{}.connection().execute'], use: 'once', gives: ['kysely#Kysely{}'] },
  { match: ['mongoose#**.{withTransaction,transaction}', 'mongodb#**.{withTransaction,withSession}'], use: 'once', gives: ['mongoose#ClientSession{}'] },
  { match: ['postgres#().begin', 'postgres#Sql{}.begin'], use: 'once', gives: ['receiver'] },
  { match: ['pg-promise#**.{tx,task,txIf,taskIf}', 'slonik#**.{transaction,connect}'], use: 'once', gives: ['receiver'] },

  // Drivers in callback style.
  { match: ['pg#Pool{}.connect'], use: 'once', gives: [undefined, 'pg#PoolClient{}'] },
  {
    match: [
      'pg#**.query', 'pg#Client{}.connect', 'sqlite3#Database{}.*', 'sqlite3#verbose().Database{}.*',
      '{mysql,mysql2}#**.{query,execute,beginTransaction,commit,rollback,end}', 'redis#createClient().*', 'ioredis#{}.*', 'ioredis#Redis{}.*',
      'mongoose#**.{exec,save,findOne,findById,create,updateOne,deleteOne}', 'request#**', 'superagent#**.end',
    ],
    use: 'once',
  },
  { match: ['{mysql,mysql2}#**.getConnection'], use: 'once', gives: [undefined, 'mysql2#PoolConnection{}'] },
  { match: ['mongodb#MongoClient.connect', 'mongodb#MongoClient{}.connect'], use: 'once', gives: [undefined, 'mongodb#MongoClient{}'] },
  { match: ['mongodb#**.{toArray,insertOne,findOne,updateOne,deleteOne}'], use: 'once' },
  { match: ['mongodb#**.find().**.{forEach,map}', 'mongoose#**.cursor().eachAsync', 'mongoose#**.eachAsync'], use: 'per-element' },
  {
    match: [
      'ioredis#{}.{on,once}', 'ioredis#Redis{}.{on,once}', 'redis#createClient().{on,once,subscribe,pSubscribe}',
      '{ioredis,redis}#**.{on,once,subscribe,pSubscribe,psubscribe}', '{pg,mysql2,mysql,mongoose,mongodb,knex}#**.{on,once}',
    ],
    use: 'deferred',
  },
  { match: ['amqplib/callback_api#connect'], use: 'once', gives: [undefined, 'amqplib#Connection{}'] },
  {
    match: ['amqplib#**.createChannel', 'amqplib#**.createConfirmChannel', 'amqplib/callback_api#**.createChannel'],
    use: 'once',
    gives: [undefined, 'amqplib#Channel{}'],
  },

  // Listeners, consumers, schedules, servers.
  { match: ['socket.io#**.on'], use: 'deferred', gives: ['socket.io#Socket{}'] },
  { match: ['socket.io#Socket{}.{on,once,onAny}', 'socket.io#**.use'], use: 'deferred' },
  { match: ['ws#{WebSocketServer,Server}{}.on'], use: 'deferred', gives: ['ws#WebSocket{}'] },
  { match: ['ws#WebSocket{}.on', 'ws#{}.on'], use: 'deferred' },
  {
    match: [
      '{bull,bullmq,bee-queue,agenda,pg-boss,kue}#**.{process,on,define,work,every}', 'bullmq#Worker{}', 'amqplib#**.consume',
      'amqplib/callback_api#**.consume', 'kafkajs#**.{run,on}', 'sqs-consumer#Consumer.create', 'rascal#**.on',
    ],
    use: 'deferred',
  },
  {
    match: ['{node-cron,cron,node-schedule,croner}#*', '{cron,croner}#*{}', 'croner#{}', 'toad-scheduler#{Task,AsyncTask}{}', 'cron#CronJob.from'],
    use: 'deferred',
  },
  {
    match: ['fastify#().{register,after}', 'fastify#FastifyInstance{}.{register,after}', 'fastify#fastify().{register,after}'],
    use: 'once',
    gives: ['fastify#FastifyInstance{}'],
  },
  {
    match: [
      '{express,fastify,koa,hono,restify,polka,connect,@koa/router,koa-router,@hapi/hapi,elysia}#**.{get,post,put,patch,delete,del,head,options,all,use,param,route,listen,addHook,ready,setErrorHandler,setNotFoundHandler,decorate,ext,ws,openapi}',
      'express#Response{}.on',
    ],
    use: 'deferred',
  },
];

/** Their result is the function given, in a coat. */
export const wrapperRows: readonly { readonly match: readonly string[] }[] = [
  {
    match: [
      'node:util#{promisify,callbackify,deprecate}', 'es6-promisify#promisify', 'pify#', 'bluebird#{promisify,method,coroutine}',
      'node:async_hooks#AsyncResource.bind', 'node:async_hooks#AsyncLocalStorage.bind',
    ],
  },
  {
    match: [
      'express-async-handler#', 'express-async-errors#', 'async-middleware#wrap', 'async-express#', 'express-promise-router#',
      '@awaitjs/express#wrap', 'middleware-async#asyncMiddleware', 'async-handler-express#*',
    ],
  },
  {
    match: [
      '{lodash,lodash-es,underscore}#{debounce,throttle,memoize,once,wrap,partial,partialRight,bind,curry,negate,flip,ary,unary,rearg,spread,overArgs}',
      'lodash.{debounce,throttle,memoize,once}#', 'lodash/{debounce,throttle,memoize,once}#', 'throttle-debounce#*', 'once#', 'onetime#', 'mem#',
      'memoize#', 'memoizee#', 'memoizee/weak#', 'p-memoize#', 'moize#', 'fast-memoize#', 'memoize-one#', 'micro-memoize#', 'nano-memoize#',
      'async-memoize-one#',
    ],
  },
  {
    match: [
      'react#{cache,useCallback,memo}', 'next/cache#unstable_cache',
      'nitropack/runtime#{defineCachedFunction,cachedFunction,defineCachedEventHandler,cachedEventHandler,defineEventHandler,eventHandler,defineNitroPlugin}',
      'h3#{defineEventHandler,eventHandler,lazyEventHandler,defineLazyEventHandler}',
      'global#{defineEventHandler,eventHandler,defineCachedFunction,cachedFunction,defineCachedEventHandler,cachedEventHandler}',
    ],
  },
  {
    match: [
      '@middy/core#', 'middy#', '@sentry/{serverless,aws-serverless,node,nextjs}#*.{wrapHandler}', '@sentry/serverless#AWSLambda.wrapHandler',
      '@sentry/{aws-serverless,nextjs}#{wrapHandler,wrapApiHandlerWithSentry}', 'firebase-functions#**', 'firebase-functions/v2/*#*',
      'firebase-functions/v1#**', '@google-cloud/functions-framework#*', 'next-auth#withAuth', 'next-connect#()', '@vercel/edge#*', 'micro#',
      'micro#send',
    ],
  },
  {
    match: [
      'effect#Effect.{fn,fnUntraced}', 'effect#Effect.fn()', 'effect/Effect#{fn,fnUntraced}', 'effect/Effect#fn()',
      '@asyncapi/*#wrap', 'p-limit#', 'p-throttle#()', 'p-debounce#', 'opossum#{}', 'co#wrap', 'zone.js#*', '@opentelemetry/api#context.bind',
      'newrelic#start*Transaction', 'dd-trace#wrap', 'dd-trace#tracer.wrap',
    ],
  },
];
