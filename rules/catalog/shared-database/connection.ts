/** Which database a deployment gives a service, as far as its environment says so. */

import type { Codebase } from '../../model/codebase.ts';
import { serviceOfWorkload, type Workload } from '../../model/manifests.ts';
import type { Service } from '../../model/workspace.ts';

export interface Connection {
  readonly service: Service;
  readonly workload: Workload;
  /** Host and name of the database, `database:5432/shop`, or what a deployment fills in for all: a variable `MONGO_URL`, the key of a secret `shop-db:url`. */
  readonly database: string;
}

/** One for each database of each workload. */
export function connectionsIn({ manifests }: Codebase, deployed: readonly Service[]): readonly Connection[] {
  return manifests.workloads.filter(({ traits }) => !traits.includes('development')).flatMap((workload) => {
    const service = serviceOfWorkload(workload, deployed);
    return service ? databasesIn(workload.environment).map((database) => ({ service, workload, database })) : [];
  });
}

function databasesIn(environment: Workload['environment']): readonly string[] {
  const found = new Set<string>();
  for (const [name, value] of Object.entries(environment)) {
    const variable = /(DATABASE|DB|MONGO(DB)?|POSTGRES|MYSQL|PG)_?(URL|URI|DSN|CONNECTION(_STRING)?)$/.test(name) ? /^\$\{?([\w.-]+:\w[\w.-]*|\w+)(?::?-[^}]*)?\}?$/.exec(value)?.[1] : undefined;
    // Filled in from one place for all of them.
    if (variable !== undefined) found.add(variable);
    const [, host, database] = /^(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|mssql|sqlserver|cockroachdb):\/\/(?:[^@/]*@)?([\w.:,-]+)\/([\w-]+)/.exec(value) ?? [];
    if (host !== undefined && database !== undefined) found.add(`${host}/${database}`);
  }
  const valueOf = (pattern: RegExp): string | undefined => Object.entries(environment).find(([name, value]) => pattern.test(name) && /^[\w.-]+$/.test(value))?.[1];
  const host = valueOf(/^(DB|DATABASE|POSTGRES|PG|MYSQL|TYPEORM|MONGO)_?HOST$/);
  const name = valueOf(/^(DB|DATABASE|POSTGRES|PG|MYSQL|TYPEORM|MONGO)_?(NAME|DATABASE|DB)$/);
  if (host !== undefined && name !== undefined) found.add(`${host}/${name}`);
  return [...found];
}
