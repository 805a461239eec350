/** Prisma Client. Source: prisma.io/docs/orm/reference/prisma-client-reference. */

import { on, rowsOf } from '../rows.ts';

/** Clients are generated to paths of the team's choosing, so the class is known by name whatever module it comes from. */
const clients = ['*#PrismaClient{}', '*#PrismaClient{}.$extends()', '*#PrismaClient{}.$extends().$extends()', '*#PrismaClient{}.$extends().$extends().$extends()', '*#Prisma.TransactionClient{}', '*#PrismaService{}', '*#getPrismaClient(){}'];

export const prisma = rowsOf('prisma', ['@prisma/client', 'prisma', '@prisma/extension-accelerate', 'nestjs-prisma'], [
  {
    match: on(clients, '.*.{findUnique,findUniqueOrThrow}'),
    kind: 'query',
    action: 'read-one',
    subject: 'receiver',
    guess: { receivers: ['*'], methods: ['findUnique', 'findUniqueOrThrow'] },
    traits: ['unique'],
  },
  {
    match: on(clients, '.*.{findFirst,findFirstOrThrow}'),
    kind: 'query',
    action: 'read-one',
    subject: 'receiver',
    guess: { receivers: ['*'], methods: ['findFirst', 'findFirstOrThrow'] },
  },
  {
    match: on(clients, '.*.findMany'),
    kind: 'query',
    action: 'read-many',
    subject: 'receiver',
    guess: { receivers: ['*'], methods: ['findMany'] },
  },
  {
    match: on(clients, '.*.groupBy'),
    kind: 'query',
    action: 'read-many',
    subject: 'receiver',
    guess: { receivers: ['prisma.*', 'prismaService.*', 'prismaClient.*', 'tx.*'], methods: ['groupBy'] },
    traits: ['aggregate'],
  },
  {
    match: on(clients, '.*.{count,aggregate}'),
    kind: 'query',
    action: 'count',
    subject: 'receiver',
    guess: { receivers: ['prisma.*', 'prismaService.*', 'prismaClient.*', 'tx.*', 'db.*'], methods: ['count', 'aggregate'] },
  },
  {
    match: on(clients, '.*.{create,update,upsert,delete}'),
    kind: 'query',
    action: 'write',
    subject: 'receiver',
    guess: { receivers: ['prisma.*', 'prismaService.*', 'prismaClient.*', 'tx.*', 'db.*'], methods: ['create', 'update', 'upsert', 'delete'] },
  },
  {
    match: on(clients, '.*.{createMany,createManyAndReturn,updateMany,updateManyAndReturn,deleteMany}'),
    kind: 'query',
    action: 'write-many',
    subject: 'receiver',
    guess: {
      receivers: ['prisma.*', 'prismaService.*', 'prismaClient.*', 'tx.*', 'db.*'],
      methods: ['createMany', 'createManyAndReturn', 'updateMany', 'updateManyAndReturn', 'deleteMany'],
    },
  },
  {
    match: on(clients, '.{$queryRaw,$queryRawUnsafe,$queryRawTyped,$executeRaw,$executeRawUnsafe,$runCommandRaw}', '.*.{findRaw,aggregateRaw}'),
    kind: 'query',
    action: 'raw',
    guess: { receivers: ['*'], methods: ['$queryRaw', '$queryRawUnsafe', '$queryRawTyped', '$executeRaw', '$executeRawUnsafe', '$runCommandRaw', 'findRaw', 'aggregateRaw'] },
  },
  {
    match: on(clients, '.$transaction'),
    kind: 'transaction',
    guess: { receivers: ['prisma', '*rismaService', '*rismaClient', 'db', '*'], methods: ['$transaction'] },
  },
  { match: ['*#PrismaClient{}'], kind: 'open-client', traits: ['pool'] },
  { match: on(clients, '.$disconnect'), kind: 'shutdown-hook', traits: ['closes-client'] },
]);
