/** The MongoDB driver. Source: mongodb.github.io/node-mongodb-native (MongoClient, Collection, FindCursor, AggregationCursor). */

import { on, rowsOf } from '../rows.ts';

const clients = ['mongodb#MongoClient{}', 'mongodb-legacy#MongoClient{}', 'mongodb#MongoClient.connect()', 'mongodb#MongoClient{}.connect()'];
/** Up to version 2, connecting gave the database itself. */
const databases = [
  ...clients, ...on(clients, '.db()'), 'mongodb#Db{}', 'mongoose#connection.db', 'mongoose#Connection{}.db', 'mongoose#createConnection().db',
  '@fastify/mongodb#db',
];
const collections = [
  ...on(databases, '.collection()', '.createCollection()'), 'mongodb#Collection{}', 'mongoose#connection.collection()',
  'mongoose#Connection{}.collection()', 'mongoose#model().collection', 'mongoose#Model{}.collection',
];

const likely = ['*ollection', 'collection()', '*.collection()', 'db.*'];

const collection = { madeBy: ['collection', 'createCollection'] } as const;

/** `find` and `aggregate` only make a cursor; the trip is made when it is read. */
export const mongodb = rowsOf('mongodb', ['mongodb', 'mongodb-legacy', '@fastify/mongodb', 'mongoist', 'mongojs'], [
  {
    match: on(
      collections, '.find().**().{toArray,stream}', '.find().{forEach,map,next,tryNext,hasNext}',
      '.find().{sort,limit,skip,project,batchSize}().{forEach,map,next}',
    ),
    kind: 'query',
    action: 'read-many',
    isBuilder: true,
    subject: collection,
    traits: ['cursor'],
  },
  { match: on(collections, '.find().**().{count,explain}'), kind: 'query', action: 'count', isBuilder: true, subject: collection },
  {
    match: on(collections, '.find', '.find().**().{limit,skip,project,batchSize,hint,collation,maxTimeMS,comment,allowDiskUse,addCursorFlag,readConcern}'),
    kind: 'query',
    action: 'read-many',
    isBuilder: true,
    subject: collection,
    traits: ['cursor'],
  },
  {
    match: on(collections, '.find().sort', '.find().{limit,skip,project,batchSize,hint,collation}().sort'),
    kind: 'query',
    action: 'read-many',
    isBuilder: true,
    unlessCallback: true,
    subject: collection,
    traits: ['cursor'],
  },
  {
    match: on(collections, '.aggregate().**().{toArray,forEach,next}', '.aggregate', '.listIndexes().toArray'),
    kind: 'query',
    action: 'raw',
    isBuilder: true,
    subject: collection,
  },
  { match: on(collections, '.findOne'), kind: 'query', action: 'read-one', subject: collection, guess: { receivers: likely, methods: ['findOne'] } },
  { match: on(collections, '.distinct'), kind: 'query', action: 'read-many', subject: collection, traits: ['aggregate'] },
  {
    match: on(collections, '.{countDocuments,estimatedDocumentCount,count}'),
    kind: 'query',
    action: 'count',
    subject: collection,
    guess: { receivers: likely, methods: ['countDocuments', 'estimatedDocumentCount'] },
  },
  {
    match: on(collections, '.{insertOne,updateOne,replaceOne,deleteOne,findOneAndUpdate,findOneAndReplace,findOneAndDelete,save,insert,update,remove,findAndModify}'),
    kind: 'query',
    action: 'write',
    subject: collection,
    guess: { receivers: ['*'], methods: ['insertOne'] },
  },
  {
    match: on(collections, '.{updateOne,deleteOne,replaceOne,findOneAndUpdate}'),
    kind: 'query',
    action: 'write',
    subject: collection,
    guess: { receivers: likely, methods: ['updateOne', 'deleteOne', 'replaceOne', 'findOneAndUpdate'] },
  },
  {
    match: on(collections, '.{insertMany,updateMany,deleteMany,bulkWrite}', '.{initializeOrderedBulkOp,initializeUnorderedBulkOp}().execute'),
    kind: 'query',
    action: 'write-many',
    subject: collection,
    guess: { receivers: likely, methods: ['insertMany', 'updateMany', 'deleteMany', 'bulkWrite'] },
  },
  { match: on(databases, '.{command,aggregate}', '.admin().command'), kind: 'query', action: 'raw' },
  { match: [...on(clients, '.{withSession}', '.startSession().withTransaction'), 'mongodb#ClientSession{}.withTransaction'], kind: 'transaction' },
  { match: [...on(clients, '.startSession().startTransaction'), 'mongodb#ClientSession{}.startTransaction'], kind: 'transaction', traits: ['opens-transaction'] },
  {
    match: [...on(clients, '.startSession().{commitTransaction,abortTransaction}'), 'mongodb#ClientSession{}.{commitTransaction,abortTransaction}'],
    kind: 'transaction',
    traits: ['ends-transaction'],
  },
  { match: ['mongodb#MongoClient{}', 'mongodb#MongoClient.connect', 'mongodb#MongoClient{}.connect'], kind: 'open-client', traits: ['pool'] },
  { match: on(clients, '.close'), kind: 'shutdown-hook', traits: ['closes-client'] },
]);
