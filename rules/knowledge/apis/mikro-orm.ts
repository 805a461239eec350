/** MikroORM: entity manager, repositories, query builder. Source: mikro-orm.io/docs (entity-manager, repositories, query-builder). */

import { on, rowsOf } from '../rows.ts';

const managers = on(['@mikro-orm/*#'], '{EntityManager,SqlEntityManager,MongoEntityManager}{}', 'MikroORM{}.em', 'MikroORM.{init,initSync}().em', 'EntityManager{}.fork()', 'MikroORM{}.em.fork()', 'MikroORM.init().em.fork()');
const repositories = [...on(['@mikro-orm/*#'], '{EntityRepository,SqlEntityRepository,MongoEntityRepository}{}'), ...on(managers, '.getRepository()')];
const all = [...managers, ...repositories];
const builders = on(all, '.{createQueryBuilder,qb}()');
const likely = ['em', '*Em', 'entityManager', '*Repository', '*Repo'];

/** `persist` only remembers; the trip is made by `flush`. */
export const mikroOrm = rowsOf('mikro-orm', [
  '@mikro-orm/core', '@mikro-orm/nestjs', '@mikro-orm/postgresql', '@mikro-orm/mysql', '@mikro-orm/mongodb', '@mikro-orm/sqlite',
], [
  {
    match: on(all, '.{find,findAll,findAndCount,findByCursor,stream}'),
    kind: 'query',
    action: 'read-many',
    subject: 'type-argument',
    guess: { receivers: likely, methods: ['find', 'findAll', 'findAndCount', 'findByCursor'] },
  },
  {
    match: on(all, '.{findOne,findOneOrFail,refresh,lock}'),
    kind: 'query',
    action: 'read-one',
    subject: 'type-argument',
    guess: { receivers: likely, methods: ['findOne', 'findOneOrFail'] },
  },
  { match: on(all, '.populate'), kind: 'query', action: 'read-many', subject: 'type-argument' },
  { match: on(all, '.count'), kind: 'query', action: 'count', subject: 'type-argument', guess: { receivers: likely, methods: ['count'] } },
  {
    match: on(all, '.{flush,insert,upsert,persistAndFlush,removeAndFlush}', '.{persist,remove}().flush'),
    kind: 'query',
    action: 'write',
    subject: 'type-argument',
    guess: { receivers: ['*'], methods: ['persistAndFlush', 'removeAndFlush'] },
  },
  { match: on(managers, '.flush'), kind: 'query', action: 'write', guess: { receivers: ['em', '*Em', 'entityManager'], methods: ['flush'] } },
  {
    match: on(all, '.{insertMany,upsertMany,nativeInsert,nativeUpdate,nativeDelete}'),
    kind: 'query',
    action: 'write-many',
    subject: 'type-argument',
    guess: { receivers: ['*'], methods: ['nativeUpdate', 'nativeDelete', 'nativeInsert', 'upsertMany'] },
  },
  {
    match: on(builders, '.**().{getResult,getResultList,getResultAndCount}'),
    kind: 'query',
    action: 'read-many',
    subject: { calls: ['createQueryBuilder', 'qb'] },
    guess: { receivers: ['*'], methods: ['getResultList'] },
    traits: ['query-builder'],
  },
  { match: on(builders, '.**().{getSingleResult}'), kind: 'query', action: 'read-one', subject: { calls: ['createQueryBuilder', 'qb'] }, traits: ['query-builder'] },
  { match: on(builders, '.**().{getCount}'), kind: 'query', action: 'count', subject: { calls: ['createQueryBuilder', 'qb'] }, traits: ['query-builder'] },
  { match: [...on(builders, '.**().execute'), ...on(managers, '.execute', '.getConnection().execute', '.aggregate')], kind: 'query', action: 'raw' },
  /** Loads what an entity refers to: one query for each entity that is asked. */
  {
    match: [
      '@mikro-orm/*#Collection{}.{init,loadItems,matching,load}', '@mikro-orm/*#{Reference,Ref}{}.{load,loadOrFail,loadProperty}',
      '@mikro-orm/*#wrap().init',
    ],
    kind: 'query',
    action: 'read-many',
  },
  { match: on(managers, '.{transactional}'), kind: 'transaction', guess: { receivers: ['*'], methods: ['transactional'] } },
  { match: on(managers, '.begin'), kind: 'transaction', traits: ['opens-transaction'] },
  { match: on(managers, '.{commit,rollback}'), kind: 'transaction', traits: ['ends-transaction'] },
  { match: ['@mikro-orm/*#MikroORM.{init,initSync}', '@mikro-orm/*#MikroORM{}'], kind: 'open-client', traits: ['pool'] },
  { match: ['@mikro-orm/*#MikroORM{}.close', '@mikro-orm/*#MikroORM.init().close'], kind: 'shutdown-hook', traits: ['closes-client'] },
]);
