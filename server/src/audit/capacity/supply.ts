/** How much of each resource a service has: from its manifests and its code, else the default its makers document. */

import type { Bottleneck, Resource } from '../../../../rules/kit/capacity-model.ts';
import type { Codebase } from '../../../../rules/model/codebase.ts';
import type { Service } from '../../../../rules/model/workspace.ts';
import type { Part } from './demand.ts';
import { optionOfClients, processesOf } from './processes.ts';

export type Supply = Bottleneck['supply'];

/** Connections a client keeps unless told otherwise, as its documentation says. */
export const POOLS: Readonly<Record<string, { readonly size: number; readonly source: string }>> = {
  pg: { size: 10, source: 'node-postgres.com, Pool: max' },
  mysql: { size: 10, source: 'sidorares.github.io/node-mysql2 and mysqljs/mysql: connectionLimit' },
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
/** Where clients are told how many connections to keep. */
const SIZES = [['max'], ['connectionLimit'], ['poolSize'], ['maxPoolSize'], ['pool', 'max'], ['extra', 'max'], ['extra', 'connectionLimit']] as const;
/** node:http Agent (nodejs.org/api/http, maxSockets: Infinity) and undici Pool (connections: null): nothing bounds them unless told. */
const SOCKETS = [['maxSockets'], ['connections'], ['pool', 'maxSockets'], ['httpAgent', 'maxSockets'], ['httpsAgent', 'maxSockets']] as const;
/** Megabytes. V8's heap on a 64-bit machine of 4 GB or more (nodejs.org/api/cli, --max-old-space-size: about 2 GB, more on larger machines). */
const HEAP = 2048;
/** Megabytes of a process that has done nothing yet. measured: 40 to 80 with a framework and a driver, of which 10 to 20 are in the heap. */
const AT_START = { process: 60, heap: 15 };

/** Undefined where nothing bounds the resource. */
export function supplyOf(codebase: Codebase, service: Service, resource: Resource, parts: readonly Part[]): Supply | undefined {
  const processes = processesOf(codebase, service, codebase.measurements?.calibration?.processors);
  const { count, because, isAssumed, processors, processorsBecause, environment, commands } = processes;
  const each = (units: number, of: string, alsoAssumed: boolean): Supply => ({
    units: units * count,
    because: count === 1 ? `${of}${isAssumed ? ' in one process' : ''}` : `${of} in each of ${count} processes (${because})`,
    isAssumed: isAssumed || alsoAssumed,
  });
  switch (resource) {
    case 'event loop':
      return processors !== undefined && processors < 1 ? each(processors, `one event loop on ${rounded(processors)} of a processor (${processorsBecause})`, false) : each(1, 'one event loop', false);
    case 'thread pool': {
      const said = Number(environment['UV_THREADPOOL_SIZE'] ?? /UV_THREADPOOL_SIZE=(\d+)/.exec(commands.join(' '))?.[1]);
      const threads = said > 0 ? said : THREADS;
      const known = said > 0 ? `${said} threads, by UV_THREADPOOL_SIZE` : `${THREADS} threads, the default of Node.js`;
      // Threads that compute need a processor each; threads that wait for a disk do not.
      return processors !== undefined && processors < threads && isComputing(parts) ? each(processors, `${known}, on ${rounded(processors)} processors (${processorsBecause})`, false) : each(threads, known, false);
    }
    case 'database connections': {
      const library = mostCommon(parts.flatMap(({ operation }) => operation?.library ?? []));
      const said = optionOfClients(codebase, service, (name) => POOLS[name] !== undefined, SIZES);
      if (said !== undefined) return each(said, `${said} connections, as the code says`, false);
      const known = library === undefined ? undefined : POOLS[library];
      return each(known?.size ?? 10, known ? `${known.size} connections, the default of ${library} (${known.source})` : '10 connections, as most clients keep', true);
    }
    case 'outbound connections': {
      const said = optionOfClients(codebase, service, (name) => POOLS[name] === undefined, SOCKETS);
      return said === undefined ? undefined : each(said, `${said} sockets to others, as the code says`, false);
    }
    case 'memory': {
      const heap = Number(/--max[-_]old[-_]space[-_]size=(\d+)/.exec([environment['NODE_OPTIONS'] ?? '', ...commands].join(' '))?.[1]);
      const bounds = [...(heap > 0 ? [[heap, AT_START.heap, `a heap of ${heap} MB, by --max-old-space-size`] as const] : []), ...(processes.megabytes === undefined ? [] : [[processes.megabytes, AT_START.process, `${rounded(processes.megabytes)} MB, the limit of its container`] as const])].sort(([a], [b]) => a - b);
      const [bound] = bounds;
      const [most, atStart, of] = bound ?? [HEAP, AT_START.heap, `a heap of ${HEAP} MB, about what V8 gives itself`];
      return each(Math.max(most / 4, most - atStart), of, bound === undefined);
    }
  }
}

function isComputing(parts: readonly Part[]): boolean {
  return parts.some(({ operation }) => operation !== undefined && operation.kind !== 'file');
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function mostCommon(names: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
