/** What containers, clients and variables are called, and which store or broker that is. */

import type { NodeKind } from '../../../../rules/kit/audit/service-map.ts';

export interface Engine {
  readonly kind: Extract<NodeKind, 'database' | 'cache' | 'queue'>;
  readonly name: string;
}

interface EngineRow extends Engine {
  /** Of the last part of an image's name. */
  readonly image: RegExp;
  /** Libraries of rules/knowledge that speak to nothing else. */
  readonly libraries: readonly string[];
  /** Packages whose presence tells what a mapper speaks to. */
  readonly drivers: readonly string[];
  /** Names of environment variables that hold its address. */
  readonly variable: RegExp;
}

const row = (kind: Engine['kind'], name: string, image: RegExp, variable: RegExp, libraries: readonly string[] = [], drivers: readonly string[] = []): EngineRow => ({ kind, name, image, variable, libraries, drivers });

const ENGINES: readonly EngineRow[] = [
  row('database', 'libSQL', /^(libsql|sqld)/, /(^|_)(LIBSQL|TURSO)_/, [], ['@libsql/client', '@libsql/client-wasm']),
  row('database', 'PostgreSQL', /postgres|postgis|timescale|pgvector|cockroach/, /^(POSTGRES(QL)?|PG)_?(URL|URI|HOST|DSN)?/, ['pg', 'postgres'], ['pg', 'postgres', '@neondatabase/serverless', '@vercel/postgres', 'slonik', 'pg-promise', '@prisma/adapter-pg']),
  row('database', 'MySQL', /mysql|mariadb|percona/, /^(MYSQL|MARIADB)_?/, ['mysql', 'mysql2'], ['mysql', 'mysql2', 'mariadb', '@planetscale/database']),
  row('database', 'MongoDB', /^mongo|mongodb|ferretdb/, /^MONGO(DB)?_?/, ['mongodb', 'mongoose'], ['mongodb', 'mongodb-legacy', 'mongoose']),
  row('database', 'SQL Server', /mssql/, /^MSSQL_?/, ['mssql'], ['mssql', 'tedious']),
  row('database', 'SQLite', /^$/, /^SQLITE_/, ['sqlite', 'better-sqlite3'], ['better-sqlite3', 'sqlite3', 'sql.js', 'node:sqlite', 'bun:sqlite']),
  row('database', 'DynamoDB', /dynamodb/, /^DYNAMO(DB)?_/, ['dynamodb']),
  row('database', 'Firestore', /firestore/, /^FIRESTORE_/, ['firestore']),
  row('database', 'Supabase', /^$/, /^SUPABASE_/, ['supabase']),
  row('database', 'ClickHouse', /clickhouse/, /^CLICKHOUSE_/, ['clickhouse'], ['@clickhouse/client']),
  row('database', 'Tinybird', /tinybird/, /^TINYBIRD_/, ['tinybird']),
  row('database', 'Elasticsearch', /elasticsearch|opensearch/, /^(ELASTIC(SEARCH)?|OPENSEARCH)_/, ['elasticsearch']),
  row('database', 'Meilisearch', /meilisearch/, /^MEILI(SEARCH)?_/, [], ['meilisearch']),
  row('database', 'Typesense', /typesense/, /^TYPESENSE_/, [], ['typesense']),
  row('database', 'Cassandra', /cassandra|scylla/, /^(CASSANDRA|SCYLLA)_/, ['cassandra']),
  row('database', 'Neo4j', /neo4j/, /^NEO4J_/, ['neo4j']),
  row('database', 'InfluxDB', /influxdb/, /^INFLUX(DB)?_/, ['influxdb']),
  row('database', 'object store', /minio|seaweedfs|garage|rustfs/, /^MINIO_/),
  row('cache', 'Redis', /redis|valkey|dragonfly|keydb/, /^(REDIS|VALKEY|KV)_?(URL|URI|HOST|PORT)?/, ['redis'], ['ioredis', 'redis']),
  row('cache', 'Memcached', /memcached/, /^MEMCACHED?_/, ['memcached']),
  row('queue', 'Kafka', /kafka(?!-ui)|redpanda(?!-console)/, /^KAFKA_/, ['kafkajs']),
  row('queue', 'RabbitMQ', /rabbitmq/, /^(AMQP|RABBIT(MQ)?)_/, ['amqplib']),
  row('queue', 'NATS', /^nats/, /^NATS_/, ['nats']),
  row('queue', 'SQS', /elasticmq/, /^SQS_/, ['aws-queue']),
  row('queue', 'Temporal', /temporalio|^auto-setup|^temporal$/, /^TEMPORAL_/, ['temporal'], ['@temporalio/client', '@temporalio/worker', 'nestjs-temporal', 'nestjs-temporal-core']),
];

export function engineOfImage(image: string): Engine | undefined {
  const path = image.toLowerCase().replace(/@.*$/, '').replace(/:[^/]*$/, '').replace(/\$\{[^}]*\}/g, '');
  const last = path.split('/').at(-1) ?? '';
  // What only looks at a database, backs it up or measures it is none.
  if (/exporter|admin|express$|-ui$|commander|console|insight|backup|agent|proxy|bouncer/.test(last)) return undefined;
  return ENGINES.find((each) => each.image.source !== '^$' && each.image.test(last));
}

export function engineOfLibrary(library: string): Engine | undefined {
  return ENGINES.find(({ libraries }) => libraries.includes(library));
}

/** As a schema names it: `postgresql`, `mongodb`. */
export function engineOfProvider(provider: string): Engine | undefined {
  return engineOfImage(provider) ?? (provider === 'sqlite' ? engineOfLibrary('sqlite') : provider === 'sqlserver' ? engineOfLibrary('mssql') : undefined);
}

/** No mapper speaks to them. */
const SEARCHES: ReadonlySet<string> = new Set(['Meilisearch', 'Typesense']);

/** In the order of the rows. */
export function enginesOfDrivers(packages: ReadonlySet<string>): readonly Engine[] {
  return ENGINES.filter(({ kind, name: engine, drivers }) => kind === 'database' && !SEARCHES.has(engine) && drivers.some((name) => packages.has(name)));
}

/** Packages that do nothing but speak to it, where nothing else tells who does: frameworks open brokers themselves, and calls of a search are not known. */
export function clientsOf({ name, kind }: Engine): readonly string[] {
  return kind === 'queue' || SEARCHES.has(name) ? (ENGINES.find((each) => each.name === name)?.drivers ?? []) : [];
}

export function engineOfVariable(variable: string): Engine | undefined {
  return ENGINES.find((each) => each.variable.test(variable));
}

/** Mappers that speak to whichever database their driver does. */
export const MAPPERS: ReadonlySet<string> = new Set(['prisma', 'typeorm', 'sequelize', 'knex', 'objection', 'bookshelf', 'mikro-orm', 'drizzle', 'kysely', 'payload', 'sql']);

/** Clients that ask whatever address they are given. */
export const PLAIN_CLIENTS: ReadonlySet<string> = new Set(['fetch', 'undici', 'axios', 'got', 'ky', 'ofetch', 'node-fetch', 'superagent', 'request', 'node', 'graphql-client', 'grpc', 'remote']);

/** How a client's package is called by people: `@sendgrid/mail` is sendgrid. */
export function providerOf(packageName: string): string {
  const aws = /^@aws-sdk\/(?:client-|lib-)?(.+)$/.exec(packageName)?.[1];
  if (aws !== undefined) return `AWS ${aws}`;
  const google = /^@google-cloud\/(.+)$/.exec(packageName)?.[1];
  if (google !== undefined) return `Google Cloud ${google}`;
  const known = PROVIDERS[packageName];
  if (known !== undefined) return known;
  const [, scope, name = packageName] = /^@([^/]+)\/(.+)$/.exec(packageName) ?? [];
  return scope !== undefined && /^(client|node|sdk|mail|server-sdk|api|web-api|core|server|sdk-node|node-sdk)$/.test(name) ? scope : name;
}

const PROVIDERS: Readonly<Record<string, string>> = { ai: 'language model', 'aws-sdk': 'AWS', '@nestjs/microservices': 'Nest microservices', '@vercel/blob': 'Vercel Blob', '@temporalio/client': 'Temporal', '@octokit/rest': 'GitHub', octokit: 'GitHub', '@slack/web-api': 'Slack', googleapis: 'Google APIs' };
