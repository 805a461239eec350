/** Drivers that take SQL as text: pg, mysql2, mysql, postgres, mssql, oracledb, SQLite. Sources: each driver's own documentation. */

import { on, rowsOf } from '../rows.ts';

const pgClients = [
  'pg#{Pool,Client,PoolClient}{}', 'pg#native.{Pool,Client}{}', 'pg#Pool{}.connect()', 'pg-pool#{}', 'pg-pool#{}.connect()',
  '@neondatabase/serverless#{Pool,Client,PoolClient}{}', '@vercel/postgres#{createPool,createClient}()',
];

export const pg = rowsOf('pg', ['pg', 'pg-pool', '@neondatabase/serverless', '@vercel/postgres'], [
  {
    match: [...on(pgClients, '.query'), '@neondatabase/serverless#neon()', '@vercel/postgres#sql', '@vercel/postgres#{db,sql}.query'],
    kind: 'query',
    action: 'raw',
    guess: { receivers: ['pool', 'pgPool', '*Pool', 'pg', 'client', 'pgClient', 'db', 'database'], methods: ['query'] },
  },
  /** Takes a connection from the pool, and waits when there is none. */
  { match: ['pg#Pool{}.connect', 'pg-pool#{}.connect'], kind: 'open-client', traits: ['from-pool'] },
  { match: ['pg#Pool{}', 'pg-pool#{}', '@neondatabase/serverless#Pool{}', '@vercel/postgres#createPool'], kind: 'open-client', traits: ['pool'] },
  { match: ['pg#Client{}', 'pg#native.Client{}', '@neondatabase/serverless#Client{}', '@vercel/postgres#createClient'], kind: 'open-client' },
  { match: on(pgClients, '.end'), kind: 'shutdown-hook', traits: ['closes-client'] },
]);

const mysqlModules = ['mysql2', 'mysql2/promise', 'mysql', 'promise-mysql', 'mariadb'].map((module) => `${module}#`);
const mysqlPools = [
  ...on(mysqlModules, '{createPool,createPoolCluster}()', '{Pool,PoolCluster}{}'), ...on(mysqlModules, 'createPool().promise()', 'Pool{}.promise()'),
];
const mysqlConnections = [
  ...on(mysqlModules, 'createConnection()', '{Connection,PoolConnection}{}', 'createConnection().promise()'),
  ...on(mysqlPools, '.getConnection()'),
];

export const mysql = rowsOf('mysql', ['mysql2', 'mysql', 'promise-mysql', 'mariadb'], [
  {
    match: on([...mysqlPools, ...mysqlConnections], '.{query,execute}'),
    kind: 'query',
    action: 'raw',
    guess: { receivers: ['pool', '*Pool', 'connection', 'conn', 'db', 'mysql', 'database'], methods: ['query', 'execute'] },
  },
  { match: on([...mysqlPools, ...mysqlConnections], '.batch'), kind: 'query', action: 'write-many' },
  {
    match: on(mysqlConnections, '.beginTransaction'),
    kind: 'transaction',
    traits: ['opens-transaction'],
    guess: { receivers: ['connection', 'conn'], methods: ['beginTransaction'] },
  },
  { match: on(mysqlConnections, '.{commit,rollback}'), kind: 'transaction', traits: ['ends-transaction'] },
  { match: on(mysqlPools, '.getConnection'), kind: 'open-client', traits: ['from-pool'] },
  { match: on(mysqlModules, '{createPool,createPoolCluster}'), kind: 'open-client', traits: ['pool'] },
  { match: on(mysqlModules, 'createConnection'), kind: 'open-client' },
  { match: on([...mysqlPools, ...mysqlConnections], '.{end,destroy}'), kind: 'shutdown-hook', traits: ['closes-client'] },
]);

/** Forks of slonik keep its name below a scope. */
const sloniks = on(['slonik#', '@*/slonik#'], 'createPool()', '{DatabasePool,CommonQueryMethods,DatabaseTransactionConnection}{}');

/** postgres.js and slonik run tagged templates. */
export const taggedSql = rowsOf('postgres', ['postgres', 'slonik', '@*/slonik', 'pg-promise', '@databases/pg', '@databases/mysql'], [
  {
    match: ['postgres#()', 'postgres#Sql{}', 'postgres#TransactionSql{}'],
    kind: 'query',
    action: 'raw',
    asTag: true,
  },
  { match: ['postgres#().{unsafe,file}', 'postgres#Sql{}.{unsafe,file}'], kind: 'query', action: 'raw' },
  { match: ['postgres#().{begin,savepoint}', 'postgres#Sql{}.{begin,savepoint}'], kind: 'transaction' },
  { match: ['postgres#'], kind: 'open-client', traits: ['pool'] },
  { match: ['postgres#().end'], kind: 'shutdown-hook', traits: ['closes-client'] },
  {
    match: on(
      sloniks,
      '.{any,many,query,anyFirst,manyFirst,stream}',
    ),
    kind: 'query',
    action: 'raw',
  },
  {
    match: on(
      sloniks,
      '.{one,maybeOne,oneFirst,maybeOneFirst,exists}',
    ),
    kind: 'query',
    action: 'read-one',
  },
  { match: on(sloniks, '.transaction'), kind: 'transaction' },
  { match: on(['slonik#', '@*/slonik#'], 'createPool'), kind: 'open-client', traits: ['pool'] },
  {
    match: on(['pg-promise#()()', 'pg-promise#IDatabase{}', 'pg-promise#ITask{}'], '.{any,many,manyOrNone,query,multi,multiResult,result,func,proc,each,map}'),
    kind: 'query',
    action: 'raw',
  },
  { match: on(['pg-promise#()()', 'pg-promise#IDatabase{}', 'pg-promise#ITask{}'], '.{one,oneOrNone}'), kind: 'query', action: 'read-one' },
  { match: on(['pg-promise#()()', 'pg-promise#IDatabase{}', 'pg-promise#ITask{}'], '.none'), kind: 'query', action: 'write' },
  { match: on(['pg-promise#()()', 'pg-promise#IDatabase{}'], '.{tx,txIf}'), kind: 'transaction' },
  { match: ['pg-promise#()'], kind: 'open-client', traits: ['pool'] },
  { match: ['@databases/{pg,mysql}#().query'], kind: 'query', action: 'raw' },
  { match: ['@databases/{pg,mysql}#().tx'], kind: 'transaction' },
  { match: ['@databases/{pg,mysql}#'], kind: 'open-client', traits: ['pool'] },
]);

const mssqlRequests = ['mssql#{Request,PreparedStatement}{}', 'mssql#{ConnectionPool,Transaction}{}.request()', 'mssql#connect().request()', 'mssql#request()'];

export const mssql = rowsOf('mssql', ['mssql', 'oracledb', 'tedious'], [
  {
    match: [
      ...on(mssqlRequests, '.{query,execute,batch}', '.**().{query,execute,batch}'), 'mssql#{query,batch}', 'mssql#ConnectionPool{}.query',
      'mssql#connect().query',
    ],
    kind: 'query',
    action: 'raw',
  },
  { match: on(mssqlRequests, '.bulk'), kind: 'query', action: 'write-many' },
  { match: ['mssql#Transaction{}.begin'], kind: 'transaction', traits: ['opens-transaction'] },
  { match: ['mssql#Transaction{}.{commit,rollback}'], kind: 'transaction', traits: ['ends-transaction'] },
  { match: ['mssql#connect', 'mssql#ConnectionPool{}', 'oracledb#createPool'], kind: 'open-client', traits: ['pool'] },
  { match: ['oracledb#getConnection().execute', 'oracledb#createPool().getConnection().execute', 'oracledb#Connection{}.execute'], kind: 'query', action: 'raw' },
  {
    match: ['oracledb#getConnection().executeMany', 'oracledb#createPool().getConnection().executeMany', 'oracledb#Connection{}.executeMany'],
    kind: 'query',
    action: 'write-many',
  },
  { match: ['oracledb#getConnection', 'tedious#Connection{}'], kind: 'open-client' },
]);

const sqliteDatabases = [
  'better-sqlite3#{}', 'better-sqlite3#()', 'better-sqlite3#Database{}', 'better-sqlite3-multiple-ciphers#{}', 'node:sqlite#DatabaseSync{}',
  'bun:sqlite#Database{}', 'libsql#{}',
];

/** In-process and synchronous: no round trip, but the event loop waits. */
export const syncSqlite = rowsOf('better-sqlite3', ['better-sqlite3', 'better-sqlite3-multiple-ciphers', 'libsql'], [
  {
    match: on(sqliteDatabases, '.{prepare,query}().{all,iterate,values}', '.prepare().**().{all,iterate}'),
    kind: 'query',
    action: 'raw',
    traits: ['sqlite', 'blocking'],
  },
  { match: on(sqliteDatabases, '.{prepare,query}().{get,pluck,raw}', '.prepare().**().get'), kind: 'query', action: 'read-one', traits: ['sqlite', 'blocking'] },
  { match: on(sqliteDatabases, '.{prepare,query}().run'), kind: 'query', action: 'write', traits: ['sqlite', 'blocking'] },
  { match: on(sqliteDatabases, '.{exec,pragma,run}'), kind: 'query', action: 'raw', traits: ['sqlite', 'blocking'] },
  { match: on(sqliteDatabases, '.transaction'), kind: 'transaction', traits: ['sqlite'] },
  { match: on(sqliteDatabases, '.backup'), kind: 'file', traits: ['sqlite'] },
  { match: sqliteDatabases, kind: 'open-client', traits: ['sqlite'] },
]);

const asyncSqlite = [
  'sqlite3#Database{}', 'sqlite3#verbose().Database{}', 'sqlite#open()', 'sqlite#Database{}', '@libsql/client#createClient()',
  '@libsql/client#Client{}',
];

export const sqlite = rowsOf('sqlite', ['sqlite3', 'sqlite', '@libsql/client'], [
  { match: on(asyncSqlite, '.{all,each,execute}', '.prepare().{all,each}'), kind: 'query', action: 'raw', traits: ['sqlite'] },
  { match: on(asyncSqlite, '.get', '.prepare().get'), kind: 'query', action: 'read-one', traits: ['sqlite'] },
  { match: on(asyncSqlite, '.{run,exec}', '.prepare().run'), kind: 'query', action: 'raw', traits: ['sqlite'] },
  { match: on(asyncSqlite, '.batch'), kind: 'query', action: 'write-many', traits: ['sqlite'] },
  { match: ['sqlite3#Database{}', 'sqlite3#verbose().Database{}', 'sqlite#open', '@libsql/client#createClient'], kind: 'open-client', traits: ['sqlite'] },
]);
