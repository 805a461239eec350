/** TypeORM: repositories, entity managers, query builders, active record. Source: typeorm.io/docs (repository-api, entity-manager-api, select-query-builder). */

import { on, rowsOf } from '../rows.ts';

const connections = [
  'typeorm#{DataSource,Connection}{}', 'typeorm#{getConnection,createConnection,createConnections,getConnectionManager}()',
  'typeorm#getConnectionManager().get()',
];
const runners = [...on(connections, '.createQueryRunner()'), 'typeorm#QueryRunner{}'];
const managers = [
  'typeorm#{EntityManager,MongoEntityManager,SqljsEntityManager}{}',
  'typeorm#{getManager,getMongoManager}()',
  ...on([...connections, ...runners, 'typeorm#{Repository,TreeRepository,MongoRepository}{}', 'typeorm#{getRepository,getTreeRepository,getMongoRepository}()'], '.manager', '.mongoManager'),
  'typeorm#BaseEntity.getRepository().manager',
];
const repositories = [
  'typeorm#{Repository,TreeRepository,MongoRepository,AbstractRepository}{}',
  'typeorm#{getRepository,getTreeRepository,getMongoRepository,getCustomRepository}()',
  ...on([...connections, ...managers], '.{getRepository,getTreeRepository,getMongoRepository,getCustomRepository,withRepository}()'),
  'typeorm#BaseEntity.getRepository()',
];
const extended = on(repositories, '.extend()');
/** `BaseEntity` as a class (`class User extends BaseEntity`: `User.find`), repositories and managers offer the same methods. */
const all = [...repositories, ...extended, ...managers, 'typeorm#BaseEntity'];
const builders = [
  ...on([...all, ...connections, ...runners], '.createQueryBuilder()'),
  'typeorm#{SelectQueryBuilder,InsertQueryBuilder,UpdateQueryBuilder,DeleteQueryBuilder}{}', 'typeorm#{getRepository,createQueryBuilder}()',
];

const likelyNames = ['*Repository', '*Repo', 'repository', 'repo', 'manager', '*ntityManager', 'em'];

export const typeorm = rowsOf('typeorm', ['typeorm', '@nestjs/typeorm'], [
  {
    match: on(all, '.{findOne,findOneBy,findOneOrFail,findOneByOrFail,findOneById,exist,exists,existsBy}'),
    kind: 'query',
    action: 'read-one',
    subject: 'type-argument',
    guess: { receivers: likelyNames, methods: ['findOne', 'findOneBy', 'findOneOrFail', 'findOneByOrFail', 'findOneById', 'exist', 'exists', 'existsBy'] },
  },
  {
    match: on(all, '.{findByIds,findTrees,findRoots,findDescendants,findAncestors,findDescendantsTree,findAncestorsTree}'),
    kind: 'query',
    action: 'read-many',
    subject: 'type-argument',
  },
  {
    match: on(all, '.{find,findBy,findAndCount,findAndCountBy}'),
    kind: 'query',
    action: 'read-many',
    subject: 'type-argument',
    guess: { receivers: likelyNames, methods: ['find', 'findBy', 'findAndCount', 'findAndCountBy'] },
  },
  {
    match: on(all, '.{count,countBy,countDocuments,sum,average,minimum,maximum,countDescendants,countAncestors}'),
    kind: 'query',
    action: 'count',
    subject: 'type-argument',
    guess: { receivers: likelyNames, methods: ['countBy', 'count'] },
  },
  /** `save` and `remove` take one entity or a list of them. */
  {
    match: on(all, '.{save,remove,softRemove,recover}'),
    kind: 'query',
    action: 'write',
    subject: 'type-argument',
    guess: { receivers: likelyNames, methods: ['save', 'softRemove'] },
    traits: ['takes-list'],
  },
  {
    match: on(all, '.{insert,upsert}'),
    kind: 'query',
    action: 'write',
    subject: 'type-argument',
    guess: { receivers: likelyNames, methods: ['insert', 'upsert'] },
    traits: ['takes-list'],
  },
  {
    match: on(all, '.{update,delete,softDelete,restore,increment,decrement,updateAll,deleteAll,clear}'),
    kind: 'query',
    action: 'write-many',
    subject: 'type-argument',
    guess: { receivers: likelyNames, methods: ['softDelete', 'update', 'delete', 'increment', 'decrement'] },
  },
  {
    match: on(
      [
        'typeorm#BaseEntity{}', 'typeorm#BaseEntity.{findOne,findOneBy,findOneOrFail,findOneByOrFail,create}()',
        'typeorm#BaseEntity.{find,findBy}().[]',
      ],
      '.{save,remove,softRemove,recover,reload}',
    ),
    kind: 'query',
    action: 'write',
    subject: 'type-argument',
  },
  {
    match: on([...all, ...connections, ...runners], '.query', '.sql'),
    kind: 'query',
    action: 'raw',
    guess: { receivers: [...likelyNames, 'dataSource', 'queryRunner', 'connection'], methods: ['query'] },
  },
  {
    match: on(builders, '.**().{getMany,getRawMany,getManyAndCount,getRawAndEntities,stream}'),
    kind: 'query',
    action: 'read-many',
    subject: 'type-argument',
    guess: { receivers: ['*'], methods: ['getMany', 'getRawMany', 'getManyAndCount', 'getRawAndEntities'] },
    traits: ['query-builder'],
  },
  {
    match: on(builders, '.**().{getOne,getOneOrFail,getRawOne,getExists}'),
    kind: 'query',
    action: 'read-one',
    subject: 'type-argument',
    guess: { receivers: ['*'], methods: ['getOne', 'getOneOrFail', 'getRawOne'] },
    traits: ['query-builder'],
  },
  { match: on(builders, '.**().getCount'), kind: 'query', action: 'count', subject: 'type-argument', traits: ['query-builder'] },
  { match: on(builders, '.**().execute'), kind: 'query', action: 'write-many', subject: 'type-argument', traits: ['query-builder'] },
  {
    match: on([...connections, ...managers], '.transaction'),
    kind: 'transaction',
    guess: { receivers: ['*ataSource', '*ntityManager', 'manager', 'connection'], methods: ['transaction'] },
  },
  { match: on(runners, '.startTransaction'), kind: 'transaction', traits: ['opens-transaction'] },
  { match: on(runners, '.{commitTransaction,rollbackTransaction}'), kind: 'transaction', traits: ['ends-transaction'] },
  { match: ['typeorm#DataSource{}', 'typeorm#{createConnection,createConnections}'], kind: 'open-client', traits: ['pool'] },
  { match: on(connections, '.{destroy,close}'), kind: 'shutdown-hook', traits: ['closes-client'] },
]);
