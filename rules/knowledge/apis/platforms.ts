/**
 * Data that a platform hands to the code it runs: Strapi, Meteor, Parse, Cloudflare Workers.
 *
 * Sources: docs.strapi.io (Document Service, Entity Service, Query Engine), docs.meteor.com/api/collections, docs.parseplatform.org/js/guide,
 * developers.cloudflare.com/d1/worker-api, developers.cloudflare.com/kv/api.
 */

import { on, oneOf, rowsOf } from '../rows.ts';

const strapis = ['global#strapi', '@strapi/strapi#factories.{createCoreController,createCoreService,createCoreRouter}(1 0).strapi'];
const strapiTables = on(strapis, '.entityService', '.documents()', '.db.query()', '.query()');
const strapiGuesses = ['entityService', 'strapi.documents()', 'db.query()', 'strapi.query()'];

export const strapi = rowsOf('strapi', ['@strapi/strapi', 'strapi'], [
  {
    match: on(strapiTables, `.${oneOf('findOne findFirst findPage findWithCount load')}`),
    kind: 'query',
    action: 'read-one',
    guess: { receivers: strapiGuesses, methods: ['findOne', 'findFirst', 'findPage', 'findWithCount'] },
  },
  { match: on(strapiTables, '.findMany'), kind: 'query', action: 'read-one', guess: { receivers: strapiGuesses, methods: ['findMany'] } },
  { match: on(strapiTables, '.count', '.countMany'), kind: 'query', action: 'count', guess: { receivers: strapiGuesses, methods: ['count'] } },
  {
    match: on(strapiTables, `.${oneOf('create update delete clone publish unpublish discardDraft attachRelations')}`),
    kind: 'query',
    action: 'write',
    guess: { receivers: strapiGuesses, methods: ['create', 'update', 'delete', 'clone', 'publish', 'unpublish', 'discardDraft'] },
  },
  { match: on(strapiTables, '.{createMany,updateMany,deleteMany}'), kind: 'query', action: 'write-many', guess: { receivers: strapiGuesses, methods: ['createMany', 'updateMany', 'deleteMany'] } },
]);

/** `direct` goes past the hooks of matb33:collection-hooks. */
const collections = ['meteor/mongo#Mongo.Collection{}', 'global#Mongo.Collection{}', 'meteor/mongo#Mongo.Collection{}.direct', 'global#Mongo.Collection{}.direct'];

/** `find` only makes a cursor. */
export const meteor = rowsOf('meteor', [], [
  { match: on(collections, '.find().{fetch,fetchAsync,forEach,forEachAsync,map,mapAsync}'), kind: 'query', action: 'read-many' },
  { match: on(collections, '.find().{count,countAsync}', '.{countDocuments,estimatedDocumentCount}'), kind: 'query', action: 'count' },
  { match: on(collections, '.{findOne,findOneAsync}'), kind: 'query', action: 'read-one' },
  { match: on(collections, `.${oneOf('insert insertAsync update updateAsync upsert upsertAsync remove removeAsync')}`), kind: 'query', action: 'write' },
]);

const queries = ['global#Parse.Query{}', 'parse#Query{}', 'parse/node#Query{}', 'parse#Parse.Query{}', 'parse/node#Parse.Query{}', 'global#Parse.Query.{or,and}()'];
const objects = ['global#Parse.{Object,User,Installation}{}', 'parse/node#{Object,User}{}', 'global#Parse.Object.extend(){}', ...on(queries, '.{get,first}()', '.find().[]')];

/** `find` gives a hundred unless told otherwise. */
export const parse = rowsOf('parse', ['parse-server', 'parse'], [
  { match: on(queries, '.{get,first,find,findAll}'), kind: 'query', action: 'read-one' },
  { match: on(queries, '.count'), kind: 'query', action: 'count' },
  { match: on(queries, '.{each,eachBatch}'), kind: 'query', action: 'read-many', traits: ['cursor'] },
  { match: on(objects, '.{save,destroy,fetch}'), kind: 'query', action: 'write' },
  { match: ['global#Parse.Object.{saveAll,destroyAll,fetchAll}', 'parse/node#Object.{saveAll,destroyAll,fetchAll}'], kind: 'query', action: 'write-many' },
]);

const databases = ['@cloudflare/workers-types#D1Database{}'];
const stores = ['@cloudflare/workers-types#KVNamespace{}'];
const buckets = ['@cloudflare/workers-types#R2Bucket{}'];
const prepared = on(databases, '.prepare()', '.prepare().bind()');

export const cloudflare = rowsOf('cloudflare', ['wrangler', '@cloudflare/workers-types', 'miniflare'], [
  { match: on(prepared, '.first'), kind: 'query', action: 'read-one', guess: { receivers: ['DB.prepare()', 'prepare().bind()', 'D1.prepare()'], methods: ['first'] } },
  { match: on(prepared, '.{all,raw}'), kind: 'query', action: 'raw', guess: { receivers: ['DB.prepare()', 'prepare().bind()', 'D1.prepare()'], methods: ['all', 'raw'] } },
  { match: on(prepared, '.run'), kind: 'query', action: 'write', guess: { receivers: ['DB.prepare()', 'prepare().bind()', 'D1.prepare()'], methods: ['run'] } },
  { match: on(databases, '.{batch,exec}'), kind: 'query', action: 'write-many', guess: { receivers: ['env.DB'], methods: ['batch'] } },
  { match: on(stores, '.{get,getWithMetadata,list,put,delete}'), kind: 'outbound', guess: { receivers: ['env.KV', 'env.CACHE'], methods: ['get', 'put'] } },
  { match: on(buckets, '.{get,head,list,put,delete}'), kind: 'outbound', guess: { receivers: ['env.BUCKET', 'env.R2'], methods: ['get', 'put', 'head'] } },
]);
