/** Mongoose: models, queries, documents. Source: mongoosejs.com/docs/api (Model, Query, Document, Connection). */

import { on, oneOf, rowsOf } from '../rows.ts';

const connections = [
  'mongoose#{createConnection,useDb}()', 'mongoose#connection', 'mongoose#Connection{}', 'mongoose#connections', 'mongoose#connection.useDb()',
  'mongoose#createConnection().useDb()', 'mongoose#{Mongoose}{}',
];
/** `model('User', schema)`, `Model<User>` by injection, `class User extends Model`. */
const models = [
  'mongoose#model()', ...on(connections, '.model()'), 'mongoose#Model{}', 'mongoose#Model', 'mongoose#models.*', 'mongoose#model().discriminator()',
  '@typegoose/typegoose#getModelForClass()', '@typegoose/typegoose#ReturnModelType{}', 'mongoose#{PaginateModel,AggregatePaginateModel}{}',
];
const documents = [...on(models, '{}', '()'), 'mongoose#{Document,HydratedDocument}{}', '@typegoose/typegoose#DocumentType{}'];
const queries = ['mongoose#Query{}'];

/**
 * The query's own methods, spelt out: an awaited query is a list or a document, whose methods ask nothing. A list's `sort` and `find` take a
 * function, the query's never do (`unlessCallback`).
 */
const steps = oneOf(`
  exec lean limit skip select populate where equals gt gte lt lte in nin ne or and nor regex mod size elemMatch projection collation hint
  read session setOptions batchSize comment cursor maxTimeMS orFail distinct near within box circle polygon geometry intersects allowDiskUse
  readConcern writeConcern clone explain set setUpdate collation match group project unwind lookup facet addFields sample sortByCount
  graphLookup option append count transform
`);
const changesOne = oneOf('findOneAndUpdate findByIdAndUpdate findOneAndDelete findByIdAndDelete findOneAndReplace findOneAndRemove findByIdAndRemove updateOne deleteOne replaceOne');
const listSteps = '{sort,find,merge}';

const likelyModels = ['<Name>', '*Model', 'model', 'models.*'];

const model = { madeBy: ['model', 'getModelForClass'] } as const;

export const mongoose = rowsOf('mongoose', ['mongoose', '@nestjs/mongoose', '@typegoose/typegoose'], [
  {
    match: [...on(models, '.find', `.find().**().${steps}`), ...on(queries, '.find', `.**().${steps}`)],
    kind: 'query',
    action: 'read-many',
    isBuilder: true,
    subject: model,
    guess: { receivers: likelyModels, methods: ['find'] },
  },
  {
    match: on([...models, ...queries], `.**().{find,where,aggregate,distinct}().**().${listSteps}`),
    kind: 'query',
    action: 'read-many',
    isBuilder: true,
    subject: model,
    unlessCallback: true,
  },
  {
    match: on(
      models, '.{findOne,findById,exists}', `.{findOne,findById,exists}().**().${steps}`, '.{findOne,findById}().sort', '.find().**().findOne',
      `.find().**().findOne().**().${steps}`,
    ),
    kind: 'query',
    action: 'read-one',
    isBuilder: true,
    subject: model,
    guess: { receivers: likelyModels, methods: ['findOne', 'findById', 'exists'] },
  },
  {
    match: on(models, '.{distinct,where,$where,search}', `.{distinct,where,$where,search}().**().${steps}`),
    kind: 'query',
    action: 'read-many',
    isBuilder: true,
    subject: model,
  },
  {
    match: on(models, '.aggregate', `.aggregate().**().${steps}`),
    kind: 'query',
    action: 'raw',
    isBuilder: true,
    subject: model,
    guess: { receivers: likelyModels, methods: ['aggregate'] },
  },
  {
    match: on(
      models, '.{countDocuments,estimatedDocumentCount,count}', `.{countDocuments,estimatedDocumentCount,count}().**().${steps}`,
      '.find().**().{countDocuments,estimatedDocumentCount,count}',
    ),
    kind: 'query',
    action: 'count',
    isBuilder: true,
    subject: model,
    guess: { receivers: ['*'], methods: ['countDocuments', 'estimatedDocumentCount'] },
  },
  {
    match: on(
      models,
      `.${changesOne}`,
      `.${changesOne}().**().${steps}`,
    ),
    kind: 'query',
    action: 'write',
    isBuilder: true,
    subject: model,
    guess: { receivers: ['*'], methods: ['findByIdAndUpdate', 'findByIdAndDelete', 'findByIdAndRemove', 'findOneAndRemove', 'findOneAndUpdate', 'findOneAndDelete'] },
  },
  /** `create` takes one document or a list, and saves a list one by one. */
  {
    match: on(models, '.{create,createCollection}'),
    kind: 'query',
    action: 'write',
    subject: model,
    guess: { receivers: likelyModels, methods: ['create'] },
    traits: ['takes-list'],
  },
  {
    match: on(models, '.{insertMany,updateMany,deleteMany,bulkWrite,bulkSave,update,remove}', `.{updateMany,deleteMany,update,remove}().**().${steps}`),
    kind: 'query',
    action: 'write-many',
    isBuilder: true,
    subject: model,
    guess: { receivers: likelyModels, methods: ['insertMany', 'updateMany', 'deleteMany', 'bulkWrite', 'bulkSave'] },
  },
  { match: on(models, '.populate'), kind: 'query', action: 'read-many', subject: model },
  /** The plugins mongoose-paginate-v2 and mongoose-aggregate-paginate-v2: a page by default. */
  { match: on(models, '.{paginate,aggregatePaginate}'), kind: 'query', action: 'read-many', subject: model, traits: ['paged'] },
  { match: on(documents, '.{save,remove,deleteOne,updateOne,replaceOne}'), kind: 'query', action: 'write', traits: ['document'] },
  { match: on(documents, '.populate'), kind: 'query', action: 'read-many', traits: ['document'] },
  /** What a query came back with: `const user = await User.findById(id); await user.save()`. */
  {
    match: on(
      models,
      ...on(['.{findOne,findById,create,findOneAndUpdate,findByIdAndUpdate}()', '.find().**().[]', '.insertMany().[]'], '.**().{save,remove,deleteOne,updateOne}'),
    ),
    kind: 'query',
    action: 'write',
    traits: ['document'],
  },
  {
    match: [
      ...on(connections, '.transaction'), 'mongoose#startSession().withTransaction', ...on(connections, '.startSession().withTransaction'),
      'mongoose#ClientSession{}.withTransaction',
    ],
    kind: 'transaction',
    guess: { receivers: ['session'], methods: ['withTransaction'] },
  },
  {
    match: ['mongoose#startSession().startTransaction', ...on(connections, '.startSession().startTransaction'), 'mongoose#ClientSession{}.startTransaction'],
    kind: 'transaction',
    traits: ['opens-transaction'],
    guess: { receivers: ['session'], methods: ['startTransaction'] },
  },
  {
    match: [
      'mongoose#startSession().{commitTransaction,abortTransaction}', ...on(connections, '.startSession().{commitTransaction,abortTransaction}'),
      'mongoose#ClientSession{}.{commitTransaction,abortTransaction}',
    ],
    kind: 'transaction',
    traits: ['ends-transaction'],
  },
  {
    match: ['mongoose#{connect,createConnection}', 'mongoose#{Mongoose}{}.connect'],
    kind: 'open-client',
    traits: ['pool'],
    guess: { receivers: ['mongoose'], methods: ['connect', 'createConnection'] },
  },
  { match: ['mongoose#{disconnect}', ...on(connections, '.{close,destroy}')], kind: 'shutdown-hook', traits: ['closes-client'] },
]);
