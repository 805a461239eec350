import { defineRule } from '../../kit/define-rule.ts';
import { filesReachedBy, workloadsOfService } from '../../kit/deployed-service.ts';
import type { Codebase } from '../../model/codebase.ts';
import { siteOf } from '../../model/graphs.ts';
import type { Workload } from '../../model/manifests.ts';
import type { Site } from '../../model/source.ts';
import type { Service } from '../../model/workspace.ts';

export default defineRule({
  scope: 'service',
  category: 'database',
  tier: 'advice',
  options: {},

  *check(service, codebase) {
    const database = databaseOf(codebase);
    const replicas = workloadsOfService(codebase, service).find(({ replicas: written, maxReplicas }) => (maxReplicas ?? written ?? 0) > 1);
    const pool = database && poolOf(codebase, service, database.engine);
    const copies = replicas?.maxReplicas ?? replicas?.replicas;
    if (!database || !pool || copies === undefined || pool.size * copies <= database.connections) return;
    yield {
      at: pool.at,
      message: `${copies} copies of ${service.name} open up to ${pool.size * copies} connections; ${database.name} accepts ${database.connections}.`,
      confidence: 'likely',
      evidence: [
        { at: replicas?.replicasAt ?? replicas?.at ?? pool.at, shows: `${copies} copies` },
        { at: database.at, shows: `${database.connections} connections${database.isDefault ? ', the default of its image' : ''}` },
      ],
      evidenceIs: 'related',
    };
  },
});

interface Database {
  readonly name: string;
  readonly engine: 'postgres' | 'mysql';
  readonly connections: number;
  readonly isDefault: boolean;
  readonly at: Site;
}

/** Defaults of the servers: postgresql.org/docs (max_connections), dev.mysql.com/doc (max_connections). */
const DEFAULTS = { postgres: 100, mysql: 151 } as const;

/** The one database that the deployment starts; with two of them it is not known which one is meant. */
function databaseOf({ manifests }: Codebase): Database | undefined {
  const found = manifests.workloads.filter(({ traits }) => !traits.includes('development')).flatMap((workload) => databaseIn(workload) ?? []);
  return found.length === 1 ? found[0] : undefined;
}

function databaseIn({ name, image = '', command = '', at }: Workload): Database | undefined {
  const engine = /(^|\/)(postgres|postgis|pgvector|timescaledb)(:|@|$)/.test(image) ? 'postgres' : /(^|\/)(mysql|mariadb)(:|@|$)/.test(image) ? 'mysql' : undefined;
  if (!engine) return undefined;
  const said = /max[_-]connections\s*=\s*(\d+)/.exec(command)?.[1];
  return { name, engine, connections: said === undefined ? DEFAULTS[engine] : Number(said), isDefault: said === undefined, at };
}

/** Where a service says how many connections it keeps; a number that is computed is not known. */
function poolOf(codebase: Codebase, service: Service, engine: Database['engine']): { readonly size: number; readonly at: Site } | undefined {
  const libraries = engine === 'postgres' ? /^(pg|postgres|typeorm|knex|sequelize|drizzle|kysely)$/ : /^(mysql2?|typeorm|knex|sequelize|drizzle|kysely)$/;
  const { facts, calls, values } = codebase;
  for (const file of filesReachedBy(codebase, service)) {
    for (const [index] of (facts.get(file)?.calls ?? []).entries()) {
      const call = calls.callAt(file, index);
      if (call?.operation?.kind !== 'open-client' || !libraries.test(call.operation.library)) continue;
      for (const given of call.fact.arguments) {
        for (const path of [['max'], ['connectionLimit'], ['poolSize'], ['pool', 'max'], ['extra', 'max'], ['extra', 'connectionLimit']]) {
          const at = path.reduce<ReturnType<typeof values.propertyOf>>((from, name) => from && values.propertyOf(from.file, from.expression, name), { file, expression: given });
          const value = at && values.of(at.file, at.expression)[0];
          if (value?.kind === 'literal' && typeof value.value === 'number') return { size: value.value, at: siteOf(call) };
        }
      }
    }
  }
  return undefined;
}
