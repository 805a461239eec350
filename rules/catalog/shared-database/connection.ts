/** Which database a deployment gives a service, as far as its environment says so. */

import type { Codebase } from '../../model/codebase.ts';
import { serviceOfWorkload, type Workload } from '../../model/manifests.ts';
import type { Service } from '../../model/workspace.ts';

export interface Connection {
  readonly service: Service;
  readonly workload: Workload;
  /** Host and name of the database: `database:5432/shop`. */
  readonly database: string;
}

/** One for each database of each workload. What is filled in from outside is not known. */
export function connectionsIn({ manifests }: Codebase, deployed: readonly Service[]): readonly Connection[] {
  return manifests.workloads.flatMap((workload) => {
    const service = serviceOfWorkload(workload, deployed);
    return service ? databasesIn(workload.environment).map((database) => ({ service, workload, database })) : [];
  });
}

function databasesIn(environment: Workload['environment']): readonly string[] {
  const found = new Set<string>();
  for (const value of Object.values(environment)) {
    const [, host, name] = /^(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|mssql|sqlserver|cockroachdb):\/\/(?:[^@/]*@)?([\w.:,-]+)\/([\w-]+)/.exec(value) ?? [];
    if (host !== undefined && name !== undefined) found.add(`${host}/${name}`);
  }
  const valueOf = (pattern: RegExp): string | undefined => Object.entries(environment).find(([name, value]) => pattern.test(name) && /^[\w.-]+$/.test(value))?.[1];
  const host = valueOf(/^(DB|DATABASE|POSTGRES|PG|MYSQL|TYPEORM|MONGO)_?HOST$/);
  const name = valueOf(/^(DB|DATABASE|POSTGRES|PG|MYSQL|TYPEORM|MONGO)_?(NAME|DATABASE|DB)$/);
  if (host !== undefined && name !== undefined) found.add(`${host}/${name}`);
  return [...found];
}
