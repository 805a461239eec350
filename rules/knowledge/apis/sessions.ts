/**
 * Where sessions are kept. Without `store` in the options the first row's middleware keeps them in the process.
 * Sources: github.com/expressjs/session (MemoryStore is "purposely not designed for a production environment"), @fastify/session, koa-session.
 */

import { rowsOf } from '../rows.ts';

export const sessions = rowsOf('session', [
  'express-session', 'cookie-session', '@fastify/session', '@fastify/secure-session', 'fastify-session', 'koa-session', 'koa-generic-session',
  'connect-redis', 'connect-mongo', 'connect-pg-simple', 'iron-session', 'memorystore', 'session-file-store', '@hapi/yar', 'hono-sessions',
  'next-session',
], [
  { match: ['express-session#', 'express-session#session'], kind: 'session', traits: ['memory-store-by-default', 'option:store'] },
  {
    match: ['@fastify/session#', 'fastify-session#', '@fastify/session#fastifySession'],
    kind: 'session',
    given: true,
    traits: ['memory-store-by-default', 'option:store', 'plugin'],
  },
  { match: ['koa-generic-session#', 'next-session#'], kind: 'session', traits: ['memory-store-by-default', 'option:store'] },
  /** In the user's cookie: nothing is kept. koa-session too, unless it is given a store. */
  {
    match: [
      'cookie-session#', 'koa-session#', 'iron-session#getIronSession', 'client-sessions#', 'remix-auth#*',
      '@remix-run/node#createCookieSessionStorage', 'react-router#createCookieSessionStorage',
    ],
    kind: 'session',
    traits: ['cookie'],
  },
  { match: ['@fastify/secure-session#'], kind: 'session', given: true, traits: ['cookie', 'plugin'] },
  /** In the cookie while it is small; told that no cookie may be small enough, in the server's cache, which is memory. */
  { match: ['@hapi/yar#'], kind: 'session', given: true, traits: ['cookie', 'plugin', 'memory-when:maxCookieSize=0'] },
  {
    match: [
      '@remix-run/node#{createMemorySessionStorage,createFileSessionStorage}', 'react-router#createMemorySessionStorage',
      '@react-router/node#createFileSessionStorage', 'express-session#MemoryStore{}', 'session-file-store#()', 'session-file-store#(){}',
      'memorystore#()', 'memorystore#(){}',
    ],
    kind: 'session',
    traits: ['memory-store'],
  },
  {
    match: [
      'connect-redis#RedisStore{}', 'connect-redis#{}', 'connect-redis#()', 'connect-redis#(){}', 'connect-mongo#create',
      'connect-mongo#MongoStore.create', 'connect-mongo#(){}', 'connect-mongo#{}', 'connect-pg-simple#()', 'connect-pg-simple#(){}',
      'express-mysql-session#()', 'express-mysql-session#(){}', 'connect-session-sequelize#(){}', 'connect-dynamodb#(){}',
      'connect-typeorm#TypeormStore{}', '@quixo3/prisma-session-store#PrismaSessionStore{}', 'koa-redis#', 'connect-memcached#(){}',
      'better-sqlite3-session-store#(){}', '@google-cloud/connect-firestore#FirestoreStore{}',
    ],
    kind: 'session',
    traits: ['shared-store'],
  },
]);
