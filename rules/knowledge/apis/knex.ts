/** Knex, and what is built on it: Objection and Bookshelf. Sources: knexjs.org/guide, vincit.github.io/objection.js/api, bookshelfjs.org/api. */

import { on, oneOf, rowsOf } from '../rows.ts';

const instances = ['knex#()', 'knex#{knex,Knex}()', 'knex#Knex{}', 'knex#Knex.Transaction{}', 'knex#().transaction()', 'knex#Knex{}.transaction()'];
/** `knex('users')`, `knex.from('users')`, `knex.select('id').from('users')`; the result is a builder to its end. */
const starts = [
  ...on(instances, '()', '.{table,from,into,select,queryBuilder,where,with,withRecursive,count,insert,update,del,delete,distinct,first,column,max,min,sum,avg}()'),
  'knex#Knex.QueryBuilder{}',
];

/** The builder's own methods, spelt out: an awaited builder is a list, whose `map` and `filter` ask nothing. */
const steps = oneOf(`
  fromRaw hasTable columnInfo select columns column from into table where andWhere orWhere whereNot andWhereNot orWhereNot whereIn
  whereNotIn orWhereIn whereNull whereNotNull orWhereNull whereExists whereNotExists whereBetween whereNotBetween whereRaw andWhereRaw
  orWhereRaw whereLike whereILike whereJsonPath whereColumn whereRef having havingRaw groupBy groupByRaw orderBy orderByRaw limit offset
  distinct distinctOn as join innerJoin leftJoin leftOuterJoin rightJoin fullOuterJoin crossJoin joinRaw union unionAll intersect with
  withRecursive forUpdate forShare skipLocked noWait returning onConflict merge ignore transacting modify clone timeout pluck hintComment
  comment options using debug stream
`);

const table = { calls: ['from', 'into', 'table', ''] } as const;

const receivers = ['knex', 'db', 'trx', 'database', 'conn'];

export const knex = rowsOf('knex', ['knex', 'nestjs-knex', 'nest-knexjs'], [
  { match: [...instances, ...on(starts, `.**().${steps}`)], kind: 'query', action: 'read-many', isBuilder: true, subject: table },
  {
    match: on(instances, '.{select,table,from,queryBuilder,where,with,withRecursive,distinct,column}'),
    kind: 'query',
    action: 'read-many',
    isBuilder: true,
    subject: table,
  },
  {
    match: [...on(starts, '.**().first', `.**().first().**().${steps}`), ...on(instances, '.first')],
    kind: 'query',
    action: 'read-one',
    isBuilder: true,
    subject: table,
  },
  {
    match: [
      ...on(starts, '.**().{count,countDistinct,min,max,sum,avg,sumDistinct,avgDistinct}', `.**().{count,countDistinct,min,max,sum,avg}().**().${steps}`, '.**().{count,countDistinct,min,max,sum,avg}().**().first'),
      ...on(instances, '.{count,countDistinct,min,max,sum,avg}'),
    ],
    kind: 'query',
    action: 'count',
    isBuilder: true,
    subject: table,
  },
  /** `insert` takes one row or a list of them. */
  {
    match: [...on(starts, '.**().{insert,upsert}', `.**().{insert,upsert}().**().${steps}`), ...on(instances, '.{insert,upsert}')],
    kind: 'query',
    action: 'write',
    isBuilder: true,
    subject: table,
    traits: ['takes-list'],
  },
  {
    match: [
      ...on(starts, '.**().{update,del,delete,truncate,increment,decrement}', `.**().{update,del,delete,increment,decrement}().**().${steps}`),
      ...on(instances, '.{update,del,delete}'),
    ],
    kind: 'query',
    action: 'write-many',
    isBuilder: true,
    subject: table,
  },
  {
    match: on(instances, '.batchInsert', `.batchInsert().**().${steps}`),
    kind: 'query',
    action: 'write-many',
    isBuilder: true,
    subject: 'argument',
    guess: { receivers, methods: ['batchInsert'] },
  },
  { match: on(instances, '.raw', `.raw().**().${steps}`), kind: 'query', action: 'raw', isBuilder: true, guess: { receivers, methods: ['raw'] } },
  { match: on(instances, '.{transaction,transactionProvider}'), kind: 'transaction', guess: { receivers, methods: ['transaction'] } },
  { match: on(instances, '.transaction().{commit,rollback}', '.{commit,rollback}'), kind: 'transaction', traits: ['ends-transaction'] },
  { match: ['knex#', 'knex#{knex,Knex}'], kind: 'open-client', traits: ['pool'] },
  { match: on(instances, '.destroy'), kind: 'shutdown-hook', traits: ['closes-client'] },
]);

/** Objection's own additions to Knex's steps. */
const objectionSteps = steps.replace('}', ',page,range,withGraphFetched,withGraphJoined,modifyGraph,findByIds,alias,context,skipUndefined,throwIfNotFound,allowGraph,joinRelated,leftJoinRelated,castTo,runAfter,execute,$relatedQuery}');

const objectionModels = ['objection#Model', 'objection#Model{}', 'objection#ModelClass{}'];
const objectionQueries = on(objectionModels, '.{query,relatedQuery,$relatedQuery}()');

export const objection = rowsOf('objection', ['objection'], [
  {
    match: on(objectionModels, '.{query,relatedQuery,$relatedQuery}', `.{query,relatedQuery,$relatedQuery}().**().${objectionSteps}`),
    kind: 'query',
    action: 'read-many',
    isBuilder: true,
    subject: 'receiver',
  },
  { match: on(objectionModels, '.$query', `.$query().**().${objectionSteps}`, '.query().**().$query'), kind: 'query', action: 'read-one', isBuilder: true },
  {
    match: on(objectionQueries, '.**().{findById,findOne,first}', `.**().{findById,findOne,first}().**().${objectionSteps}`),
    kind: 'query',
    action: 'read-one',
    isBuilder: true,
    subject: 'receiver',
  },
  {
    match: on(objectionQueries, '.**().{resultSize,count}', `.**().count().**().${objectionSteps}`),
    kind: 'query',
    action: 'count',
    isBuilder: true,
    subject: 'receiver',
  },
  {
    match: on(
      objectionQueries, '.**().{insert,insertAndFetch,patchAndFetchById,updateAndFetchById,patchAndFetch,deleteById,relate,unrelate}',
      `.**().{insert,insertAndFetch,patchAndFetchById,updateAndFetchById,patchAndFetch,deleteById,relate,unrelate}().**().${objectionSteps}`,
    ),
    kind: 'query',
    action: 'write',
    isBuilder: true,
    subject: 'receiver',
    guess: { receivers: ['*'], methods: ['insertAndFetch', 'patchAndFetchById', 'updateAndFetchById', 'patchAndFetch'] },
  },
  {
    match: on(
      objectionQueries, '.**().{insertGraph,insertGraphAndFetch,upsertGraph,upsertGraphAndFetch,patch,update,delete}',
      `.**().{insertGraph,upsertGraph,patch,update,delete}().**().${objectionSteps}`,
    ),
    kind: 'query',
    action: 'write-many',
    isBuilder: true,
    subject: 'receiver',
    guess: { receivers: ['*'], methods: ['insertGraph', 'insertGraphAndFetch', 'upsertGraph', 'upsertGraphAndFetch'] },
  },
  {
    match: on(objectionModels, '.$query().**().{patch,update,delete}', '.query().**().$query().**().{patch,update,delete}'),
    kind: 'query',
    action: 'write',
    isBuilder: true,
  },
  { match: on(objectionModels, '.{fetchGraph,$fetchGraph}'), kind: 'query', action: 'read-many', subject: 'receiver' },
  { match: ['objection#transaction', ...on(objectionModels, '.{transaction,startTransaction}')], kind: 'transaction' },
]);

const shelves = ['bookshelf#()', 'bookshelf#().Model', 'bookshelf#().model()', 'bookshelf#().Model.extend()'];
const shelfModels = on([...shelves], '', '{}', '.forge()', '.where()', '{}.where()', '.query()', '{}.query()');

export const bookshelf = rowsOf('bookshelf', ['bookshelf'], [
  {
    match: on(shelfModels, '.{fetchAll,fetchPage}', '.**().{fetchAll,fetchPage}'),
    kind: 'query',
    action: 'read-many',
    guess: { receivers: ['*'], methods: ['fetchAll', 'fetchPage'] },
  },
  { match: on(shelfModels, '.{fetch,refresh}', '.**().fetch'), kind: 'query', action: 'read-one' },
  { match: on(shelfModels, '.count', '.**().count'), kind: 'query', action: 'count' },
  { match: on(shelfModels, '.{save,destroy}', '.**().{save,destroy}'), kind: 'query', action: 'write' },
  { match: on(shelfModels, '.load'), kind: 'query', action: 'read-many' },
  { match: ['bookshelf#().transaction'], kind: 'transaction' },
]);
