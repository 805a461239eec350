/** Redis: ioredis, node-redis, Upstash. Sources: redis.io/commands, github.com/redis/ioredis, github.com/redis/node-redis, upstash.com/docs/redis. */

import { on, oneOf, rowsOf } from '../rows.ts';

const clients = [
  'ioredis#{}', 'ioredis#{Redis,Cluster}{}', 'ioredis#()', 'ioredis#{}.duplicate()', 'ioredis#Redis{}.duplicate()', 'ioredis#Redis.Cluster{}', 'ioredis#Cluster{}',
  'redis#{createClient,createCluster,createSentinel,createClientPool}()', ...on(['redis#createClient()'], '.{duplicate,connect,on}()', '.on().connect()', '.connect().{then,catch}()', '.connect().then().catch()'), 'ioredis#{}.on()', 'redis#{RedisClientType,RedisClient,RedisClusterType}{}', '@redis/client#createClient()',
  '@upstash/redis#Redis{}', '@upstash/redis#Redis.fromEnv()', '@upstash/redis/cloudflare#Redis{}', '@vercel/kv#kv', '@vercel/kv#createClient()',
  '@nestjs-modules/ioredis#Redis{}', 'handy-redis#createNodeRedisClient()', 'valkey#{}', 'iovalkey#{}', 'iovalkey#Redis{}',
];
const batches = on(clients, '.{multi,pipeline,batch}()');

const reads = oneOf(`
  get mget mGet getBuffer hget hGet hmget hmGet exists strlen ttl pttl type getrange getRange lindex lIndex lrange lRange llen lLen hlen
  hLen hexists hExists scard sCard sismember sIsMember zscore zScore zrank zRank zcard zCard zcount zCount zrange zRange zrevrange zRevRange
  zrangebyscore zRangeByScore getbit getBit scan hscan sscan zscan scanIterator xread xRead xrange xRange geosearch geoSearch call
  sendCommand
`);
const wholeKeys = oneOf(`
  keys smembers sMembers hgetall hGetAll hvals hVals hkeys hKeys sunion sUnion sinter sInter sdiff sDiff sort
`);
const expiries = oneOf(`
  mset mSet msetnx mSetNX setnx setNX getset getSet append hset hSet hmset hmSet hsetnx hSetNX sadd sAdd zadd zAdd lpush lPush rpush rPush
  setrange setRange setbit setBit pfadd pfAdd geoadd geoAdd
`);
const writes = oneOf(`
  del unlink hdel hDel srem sRem zrem zRem zremrangebyscore zRemRangeByScore lrem lRem ltrim lTrim lpop lPop rpop rPop spop sPop blpop blPop
  brpop brPop incr incrby incrBy incrbyfloat decr decrby decrBy hincrby hIncrBy hincrbyfloat zincrby zIncrBy persist rename flushdb flushDb
  flushall flushAll eval evalsha evalSha xack xAck xdel xDel getdel getDel
`);

const receivers = ['redis', '*Redis', 'redisClient', '*RedisClient', 'cache', 'kv', 'ioredis', 'redisService'];
const packages = ['ioredis', 'redis', '@redis/client', '@upstash/redis', '@vercel/kv', 'iovalkey', '@nestjs-modules/ioredis', '@liaoliaots/nestjs-redis'];

export const redis = rowsOf('redis', packages, [
  {
    match: on(clients, `.${reads}`, '.json.get'),
    kind: 'cache-read',
    subject: 'argument',
    guess: { receivers, methods: ['get', 'mget', 'mGet', 'hget', 'hGet', 'hmget', 'exists', 'ttl', 'lrange', 'lRange', 'zrange', 'zRange', 'sismember', 'sIsMember'] },
  },
  /** Walks every key, or every member of one, in one go while all other clients wait. */
  {
    match: on(clients, `.${wholeKeys}`),
    kind: 'cache-read',
    subject: 'argument',
    guess: { receivers, methods: ['keys', 'smembers', 'sMembers', 'hgetall', 'hGetAll', 'hvals', 'hVals'] },
    instead: 'scan',
    traits: ['whole-key'],
  },
  /** Expiry is an argument: `'EX', 60` (ioredis), `{ EX: 60 }` (node-redis), `{ ex: 60 }` (Upstash). */
  {
    match: on(clients, '.set'),
    kind: 'cache-write',
    subject: 'argument',
    guess: { receivers, methods: ['set'] },
    traits: ['expiry-in-arguments'],
  },
  {
    match: on(clients, '.{setex,setEx,psetex,pSetEx,getex,getEx,expire,pexpire,pExpire,expireat,expireAt,hexpire,hExpire}'),
    kind: 'cache-write',
    subject: 'argument',
    guess: { receivers, methods: ['setex', 'setEx', 'psetex', 'pSetEx', 'expire', 'expireAt'] },
    traits: ['sets-expiry'],
  },
  {
    match: on(clients, `.${expiries}`, '.json.{set,merge,mSet}'),
    kind: 'cache-write',
    subject: 'argument',
    guess: { receivers, methods: ['hset', 'hSet', 'hmset', 'mset', 'mSet', 'setnx', 'setNX', 'sadd', 'sAdd', 'zadd', 'zAdd', 'lpush', 'lPush', 'rpush', 'rPush'] },
  },
  {
    match: on(clients, `.${writes}`, '.json.del'),
    kind: 'cache-write',
    subject: 'argument',
    guess: { receivers, methods: ['del', 'unlink', 'hdel', 'hDel', 'srem', 'sRem', 'incr', 'incrby', 'incrBy', 'decr', 'hincrby', 'hIncrBy', 'zincrby', 'flushdb', 'flushall', 'flushAll'] },
    traits: ['not-an-entry'],
  },
  { match: on(clients, '.{publish,sPublish,spublish,xadd,xAdd}'), kind: 'enqueue', subject: 'argument', guess: { receivers, methods: ['publish', 'xadd', 'xAdd'] } },
  /** One round trip, whatever was put into it. */
  { match: on(batches, '.**().{exec,execAsPipeline,execTyped}'), kind: 'cache-write', traits: ['batch', 'not-an-entry'] },
  { match: on(clients, '.{quit,disconnect,close,destroy}'), kind: 'shutdown-hook', traits: ['closes-client'] },
  {
    match: [
      'ioredis#{}', 'ioredis#', 'ioredis#{Redis,Cluster}{}', 'ioredis#Redis.Cluster{}', 'iovalkey#{}',
      'redis#{createClient,createCluster,createSentinel,createClientPool}', '@redis/client#createClient', 'handy-redis#createNodeRedisClient',
    ],
    kind: 'open-client',
  },
  /** Speaks HTTP, so that opening it is cheap. */
  { match: ['@upstash/redis#Redis{}', '@upstash/redis#Redis.fromEnv', '@vercel/kv#createClient'], kind: 'open-client', traits: ['cheap'] },
]);

export const redlock = rowsOf('redlock', ['redlock', 'async-redis-lock', 'redis-semaphore', '@microfleet/ioredis-lock'], [
  {
    match: [
      'redlock#{}.{acquire,lock,using,extend}', 'redlock#Redlock{}.{acquire,lock,using}',
      'redis-semaphore#{Mutex,Semaphore,MultiSemaphore}{}.{acquire,tryAcquire}',
    ],
    kind: 'lock',
    traits: ['distributed'],
  },
  {
    match: ['redlock#{}.{release,unlock}', 'redlock#{}.acquire().{release,unlock}', 'redis-semaphore#{Mutex,Semaphore,MultiSemaphore}{}.release'],
    kind: 'lock',
    traits: ['distributed', 'release'],
  },
]);
