/** Lucid, the ORM and query builder of AdonisJS. Source: lucid.adonisjs.com (CRUD operations, Model query builder, Relationships, Transactions). */

import { on, rowsOf } from '../rows.ts';

const models = ['@adonisjs/lucid/orm#BaseModel', '@ioc:Adonis/Lucid/Orm#BaseModel'];
const rows = on(models, '{}', '.{find,findOrFail,findBy,findByOrFail,first,firstOrFail,firstOrCreate,create}()', '.query().**().{first,firstOrFail}()');
const databases = ['@adonisjs/lucid/services/db#', '@ioc:Adonis/Lucid/Database#', '@adonisjs/lucid/database#Database{}'];
const related = on(rows, '.related()');
const steps = '{where,whereIn,whereNot,whereNull,whereNotNull,whereHas,orWhere,andWhere,orderBy,groupBy,having,join,leftJoin,limit,offset,forPage,select,preload,withCount,has,doesntHave,distinct,apply,if,as,useTransaction,returning,pojo}';

export const lucid = rowsOf('lucid', ['@adonisjs/lucid'], [
  { match: on(models, '.{find,findOrFail,findBy,findByOrFail,first,firstOrFail,firstOrCreate,firstOrNew}'), kind: 'query', action: 'read-one', subject: 'receiver' },
  { match: on(models, '.{all,findMany,findManyBy}'), kind: 'query', action: 'read-many', subject: 'receiver' },
  { match: on(models, '.{create,updateOrCreate}'), kind: 'query', action: 'write', subject: 'receiver' },
  /** `createMany` issues one insert for each row, so that hooks run: it is a trip for each, though one call. */
  { match: on(models, '.{createMany,fetchOrCreateMany,updateOrCreateMany,truncate}'), kind: 'query', action: 'write-many', subject: 'receiver' },
  { match: on(models, '.query', `.query().**().${steps}`, '.query().**().exec'), kind: 'query', action: 'read-many', isBuilder: true, subject: 'receiver' },
  { match: on(models, '.query().**().{first,firstOrFail}'), kind: 'query', action: 'read-one', isBuilder: true, subject: 'receiver' },
  { match: on(models, '.query().**().{paginate}'), kind: 'query', action: 'read-many', isBuilder: true, subject: 'receiver', traits: ['paged'] },
  { match: on(models, '.query().**().{count,sum,avg,min,max,getCount}'), kind: 'query', action: 'count', isBuilder: true, subject: 'receiver' },
  { match: on(models, '.query().**().{update,delete,increment,decrement}'), kind: 'query', action: 'write-many', isBuilder: true, subject: 'receiver' },
  { match: on(rows, '.{save,delete}'), kind: 'query', action: 'write', traits: ['document'] },
  { match: on(rows, '.{refresh,load,loadOnce,loadCount,loadAggregate}'), kind: 'query', action: 'read-many', traits: ['document'] },
  { match: on(related, '.{create,save,attach,detach,sync,updateOrCreate,firstOrCreate,associate,dissociate}'), kind: 'query', action: 'write' },
  { match: on(related, '.{createMany,saveMany,updateOrCreateMany}'), kind: 'query', action: 'write-many' },
  { match: on(related, '.query', `.query().**().${steps}`), kind: 'query', action: 'read-many', isBuilder: true },
  { match: on(related, '.query().**().{first,firstOrFail}'), kind: 'query', action: 'read-one', isBuilder: true },
  { match: on(databases, '.{from,query}', `.{from,query}().**().${steps}`), kind: 'query', action: 'read-many', isBuilder: true, subject: { calls: ['from', 'query'] } },
  { match: on(databases, '.{from,query}().**().{first,firstOrFail}'), kind: 'query', action: 'read-one', isBuilder: true, subject: { calls: ['from', 'query'] } },
  { match: on(databases, '.{from,query}().**().{update,delete,increment,decrement}', '.table().{insert,multiInsert}'), kind: 'query', action: 'write-many', isBuilder: true, subject: { calls: ['from', 'table', 'query'] } },
  { match: on(databases, '.{rawQuery,raw}'), kind: 'query', action: 'raw' },
  { match: on(databases, '.transaction'), kind: 'transaction' },
]);
