/** Rows are found by origin, exactly; else guessed by how calls are written; and say what the call does. */

import assert from 'node:assert/strict';
import { apiRows } from '../../../rules/knowledge/api-rows.ts';
import { createKnowledge } from '../../../rules/knowledge/knowledge.ts';
import { TRAITS } from '../../../rules/knowledge/traits.ts';
import { compilePattern, parseOrigin } from '../../../rules/knowledge/pattern.ts';

const knowledge = createKnowledge();

describe('a pattern', () => {
  const table: readonly [pattern: string, origin: string, matches: boolean][] = [
    ['node:fs#readFileSync', 'node:fs#readFileSync', true],
    ['node:fs#readFileSync', 'node:fs#readFileSync()', false],
    ['node:fs#*Sync', 'node:fs#writeFileSync', true],
    ['node:fs#*Sync', 'node:fs#promises.readFile', false],
    ['node:fs#*', 'node:fs#promises.readFile', false],
    ['pg#{Pool,Client}{}.query', 'pg#Client{}.query', true],
    ['pg#{Pool,Client}{}.query', 'pg#Client.query', false],
    ['pg#{Pool,Client}{}.query', 'pg#Client().query', false],
    ['pg#{Pool,Client}{}.query', 'pg#Other{}.query', false],
    ['pg#Pool{}', 'pg#Pool', true],
    ['pg#Pool{}.connect', 'pg#Pool.connect', false],
    ['knex#()()', 'knex#()()', true],
    ['knex#()()', 'knex#()', false],
    ['knex#()().**', 'knex#()()', true],
    ['knex#()().**', 'knex#()().where().first', true],
    ['knex#()().**.insert', 'knex#()().insert', true],
    ['knex#()().**.insert', 'knex#()().insert()', false],
    ['knex#()().**().insert', 'knex#()().insert', true],
    ['knex#()().**().insert', 'knex#()().where().whereIn().insert', true],
    ['knex#()().**().insert', 'knex#()().where().rows.insert', false],
    ['knex#()().**().insert', 'knex#()().[].insert', false],
    ['io#().on(0).on', 'io#().on(0).on', true],
    ['io#().on(0).on', 'io#().on(1).on', false],
    ['io#().on(0).on', 'io#().on().on', false],
    ['*#PrismaClient{}.*.findMany', '../generated/prisma#PrismaClient{}.user.findMany', true],
    ['*#PrismaClient{}.*.findMany', '@prisma/client#PrismaClient{}.findMany', false],
    ['*#PrismaClient{}.*.findMany', '@prisma/client#PrismaClient{}().findMany', false],
    ['@aws-sdk/client-*#*Client{}.send', '@aws-sdk/client-s3#S3Client{}.send', true],
    ['@aws-sdk/client-*#*Client{}.send', '@aws-sdk/lib-storage#S3Client{}.send', false],
    ['{bcrypt,bcryptjs}#hashSync', 'bcryptjs#hashSync', true],
    ['axios#', 'axios#', true],
    ['axios#', 'axios#default', true],
    ['axios#', 'axios#get', false],
    ['a#b.$c', 'a#b.$c', true],
    ['a#b.{read,write}File', 'a#b.writeFile', true],
  ];
  for (const [pattern, origin, matches] of table) {
    it(`${pattern} ${matches ? 'is' : 'is not'} ${origin}`, () => {
      const compiled = compilePattern(pattern);
      assert.equal(compiled.matches(parseOrigin(origin)), matches);
    });
  }
});

describe('a row is found by origin', () => {
  const table: readonly [origin: string, library: string, kind: string, action?: string][] = [
    ['node:fs#readFileSync', 'node', 'blocking'],
    ['node:fs#promises.readFile', 'node', 'file'],
    ['node:fs/promises#readFile', 'node', 'file'],
    ['node:crypto#pbkdf2Sync', 'node', 'blocking'],
    ['@prisma/client#PrismaClient{}.user.findMany', 'prisma', 'query', 'read-many'],
    ['../generated/prisma#PrismaClient{}.user.findUnique', 'prisma', 'query', 'read-one'],
    ['@prisma/client#PrismaClient{}.$extends().user.updateMany', 'prisma', 'query', 'write-many'],
    ['@prisma/client#Prisma.TransactionClient{}.user.create', 'prisma', 'query', 'write'],
    ['@prisma/client#PrismaClient{}', 'prisma', 'open-client'],
    ['@prisma/client#PrismaClient{}.$queryRaw', 'prisma', 'query', 'raw'],
    ['typeorm#Repository{}.find', 'typeorm', 'query', 'read-many'],
    ['typeorm#DataSource{}.getRepository().findOneBy', 'typeorm', 'query', 'read-one'],
    ['typeorm#BaseEntity.find', 'typeorm', 'query', 'read-many'],
    ['typeorm#Repository{}.createQueryBuilder().where().orderBy().getMany', 'typeorm', 'query', 'read-many'],
    ['typeorm#Repository{}.createQueryBuilder().delete().where().execute', 'typeorm', 'query', 'write-many'],
    ['mongoose#model().find', 'mongoose', 'query', 'read-many'],
    ['mongoose#model().find().limit().exec', 'mongoose', 'query', 'read-many'],
    ['mongoose#Model{}.findById().lean', 'mongoose', 'query', 'read-one'],
    ['mongoose#model(){}.save', 'mongoose', 'query', 'write'],
    ['sequelize#Model.findAll', 'sequelize', 'query', 'read-many'],
    ['sequelize#Sequelize{}.define().create', 'sequelize', 'query', 'write'],
    ['sequelize#Sequelize{}.transaction', 'sequelize', 'transaction'],
    ['pg#Pool{}.query', 'pg', 'query', 'raw'],
    ['pg#Pool{}.connect().query', 'pg', 'query', 'raw'],
    ['pg#Pool{}', 'pg', 'open-client'],
    ['mysql2/promise#createPool().query', 'mysql', 'query', 'raw'],
    ['knex#()', 'knex', 'query', 'read-many'],
    ['knex#()().where', 'knex', 'query', 'read-many'],
    ['knex#()().where().first', 'knex', 'query', 'read-one'],
    ['knex#()().count().first', 'knex', 'query', 'count'],
    ['knex#()().insert().returning', 'knex', 'query', 'write'],
    ['knex#Knex{}().where().update', 'knex', 'query', 'write-many'],
    ['knex#', 'knex', 'open-client'],
    ['mongoose#model().find().[].save', 'mongoose', 'query', 'write'],
    ['mongoose#model().find().sort', 'mongoose', 'query', 'read-many'],
    ['mongoose#model().findOne().populate().exec', 'mongoose', 'query', 'read-one'],
    ['mongoose#model().aggregate().exec', 'mongoose', 'query', 'raw'],
    ['sequelize#Model.findAll().[].update', 'sequelize', 'query', 'write'],
    ['ioredis#{}.get', 'redis', 'cache-read'],
    ['redis#createClient().set', 'redis', 'cache-write'],
    ['redis#createClient', 'redis', 'open-client'],
    ['ioredis#{}', 'redis', 'open-client'],
    ['global#fetch', 'fetch', 'outbound'],
    ['axios#', 'axios', 'outbound'],
    ['axios#create().get', 'axios', 'outbound'],
    ['axios#create', 'axios', 'open-client'],
    ['got#().json', 'got', 'outbound'],
    ['mongodb#MongoClient{}.db().collection().find().limit().toArray', 'mongodb', 'query', 'read-many'],
    ['mongodb#MongoClient.connect().db().collection().insertOne', 'mongodb', 'query', 'write'],
    ['mongodb#Collection{}.findOne', 'mongodb', 'query', 'read-one'],
    ['drizzle-orm/node-postgres#drizzle().select().from().where', 'drizzle', 'query', 'read-many'],
    ['drizzle-orm/node-postgres#drizzle().query.users.findFirst', 'drizzle', 'query', 'read-one'],
    ['drizzle-orm/postgres-js#PostgresJsDatabase{}.insert().values().returning', 'drizzle', 'query', 'write'],
    ['kysely#Kysely{}.selectFrom().selectAll().execute', 'kysely', 'query', 'read-many'],
    ['kysely#Kysely{}.transaction().execute', 'kysely', 'transaction'],
    ['@mikro-orm/core#EntityManager{}.find', 'mikro-orm', 'query', 'read-many'],
    ['@mikro-orm/postgresql#EntityManager{}.flush', 'mikro-orm', 'query', 'write'],
    ['@aws-sdk/lib-dynamodb#DynamoDBDocumentClient.from().send', 'dynamodb', 'query', 'raw'],
    ['firebase-admin#firestore().collection().where().get', 'firestore', 'query', 'read-many'],
    ['firebase-admin#firestore().collection().doc().set', 'firestore', 'query', 'write'],
    ['@supabase/supabase-js#createClient().from().select().eq().single', 'supabase', 'query', 'read-one'],
    ['@elastic/elasticsearch#Client{}.search', 'elasticsearch', 'query', 'read-many'],
    ['cache-manager#Cache{}.get', 'cache-manager', 'cache-read'],
    ['node-cache#{}.set', 'memory-cache', 'cache-write'],
    ['lru-cache#LRUCache{}', 'memory-cache', 'memo'],
    ['dataloader#{}.load', 'memo', 'memo'],
    ['better-sqlite3#{}.prepare().all', 'better-sqlite3', 'query', 'raw'],
  ];
  for (const [origin, library, kind, action] of table) {
    it(origin, () => {
      const row = knowledge.rowFor(origin);
      assert.deepEqual([row?.library, row?.kind, row?.action], [library, kind, action]);
    });
  }

  for (const origin of ['node:fs#constants', 'express#().get', 'axios#isAxiosError', 'typeorm#Repository{}.create', '@prisma/client#PrismaClient{}.user', 'mongoose#Schema{}', 'pg#Pool{}.on',
    // What came back from a query.
    'knex#()().where().map', 'mongoose#model().find().map', 'mongoose#model().findOne().toObject', '@prisma/client#PrismaClient{}.user.findMany().map', 'pg#Pool{}.query().rows.map', 'superagent#get().body.map', 'mongodb#Collection{}.find().toArray().map', '@supabase/supabase-js#createClient().from().select().data.filter', 'mongoose#Schema{}.find']) {
    it(`but none for ${origin}`, () => {
      assert.equal(knowledge.rowFor(origin), undefined);
    });
  }

  it('a team’s own row wins where both say as much', () => {
    const own = createKnowledge([{ library: 'ours', packages: ['pg'], match: ['pg#Pool{}.query'], kind: 'cache-read' }]);
    assert.equal(own.rowFor('pg#Pool{}.query')?.library, 'ours');
  });
});

describe('a call that could not be followed is guessed', () => {
  const table: readonly [receiver: string | undefined, method: string, dependencies: readonly string[], library: string | undefined, action?: string][] = [
    ['this.prisma.user', 'findMany', ['@prisma/client'], 'prisma', 'read-many'],
    ['this.prisma.user', 'create', ['@prisma/client'], 'prisma', 'write'],
    ['tx.order', 'update', ['@prisma/client'], 'prisma', 'write'],
    ['user', 'findMany', ['@prisma/client'], 'prisma', 'read-many'],
    ['user', 'create', ['@prisma/client'], undefined],
    ['this.prisma.user', 'findMany', ['pg'], undefined],
    ['this.usersRepository', 'find', ['typeorm'], 'typeorm', 'read-many'],
    ['users', 'find', ['typeorm', 'mongoose'], undefined],
    ['UserModel', 'find', ['mongoose'], 'mongoose', 'read-many'],
    ['User', 'findByIdAndUpdate', ['mongoose'], 'mongoose', 'write'],
    ['User', 'findAll', ['sequelize'], 'sequelize', 'read-many'],
    ['this.usersService', 'findAll', ['sequelize'], undefined],
    ['cacheManager', 'delete', ['typeorm'], undefined],
    ['pool', 'query', ['pg'], 'pg', 'raw'],
    ['db.collection()', 'findOne', ['mongodb'], 'mongodb', 'read-one'],
    ['stripe.checkout.sessions', 'create', ['stripe'], 'stripe'],
    ['this.redis', 'hgetall', ['ioredis'], 'redis'],
    [undefined, 'findMany', ['express'], undefined],
  ];
  for (const [receiver, method, dependencies, library, action] of table) {
    it(`${receiver ?? ''}.${method} with ${dependencies.join(', ')} is ${library ?? 'unknown'}`, () => {
      const row = knowledge.guessFor(receiver, method, new Set(dependencies));
      assert.deepEqual([row?.library, row?.action], [library, action]);
    });
  }
});

describe('an operation', () => {
  const operation = (origin: string, names: readonly string[], more: Omit<Parameters<typeof knowledge.operationFrom>[1], 'names'> = {}) => {
    const row = knowledge.rowFor(origin);
    assert(row, origin);
    return knowledge.operationFrom(row, { names, origin, ...more });
  };

  it('is labelled as people call it, however it was imported', () => {
    assert.equal(operation('node:fs#readFileSync', ['read'])?.label, 'fs.readFileSync');
    assert.equal(operation('node:fs#promises.readFile', ['fs', 'promises', 'readFile'])?.label, 'fs.promises.readFile');
    assert.equal(operation('@prisma/client#PrismaClient{}.user.findMany', ['this', 'prisma', 'user', 'findMany'])?.label, 'prisma.user.findMany');
    assert.equal(operation('global#fetch', ['fetch'])?.label, 'fetch');
  });

  it('names the better form for this very method', () => {
    assert.equal(operation('node:fs#writeFileSync', ['fs', 'writeFileSync'])?.instead, 'fs.promises.writeFile');
    assert.equal(operation('node:zlib#gzipSync', ['zlib', 'gzipSync'])?.instead, 'util.promisify(zlib.gzip)');
  });

  it('names its table, model or collection', () => {
    assert.equal(operation('@prisma/client#PrismaClient{}.user.findMany', ['users', 'findMany'])?.subject, 'user');
    assert.equal(operation('typeorm#Repository{}.find', ['this', 'users', 'find'], { typeArgument: 'User' })?.subject, 'User');
    assert.equal(operation('typeorm#Repository{}.find', ['this', 'userRepository', 'find'])?.subject, 'user');
    assert.equal(operation('typeorm#EntityManager{}.find', ['manager', 'find'], { argument: 'User' })?.subject, 'User');
    assert.equal(operation('mongoose#model().find', ['User', 'find'], { made: { name: 'model', argument: 'Users' } })?.subject, 'Users');
    assert.equal(operation('mongoose#model().find', ['User', 'find'], { made: { name: 'other', argument: 'Users' } })?.subject, 'User');
    assert.equal(operation('mongoose#model().find().limit', ['User', 'find()', 'limit'])?.subject, 'User');
    assert.equal(operation('sequelize#Model.findAll', ['User', 'findAll'])?.subject, 'User');
    assert.equal(operation('knex#()().where', ['knex()', 'where'], { chainArgument: (name) => (name === '' ? 'users' : undefined) })?.subject, 'users');
  });

  it('is none for a list that is sorted, one for a query that is', () => {
    assert.equal(operation('mongoose#model().find().sort', ['users', 'sort'], { hasCallback: true }), undefined);
    assert.equal(operation('mongoose#model().find().sort', ['User', 'find()', 'sort'])?.action, 'read-many');
  });

  it('is none when the row asks for no callback and there is one', () => {
    assert.equal(operation('node:crypto#randomBytes', ['crypto', 'randomBytes'], { hasCallback: true }), undefined);
    const size = (given: number) => ({ constant: () => given });
    assert.equal(operation('node:crypto#randomBytes', ['crypto', 'randomBytes'], size(1_000_000))?.kind, 'blocking');
    assert.equal(operation('node:crypto#randomBytes', ['crypto', 'randomBytes'], size(16)), undefined);
  });
});

describe('the rows', () => {
  it('have patterns that can be read', () => {
    for (const { match } of apiRows) {
      for (const pattern of match) {
        assert.match(pattern, /^[^#]+#/, pattern);
        for (const [braces] of pattern.slice(pattern.indexOf('#')).matchAll(/\{[^}]+\}/g)) assert.match(braces, /^\{[\w$]+(?:,[\w$]+)*\}$/, pattern);
      }
    }
  });

  it('carry words that are explained', () => {
    const words = new Set(apiRows.flatMap(({ traits }) => traits ?? []));
    assert.deepEqual([...words].filter((word) => !(word in TRAITS) && !word.startsWith('option:')), []);
    assert.deepEqual(Object.keys(TRAITS).filter((word) => !words.has(word)), []);
  });

  it('are guessed by a bare method only where a package of theirs is named', () => {
    for (const row of apiRows.filter(({ guess }) => guess)) assert(row.packages.length > 0, row.match[0]);
  });
});
