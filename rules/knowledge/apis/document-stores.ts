/**
 * Stores asked over the network that speak no SQL, or speak it for you: DynamoDB, Firestore, Supabase, Elasticsearch, Cassandra, Neo4j, Couchbase, InfluxDB.
 * Sources: docs.aws.amazon.com/AWSJavaScriptSDK/v3, firebase.google.com/docs/reference/node, supabase.com/docs/reference/javascript,
 * elastic.co/guide/en/elasticsearch/client/javascript-api.
 */

import { on, oneOf, rowsOf } from '../rows.ts';

const dynamoV3 = [
  '@aws-sdk/client-dynamodb#DynamoDBClient{}', '@aws-sdk/lib-dynamodb#DynamoDBDocumentClient.from()',
  '@aws-sdk/lib-dynamodb#DynamoDBDocumentClient{}',
];
const dynamoCalls = [
  '@aws-sdk/client-dynamodb#DynamoDB{}', '@aws-sdk/lib-dynamodb#DynamoDBDocument.from()', '@aws-sdk/lib-dynamodb#DynamoDBDocument{}',
  'aws-sdk#DynamoDB{}', 'aws-sdk#DynamoDB.DocumentClient{}', 'aws-sdk/clients/dynamodb#DocumentClient{}', 'aws-sdk/clients/dynamodb#{}',
];
const dynamoose = ['dynamoose#model()'];

/** In SDK 3 the command says what is done: look at the class of `send`'s argument. */
export const dynamodb = rowsOf('dynamodb', ['@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb', 'aws-sdk', 'dynamoose'], [
  {
    match: on(dynamoV3, '.send'),
    kind: 'query',
    action: 'raw',
    traits: ['aws-command'],
    guess: { receivers: ['dynamo', 'dynamodb', 'dynamoDB', 'docClient', 'ddb', 'ddbDocClient', 'documentClient', 'dynamoClient', 'ddbClient', 'dynamoDbClient'], methods: ['send'] },
  },
  { match: on(dynamoCalls, '.{scan}', '.executeStatement', '.paginateScan'), kind: 'query', action: 'read-many', traits: ['whole-table'] },
  {
    match: on(dynamoCalls, '.{query,batchGet,batchGetItem,transactGet,transactGetItems}'),
    kind: 'query',
    action: 'read-many',
    guess: { receivers: ['docClient', 'documentClient', 'dynamodb', 'dynamo', 'ddb'], methods: ['query', 'batchGet', 'scan'] },
  },
  {
    match: on(dynamoCalls, '.{get,getItem}'),
    kind: 'query',
    action: 'read-one',
    guess: { receivers: ['docClient', 'documentClient', 'dynamodb', 'dynamo', 'ddb'], methods: ['get', 'getItem'] },
  },
  {
    match: on(dynamoCalls, '.{put,putItem,update,updateItem,delete,deleteItem}'),
    kind: 'query',
    action: 'write',
    guess: { receivers: ['docClient', 'documentClient', 'dynamodb', 'dynamo', 'ddb'], methods: ['put', 'putItem', 'update', 'updateItem', 'delete', 'deleteItem'] },
  },
  { match: on(dynamoCalls, '.{batchWrite,batchWriteItem,transactWrite,transactWriteItems}'), kind: 'query', action: 'write-many' },
  { match: on(dynamoose, '.scan().**().exec'), kind: 'query', action: 'read-many', traits: ['whole-table'] },
  { match: on(dynamoose, '.query().**().exec', '.batchGet'), kind: 'query', action: 'read-many' },
  { match: on(dynamoose, '.get'), kind: 'query', action: 'read-one' },
  { match: on(dynamoose, '.{create,update,delete}'), kind: 'query', action: 'write' },
  { match: on(dynamoose, '.{batchPut,batchDelete}'), kind: 'query', action: 'write-many' },
  {
    match: [
      '@aws-sdk/client-dynamodb#{DynamoDBClient,DynamoDB}{}', 'aws-sdk#DynamoDB{}', 'aws-sdk#DynamoDB.DocumentClient{}',
      'aws-sdk/clients/dynamodb#DocumentClient{}', 'aws-sdk/clients/dynamodb#{}',
    ],
    kind: 'open-client',
  },
  { match: ['@aws-sdk/lib-dynamodb#{DynamoDBDocumentClient,DynamoDBDocument}.from'], kind: 'open-client', traits: ['cheap'] },
]);

const firestores = [
  'firebase-admin#firestore()', 'firebase-admin/firestore#getFirestore()', 'firebase-admin/firestore#Firestore{}',
  '@google-cloud/firestore#Firestore{}', '@google-cloud/firestore#{}', 'firebase-admin#initializeApp().firestore()',
  'firebase-admin#default.firestore()',
];
const firestoreCollections = [
  ...on(firestores, '.{collection,collectionGroup}()', '.**().collection()'), 'firebase-admin/firestore#{CollectionReference,Query}{}',
  '@google-cloud/firestore#{CollectionReference,Query}{}',
];
const firestoreDocuments = [
  ...on(firestoreCollections, '.doc()', '.**().doc()'), ...on(firestores, '.doc()'), 'firebase-admin/firestore#DocumentReference{}',
  '@google-cloud/firestore#DocumentReference{}',
];

export const firestore = rowsOf('firestore', ['firebase-admin', '@google-cloud/firestore'], [
  {
    match: on(
      firestoreCollections, '.{get,stream,listDocuments}',
      '.**().{where,orderBy,limit,startAfter,startAt,endAt,endBefore,select,offset,limitToLast}().{get,stream}',
    ),
    kind: 'query',
    action: 'read-many',
    subject: { madeBy: ['collection', 'collectionGroup'] },
  },
  { match: on(firestoreCollections, '.**().count().get', '.**().aggregate().get'), kind: 'query', action: 'count' },
  { match: on(firestoreDocuments, '.get', '.listCollections'), kind: 'query', action: 'read-one' },
  { match: [...on(firestoreDocuments, '.{set,update,delete,create}'), ...on(firestoreCollections, '.add')], kind: 'query', action: 'write' },
  { match: on(firestores, '.getAll'), kind: 'query', action: 'read-many', traits: ['by-keys'] },
  { match: on(firestores, '.batch().commit', '.bulkWriter().close', '.recursiveDelete'), kind: 'query', action: 'write-many' },
  { match: on(firestores, '.runTransaction'), kind: 'transaction', guess: { receivers: ['db', 'firestore'], methods: ['runTransaction'] } },
  { match: ['firebase-admin#initializeApp', 'firebase-admin/app#initializeApp', '@google-cloud/firestore#Firestore{}'], kind: 'open-client' },
]);

const supabases = [
  '@supabase/supabase-js#createClient()', '@supabase/supabase-js#SupabaseClient{}', '@supabase/ssr#{createServerClient,createBrowserClient}()',
  '@supabase/auth-helpers-nextjs#*()', '@supabase/supabase-js#createClient().schema()',
];
const supabaseSteps = oneOf(`
  select eq neq gt gte lt lte like ilike is in contains containedBy rangeGt overlaps textSearch match not or filter order limit range
  abortSignal returns throwOnError csv explain rollback overrideTypes
`);

/** Builders are sent when they are awaited. */
export const supabase = rowsOf('supabase', ['@supabase/supabase-js', '@supabase/ssr', '@supabase/auth-helpers-nextjs'], [
  {
    match: on(supabases, '.from().select', `.from().select().**().${supabaseSteps}`),
    kind: 'query',
    action: 'read-many',
    isBuilder: true,
    subject: { calls: ['from'] },
  },
  {
    match: on(supabases, '.from().select().**().{single,maybeSingle}'),
    kind: 'query',
    action: 'read-one',
    isBuilder: true,
    subject: { calls: ['from'] },
    guess: { receivers: ['*'], methods: ['maybeSingle'] },
  },
  {
    match: on(supabases, '.from().{insert,upsert}', `.from().{insert,upsert}().**().${supabaseSteps}`, '.from().{insert,upsert}().**().{single,maybeSingle}'),
    kind: 'query',
    action: 'write',
    isBuilder: true,
    subject: { calls: ['from'] },
    traits: ['takes-list'],
  },
  {
    match: on(supabases, '.from().{update,delete}', `.from().{update,delete}().**().${supabaseSteps}`, '.from().{update,delete}().**().{single,maybeSingle}'),
    kind: 'query',
    action: 'write-many',
    isBuilder: true,
    subject: { calls: ['from'] },
  },
  {
    match: on(supabases, '.rpc', `.rpc().**().${supabaseSteps}`, '.rpc().**().{single,maybeSingle}'),
    kind: 'query',
    action: 'raw',
    isBuilder: true,
    subject: 'argument',
    guess: { receivers: ['supabase', '*upabase*'], methods: ['rpc'] },
  },
  {
    match: on(supabases, '.auth.*', '.auth.*.*', '.storage.from().{upload,download,list,remove,createSignedUrl,move,copy}', '.functions.invoke'),
    kind: 'outbound',
    traits: ['no-default-timeout'],
  },
  { match: ['@supabase/supabase-js#createClient'], kind: 'open-client', traits: ['cheap'] },
]);

const elastics = [
  '@elastic/elasticsearch#Client{}', '@opensearch-project/opensearch#Client{}', 'elasticsearch#Client{}',
  '@nestjs/elasticsearch#ElasticsearchService{}',
];

/** 30 s by default, three retries. */
export const elasticsearch = rowsOf('elasticsearch', ['@elastic/elasticsearch', '@opensearch-project/opensearch', 'elasticsearch', '@nestjs/elasticsearch'], [
  {
    match: on(elastics, '.{search,msearch,mget,scroll,searchTemplate}', '.{sql,esql}.query', '.helpers.{search,scrollSearch,scrollDocuments,msearch}'),
    kind: 'query',
    action: 'read-many',
    guess: { receivers: ['esClient', 'elastic', 'elasticsearch', 'elasticClient', 'elasticsearchService', 'es', 'opensearch'], methods: ['search', 'msearch', 'mget'] },
    traits: ['search', 'default-limit'],
  },
  { match: on(elastics, '.{get,getSource,exists}'), kind: 'query', action: 'read-one', traits: ['search'] },
  { match: on(elastics, '.count'), kind: 'query', action: 'count', traits: ['search'] },
  {
    match: on(elastics, '.{index,create,update,delete}'),
    kind: 'query',
    action: 'write',
    guess: { receivers: ['esClient', 'elastic', 'elasticsearch', 'elasticClient', 'elasticsearchService', 'es', 'opensearch'], methods: ['index'] },
    traits: ['search'],
  },
  { match: on(elastics, '.{bulk,updateByQuery,deleteByQuery,reindex}', '.helpers.bulk'), kind: 'query', action: 'write-many', traits: ['search'] },
  { match: on(elastics, '.indices.*'), kind: 'query', action: 'raw', traits: ['search'] },
  { match: ['@elastic/elasticsearch#Client{}', '@opensearch-project/opensearch#Client{}', 'elasticsearch#Client{}'], kind: 'open-client' },
]);

/** Search engines as a service. */
export const searchServices = rowsOf('search', ['algoliasearch', 'meilisearch', 'typesense'], [
  {
    match: [
      'algoliasearch#**.{search,searchSingleIndex,searchForHits,searchForFacets,browseObjects}',
      'meilisearch#MeiliSearch{}.index().{search,getDocuments}', 'typesense#Client{}.**().search',
    ],
    kind: 'outbound',
    traits: ['search', 'default-timeout'],
  },
  {
    match: [
      'algoliasearch#**.{saveObject,saveObjects,partialUpdateObject,partialUpdateObjects,deleteObject,deleteObjects,getObject,getObjects}',
      'meilisearch#MeiliSearch{}.index().{addDocuments,updateDocuments,deleteDocument,deleteDocuments}',
      'typesense#Client{}.**().{create,upsert,import,update,delete,retrieve}',
    ],
    kind: 'outbound',
    traits: ['default-timeout'],
  },
  { match: ['algoliasearch#', 'algoliasearch#algoliasearch', 'meilisearch#MeiliSearch{}', 'typesense#Client{}'], kind: 'open-client', traits: ['cheap'] },
]);

const cassandras = ['cassandra-driver#Client{}'];
const neo4jSessions = ['neo4j-driver#driver().session()', 'neo4j-driver#Driver{}.session()', 'neo4j-driver#Session{}'];
const neo4jTransactions = on(neo4jSessions, '.{executeRead,executeWrite,readTransaction,writeTransaction}(0)', '.beginTransaction()');

export const otherStores = rowsOf('store', [
  'cassandra-driver', 'neo4j-driver', 'couchbase', '@influxdata/influxdb-client', 'influx', '@clickhouse/client', '@google-cloud/bigquery',
  '@google-cloud/spanner', '@google-cloud/datastore', '@azure/cosmos', 'nano', 'rethinkdb', 'arangojs', 'memjs', 'faunadb', 'surrealdb',
  '@planetscale/database', 'snowflake-sdk', '@pinecone-database/pinecone', '@aws-sdk/client-rds-data',
], [
  { match: on(cassandras, '.{execute,eachRow,stream}'), kind: 'query', action: 'raw' },
  { match: on(cassandras, '.batch'), kind: 'query', action: 'write-many' },
  {
    match: [...on([...neo4jSessions, ...neo4jTransactions], '.run'), 'neo4j-driver#driver().executeQuery', 'neo4j-driver#Driver{}.executeQuery'],
    kind: 'query',
    action: 'raw',
  },
  { match: on(neo4jSessions, '.{executeRead,executeWrite,readTransaction,writeTransaction}'), kind: 'transaction' },
  {
    match: [
      'couchbase#**.{query,analyticsQuery,searchQuery}', '@influxdata/influxdb-client#InfluxDB{}.getQueryApi().{queryRows,collectRows,iterateRows}',
      'influx#InfluxDB{}.query', '@clickhouse/client#createClient().{query,command,exec}', '@google-cloud/bigquery#BigQuery{}.{query,createQueryJob}',
      '@google-cloud/spanner#Spanner{}.**().run', '@planetscale/database#{connect,Client}().execute', '@planetscale/database#Client{}.**().execute',
      'rethinkdb#**.run', 'arangojs#Database{}.query', 'faunadb#Client{}.query', 'surrealdb#Surreal{}.{query,select}',
      'snowflake-sdk#createConnection().execute', '@aws-sdk/client-rds-data#RDSDataClient{}.send',
    ],
    kind: 'query',
    action: 'raw',
  },
  {
    match: [
      'couchbase#**.collection().{get,exists,lookupIn}', '@azure/cosmos#CosmosClient{}.**().item().read', '@google-cloud/datastore#Datastore{}.get',
      'nano#().use().get', 'nano#().db.use().get', '@pinecone-database/pinecone#Pinecone{}.**().fetch',
    ],
    kind: 'query',
    action: 'read-one',
  },
  {
    match: [
      'couchbase#**.collection().{insert,upsert,replace,remove,mutateIn}', '@azure/cosmos#CosmosClient{}.**().items.{create,upsert}',
      '@google-cloud/datastore#Datastore{}.{save,insert,update,upsert,delete}', 'nano#().use().{insert,destroy}', 'influx#InfluxDB{}.writePoints',
      '@pinecone-database/pinecone#Pinecone{}.**().upsert', 'surrealdb#Surreal{}.{create,update,merge,delete}',
    ],
    kind: 'query',
    action: 'write',
  },
  {
    match: [
      '@azure/cosmos#CosmosClient{}.**().items.{query,readAll}().{fetchAll,fetchNext}', '@google-cloud/datastore#Datastore{}.runQuery',
      'nano#().use().{find,list,view}', '@pinecone-database/pinecone#Pinecone{}.**().query',
    ],
    kind: 'query',
    action: 'read-many',
  },
  { match: ['@clickhouse/client#createClient().insert', 'couchbase#**.bulk', '@google-cloud/bigquery#BigQuery{}.**().insert'], kind: 'query', action: 'write-many' },
  {
    match: [
      'cassandra-driver#Client{}', 'neo4j-driver#driver', 'couchbase#connect', '@clickhouse/client#createClient', '@google-cloud/bigquery#BigQuery{}',
      '@google-cloud/spanner#Spanner{}', '@azure/cosmos#CosmosClient{}', 'snowflake-sdk#createConnection', 'rethinkdb#connect',
      '@influxdata/influxdb-client#InfluxDB{}', 'influx#InfluxDB{}',
    ],
    kind: 'open-client',
  },
]);
