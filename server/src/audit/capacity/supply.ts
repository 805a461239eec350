/** How much of each resource a service has: from its manifests and its code, else the default its makers document. */

import type { Resource } from '../../../../rules/kit/capacity-model.ts';
import { filesReachedBy, workloadsOfService } from '../../../../rules/kit/deployed-service.ts';
import type { Codebase } from '../../../../rules/model/codebase.ts';
import type { Call } from '../../../../rules/model/graphs.ts';
import type { Service } from '../../../../rules/model/workspace.ts';

export interface Supply {
  readonly units: number;
  readonly because: string;
  /** Nothing in the repository says so. */
  readonly isAssumed: boolean;
}

/** Connections a client keeps unless told otherwise, as its documentation says. */
const POOLS: Readonly<Record<string, { readonly size: number; readonly source: string }>> = {
  pg: { size: 10, source: 'node-postgres.com, Pool: max' },
  mysql2: { size: 10, source: 'sidorares.github.io/node-mysql2: connectionLimit' },
  mysql: { size: 10, source: 'mysqljs/mysql, Pool options: connectionLimit' },
  postgres: { size: 10, source: 'porsager/postgres: max' },
  prisma: { size: 5, source: 'prisma.io, Connection pool: processors × 2 + 1, here two processors' },
  sequelize: { size: 5, source: 'sequelize.org, Options: pool.max' },
  typeorm: { size: 10, source: 'typeorm.io with pg: poolSize of the driver' },
  knex: { size: 10, source: 'knexjs.org, Pool: max' },
  mongoose: { size: 100, source: 'mongodb.com, Node driver: maxPoolSize' },
  mongodb: { size: 100, source: 'mongodb.com, Node driver: maxPoolSize' },
  drizzle: { size: 10, source: 'the pool of its driver' },
  kysely: { size: 10, source: 'the pool of its driver' },
  objection: { size: 10, source: 'knexjs.org, Pool: max' },
  bookshelf: { size: 10, source: 'knexjs.org, Pool: max' },
  'mikro-orm': { size: 10, source: 'mikro-orm.io: knex pool' },
};
/** https://docs.libuv.org/en/v1.x/threadpool.html */
const THREADS = 4;

export function supplyOf(codebase: Codebase, service: Service, resource: Resource, queries: readonly Call[]): Supply {
  const { copies, because, isAssumed } = processesOf(codebase, service);
  const each = (units: number, of: string, alsoAssumed: boolean): Supply => ({
    units: units * copies,
    because: copies === 1 ? `${of}${isAssumed ? ' in one process' : ''}` : `${of} in each of ${copies} processes (${because})`,
    isAssumed: isAssumed || alsoAssumed,
  });
  if (resource === 'event loop') return each(1, 'one event loop', false);
  if (resource === 'thread pool') {
    const said = threadsOf(codebase, service);
    return said === undefined ? each(THREADS, `${THREADS} threads, the default of Node.js`, false) : each(said, `${said} threads, by UV_THREADPOOL_SIZE`, false);
  }
  const library = mostCommon(queries.flatMap(({ operation }) => operation?.library ?? []));
  const said = poolSizeIn(codebase, service);
  if (said !== undefined) return each(said, `${said} connections, as the code says`, false);
  const known = library === undefined ? undefined : POOLS[library];
  return each(known?.size ?? 10, known ? `${known.size} connections, the default of ${library}` : '10 connections, as most clients keep', true);
}

/** Copies of a service that run at once. */
function processesOf(codebase: Codebase, service: Service): { readonly copies: number; readonly because: string; readonly isAssumed: boolean } {
  for (const { name, replicas, maxReplicas } of workloadsOfService(codebase, service)) {
    const copies = maxReplicas ?? replicas;
    if (copies !== undefined && copies > 0) return { copies, because: `${maxReplicas === undefined ? 'replicas' : 'the most replicas'} of ${name}`, isAssumed: false };
  }
  return { copies: 1, because: 'one process', isAssumed: true };
}

function threadsOf(codebase: Codebase, service: Service): number | undefined {
  return workloadsOfService(codebase, service).map(({ environment }) => Number(environment['UV_THREADPOOL_SIZE'])).find((size) => size > 0);
}

const PLACES = [['max'], ['connectionLimit'], ['poolSize'], ['maxPoolSize'], ['pool', 'max'], ['extra', 'max'], ['extra', 'connectionLimit']] as const;

/** A number that is computed is not known. */
function poolSizeIn(codebase: Codebase, service: Service): number | undefined {
  const { facts, calls, values } = codebase;
  for (const file of filesReachedBy(codebase, service)) {
    for (const index of facts.get(file)?.calls.keys() ?? []) {
      const call = calls.callAt(file, index);
      if (call?.operation?.kind !== 'open-client' || POOLS[call.operation.library] === undefined) continue;
      for (const given of call.fact.arguments) {
        for (const path of PLACES) {
          let at: ReturnType<typeof values.propertyOf> = { file, expression: given };
          for (const name of path) at = at && values.propertyOf(at.file, at.expression, name);
          const value = at && values.of(at.file, at.expression)[0];
          if (value?.kind === 'literal' && typeof value.value === 'number') return value.value;
        }
      }
    }
  }
  return undefined;
}

function mostCommon(names: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
