/** Typed query builders: Drizzle, Kysely. Sources: orm.drizzle.team/docs (select, insert, rqb), kysely.dev/docs. */

import { on, oneOf, rowsOf } from '../rows.ts';

const drizzles = [
  'drizzle-orm/*#drizzle()', 'drizzle-orm/*#*Database{}', 'drizzle-orm/*#*Transaction{}', 'drizzle-orm#*Database{}',
  'drizzle-orm/*#*RemoteDatabase{}',
];
const from = '{select,selectDistinct,selectDistinctOn,with}()';
const written = `
  from where orderBy limit offset groupBy having innerJoin leftJoin rightJoin fullJoin crossJoin innerJoinLateral leftJoinLateral union
  unionAll intersect except for prepare execute $dynamic comment as $withCache all get values run set returning $returningId
  onConflictDoNothing onConflictDoUpdate onDuplicateKeyUpdate ignore using overridingSystemValue
`;
const steps = oneOf(written);
const following = new Set(written.trim().split(/\s+/));
const receivers = ['db', 'tx', 'drizzle', 'database', 'trx', 'db.*'];

/** A builder is sent when it is awaited; nothing is until then. */
export const drizzle = rowsOf('drizzle', ['drizzle-orm'], [
  {
    match: on(drizzles, '.{select,selectDistinct,selectDistinctOn,with}', `.${from}.**().${steps}`, `.with().${from}.**().${steps}`),
    kind: 'query',
    action: 'read-many',
    isBuilder: true,
    subject: { calls: ['from'] },
    guess: { receivers, methods: ['select', 'selectDistinct', 'selectDistinctOn'], steps: following },
  },
  { match: on(drizzles, '.query.*.findMany'), kind: 'query', action: 'read-many', subject: 'receiver', guess: { receivers: ['query.*'], methods: ['findMany'] } },
  { match: on(drizzles, '.query.*.findFirst'), kind: 'query', action: 'read-one', subject: 'receiver', guess: { receivers: ['query.*'], methods: ['findFirst'] } },
  { match: on(drizzles, '._query.*.findMany'), kind: 'query', action: 'read-many', subject: 'receiver' },
  { match: on(drizzles, '.$count'), kind: 'query', action: 'count', subject: 'argument', guess: { receivers, methods: ['$count'] } },
  /** `values` takes one row or a list of them. */
  {
    match: on(drizzles, '.insert', `.insert().**().${steps}`),
    kind: 'query',
    action: 'write',
    isBuilder: true,
    subject: { calls: ['insert'] },
    traits: ['takes-list'],
  },
  {
    match: on(drizzles, '.{update,delete}', `.{update,delete}().**().${steps}`),
    kind: 'query',
    action: 'write-many',
    isBuilder: true,
    subject: { calls: ['update', 'delete'] },
  },
  { match: on(drizzles, '.{execute,run,all,get,values}'), kind: 'query', action: 'raw', guess: { receivers, methods: ['execute'] } },
  { match: on(drizzles, '.batch'), kind: 'query', action: 'write-many' },
  { match: on(drizzles, '.transaction'), kind: 'transaction', guess: { receivers, methods: ['transaction'] } },
  { match: ['drizzle-orm/*#drizzle'], kind: 'open-client', traits: ['cheap'] },
]);

const kyselys = ['kysely#{Kysely,Transaction,ControlledTransaction,QueryCreator}{}', 'kysely#Kysely{}.{withSchema,withPlugin,withTables}()'];
const ends = '{execute,stream}';
const first = '{executeTakeFirst,executeTakeFirstOrThrow}';

/** Nothing is sent before `execute`. */
export const kysely = rowsOf('kysely', ['kysely', 'nestjs-kysely'], [
  {
    match: on(kyselys, `.{selectFrom,selectNoFrom,with,withRecursive}().**().${ends}`),
    kind: 'query',
    action: 'read-many',
    subject: { calls: ['selectFrom'] },
    traits: ['query-builder'],
  },
  {
    match: on(kyselys, `.{selectFrom,selectNoFrom,with}().**().${first}`),
    kind: 'query',
    action: 'read-one',
    subject: { calls: ['selectFrom'] },
    guess: { receivers: ['*'], methods: ['executeTakeFirst', 'executeTakeFirstOrThrow'] },
    traits: ['query-builder'],
  },
  {
    match: on(kyselys, `.{insertInto,replaceInto,mergeInto}().**().${ends}`, `.{insertInto,replaceInto,mergeInto}().**().${first}`),
    kind: 'query',
    action: 'write',
    subject: { calls: ['insertInto', 'replaceInto', 'mergeInto'] },
    traits: ['query-builder', 'takes-list'],
  },
  {
    match: on(kyselys, `.{updateTable,deleteFrom}().**().${ends}`, `.{updateTable,deleteFrom}().**().${first}`),
    kind: 'query',
    action: 'write-many',
    subject: { calls: ['updateTable', 'deleteFrom'] },
    traits: ['query-builder'],
  },
  { match: ['kysely#sql().execute', 'kysely#CompiledQuery.raw', ...on(kyselys, '.executeQuery')], kind: 'query', action: 'raw' },
  { match: on(kyselys, '.transaction().execute', '.transaction().setIsolationLevel().execute', '.connection().execute'), kind: 'transaction' },
  { match: on(kyselys, '.startTransaction().execute', '.startTransaction().setIsolationLevel().execute'), kind: 'transaction', traits: ['opens-transaction'] },
  { match: ['kysely#Kysely{}'], kind: 'open-client', traits: ['pool'] },
  { match: on(kyselys, '.destroy'), kind: 'shutdown-hook', traits: ['closes-client'] },
]);
