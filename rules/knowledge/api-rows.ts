/** Every row of knowledge about calls, in one list. To add a library, write its rows in `apis/` and name them here. */

import type { ApiRow } from './api-row.ts';
import { compression, fileLibraries, passwords, shells, templates, tokens } from './apis/blocking-libraries.ts';
import { cacheManager, memcachedClients, memoryCaches, memos, routeCaches } from './apis/caches.ts';
import { dynamodb, elasticsearch, firestore, otherStores, searchServices, supabase } from './apis/document-stores.ts';
import { heavy, processes, workers } from './apis/heavy.ts';
import { httpClients } from './apis/http-clients.ts';
import { bookshelf, knex, objection } from './apis/knex.ts';
import { lifecycle } from './apis/lifecycle.ts';
import { limiters, locks, retries } from './apis/limiters.ts';
import { loads } from './apis/loads.ts';
import { lucid } from './apis/lucid.ts';
import { mail, push, sms } from './apis/messages.ts';
import { mikroOrm } from './apis/mikro-orm.ts';
import { mongodb } from './apis/mongodb.ts';
import { mongoose } from './apis/mongoose.ts';
import { nodeBlocking, nodeFiles, nodePooled } from './apis/node-blocking.ts';
import { loggers, telemetry } from './apis/observability.ts';
import { payload } from './apis/payload.ts';
import { cloudflare, meteor, parse, strapi } from './apis/platforms.ts';
import { prisma } from './apis/prisma.ts';
import { amqp, awsQueues, bullmq, kafka, otherQueues } from './apis/queues.ts';
import { rateLimits } from './apis/rate-limits.ts';
import { redis, redlock } from './apis/redis.ts';
import { schedulers } from './apis/schedulers.ts';
import { sequelize } from './apis/sequelize.ts';
import { aws, graphqlClients, grpc, languageModels, objectStores, payments, remoteMachines } from './apis/services.ts';
import { sessions } from './apis/sessions.ts';
import { sockets } from './apis/sockets.ts';
import { drizzle, kysely } from './apis/sql-builders.ts';
import { mssql, mysql, pg, sqlite, syncSqlite, taggedSql } from './apis/sql-drivers.ts';
import { staticFiles } from './apis/static-files.ts';
import { typeorm } from './apis/typeorm.ts';
import { uploads } from './apis/uploads.ts';

export const apiRows: readonly ApiRow[] = [
  // Node itself.
  ...nodeBlocking,
  ...nodeFiles,
  ...nodePooled,
  ...processes,

  // Databases.
  ...prisma,
  ...payload,
  ...strapi,
  ...meteor,
  ...parse,
  ...cloudflare,
  ...typeorm,
  ...mongoose,
  ...sequelize,
  ...knex,
  ...objection,
  ...bookshelf,
  ...lucid,
  ...drizzle,
  ...kysely,
  ...mikroOrm,
  ...mongodb,
  ...pg,
  ...mysql,
  ...taggedSql,
  ...mssql,
  ...syncSqlite,
  ...sqlite,
  ...dynamodb,
  ...firestore,
  ...supabase,
  ...elasticsearch,
  ...searchServices,
  ...otherStores,

  // Caches and what remembers.
  ...redis,
  ...cacheManager,
  ...memcachedClients,
  ...memoryCaches,
  ...routeCaches,
  ...memos,

  // Other processes.
  ...httpClients,
  ...grpc,
  ...graphqlClients,
  ...objectStores,
  ...aws,
  ...payments,
  ...languageModels,
  ...remoteMachines,

  // Later, elsewhere.
  ...bullmq,
  ...amqp,
  ...kafka,
  ...awsQueues,
  ...otherQueues,
  ...workers,
  ...mail,
  ...sms,
  ...push,
  ...schedulers,

  // Slow by nature.
  ...passwords,
  ...shells,
  ...fileLibraries,
  ...templates,
  ...compression,
  ...tokens,
  ...loads,
  ...heavy,

  // Any request on any instance.
  ...sessions,
  ...rateLimits,
  ...sockets,
  ...uploads,
  ...staticFiles,
  ...limiters,
  ...retries,
  ...locks,
  ...redlock,
  ...lifecycle,

  // What is seen of it.
  ...loggers,
  ...telemetry,
];
