/** Sequelize 6 and 7, and sequelize-typescript. Source: sequelize.org/docs (Model, Sequelize API reference). */

import { on, rowsOf } from '../rows.ts';

const instances = ['sequelize#Sequelize{}', 'sequelize#{}', 'sequelize-typescript#Sequelize{}', '@sequelize/core#Sequelize{}'];
/** `sequelize.define('User', …)`, `class User extends Model`, `db.models.User`. */
const models = [
  ...on(instances, '.{define,model,import}()', '.models.*'),
  'sequelize#{Model,ModelStatic,ModelCtor}', 'sequelize-typescript#{Model,ModelCtor}', '@sequelize/core#{Model,ModelStatic}',
  'sequelize#{ModelStatic,ModelCtor,Model}{}', 'sequelize-typescript#{ModelCtor,Repository,Model}{}', '@sequelize/core#{ModelStatic,Model}{}',
  ...on(instances, '.getRepository()'),
];
const rowsOfModels = [
  ...on(models, '{}', '.build()', '.{findOne,findByPk,create}()', '.findAll().[]', '.findAndCountAll().rows.[]', '.bulkCreate().[]', '.findOrCreate().[]'),
  'sequelize#Model{}', 'sequelize-typescript#Model{}', '@sequelize/core#Model{}',
];
const scoped = [...models, ...on(models, '.{scope,unscoped,schema,withScope,withoutScope}()')];

const likelyModels = ['<Name>', '*Model', 'model', 'models.*', 'db.*'];

const model = { madeBy: ['define', 'model', 'getRepository'] } as const;

export const sequelize = rowsOf('sequelize', ['sequelize', 'sequelize-typescript', '@sequelize/core', '@nestjs/sequelize'], [
  {
    match: on(scoped, '.{findAll,findAndCountAll}'),
    kind: 'query',
    action: 'read-many',
    subject: model,
    guess: { receivers: likelyModels, methods: ['findAll', 'findAndCountAll'] },
  },
  {
    match: on(scoped, '.findByPk'),
    kind: 'query',
    action: 'read-one',
    subject: model,
    guess: { receivers: ['*'], methods: ['findByPk'] },
    traits: ['unique'],
  },
  { match: on(scoped, '.findOne'), kind: 'query', action: 'read-one', subject: model, guess: { receivers: likelyModels, methods: ['findOne'] } },
  {
    match: on(scoped, '.{count,max,min,sum,aggregate}'),
    kind: 'query',
    action: 'count',
    subject: model,
    guess: { receivers: likelyModels, methods: ['count', 'sum'] },
  },
  {
    match: on(scoped, '.{findOrCreate,findCreateFind,findOrBuild}'),
    kind: 'query',
    action: 'write',
    subject: model,
    guess: { receivers: ['*'], methods: ['findOrCreate', 'findCreateFind'] },
  },
  { match: on(scoped, '.{create,upsert}'), kind: 'query', action: 'write', subject: model, guess: { receivers: likelyModels, methods: ['create', 'upsert'] } },
  {
    match: on(scoped, '.{bulkCreate,truncate,increment,decrement}'),
    kind: 'query',
    action: 'write-many',
    subject: model,
    guess: { receivers: ['*'], methods: ['bulkCreate'] },
  },
  {
    match: on(scoped, '.{update,destroy,restore}'),
    kind: 'query',
    action: 'write-many',
    subject: model,
    guess: { receivers: likelyModels, methods: ['update', 'destroy', 'restore'] },
  },
  { match: on(rowsOfModels, '.{save,update,destroy,restore,increment,decrement}'), kind: 'query', action: 'write', traits: ['document'] },
  /** Sequelize-typescript loads and stores what a row refers to by name. */
  {
    match: on(rowsOfModels, '.$get'),
    kind: 'query',
    action: 'read-many',
    subject: 'argument',
    traits: ['document'],
    guess: { receivers: ['*'], methods: ['$get'] },
  },
  { match: on(rowsOfModels, '.$count'), kind: 'query', action: 'count', subject: 'argument', traits: ['document'] },
  { match: on(rowsOfModels, '.{$set,$add,$create,$remove}'), kind: 'query', action: 'write', subject: 'argument', traits: ['document'] },
  { match: on(rowsOfModels, '.reload'), kind: 'query', action: 'read-one', traits: ['document'] },
  { match: on(instances, '.query'), kind: 'query', action: 'raw', guess: { receivers: ['sequelize'], methods: ['query'] } },
  {
    match: on(instances, '.{transaction,startUnmanagedTransaction}'),
    kind: 'transaction',
    guess: { receivers: ['sequelize', 'sequelize.sequelize'], methods: ['transaction'] },
  },
  { match: on(instances, '.{transaction,startUnmanagedTransaction}().{commit,rollback}'), kind: 'transaction', traits: ['ends-transaction'] },
  { match: instances, kind: 'open-client', traits: ['pool'] },
  { match: on(instances, '.close'), kind: 'shutdown-hook', traits: ['closes-client'] },
]);
