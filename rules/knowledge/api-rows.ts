/** Every row of knowledge about calls, in one list. To add a library, write its rows in `apis/` and name them here. */

import type { ApiRow } from './api-row.ts';
import { httpClients } from './apis/http-clients.ts';
import { bookshelf, knex, objection } from './apis/knex.ts';
import { mongoose } from './apis/mongoose.ts';
import { nodeBlocking, nodeFiles } from './apis/node-blocking.ts';
import { prisma } from './apis/prisma.ts';
import { redis, redlock } from './apis/redis.ts';
import { sequelize } from './apis/sequelize.ts';
import { mssql, mysql, pg, sqlite, syncSqlite, taggedSql } from './apis/sql-drivers.ts';
import { typeorm } from './apis/typeorm.ts';

export const apiRows: readonly ApiRow[] = [
  ...nodeBlocking,
  ...nodeFiles,
  ...prisma,
  ...typeorm,
  ...mongoose,
  ...sequelize,
  ...knex,
  ...objection,
  ...bookshelf,
  ...pg,
  ...mysql,
  ...taggedSql,
  ...mssql,
  ...syncSqlite,
  ...sqlite,
  ...redis,
  ...redlock,
  ...httpClients,
];
