import { dataModels } from '../../kit/data-models.ts';
import { defineRule, type Report, type Step } from '../../kit/define-rule.ts';
import { isSample, isServing, listed } from '../../kit/deployed-service.ts';
import { option } from '../../kit/options.ts';
import { statementIn } from '../../kit/sql-statement.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { FunctionId } from '../../model/function-id.ts';
import { siteOf, type Call } from '../../model/graphs.ts';
import type { DataModel } from '../../model/manifests.ts';
import type { Service } from '../../model/workspace.ts';
import { connectionsIn } from './connection.ts';
import { tableOf, type Table } from './table.ts';

export default defineRule({
  scope: 'workspace',
  category: 'database',
  tier: 'warning',

  options: {
    together: option.names({ default: [], description: 'Services that are one in all but deployment, such as an API and its worker, and may share their tables.' }),
    views: option.names({ default: [], description: 'Models that are meant to be read by several services.' }),
  },

  *check({ services }, codebase, { together, views }) {
    const deployed = services.filter(({ kind, root }) => kind === 'service' && !isSample(root));
    if (deployed.length < 2) return;
    const models = dataModels(codebase);
    const uses = deployed.flatMap((service) => usesBy(codebase, service, models)).filter(({ table }) => !views.includes(table.name));
    const isOneThing = (names: readonly string[]): boolean => names.every((name) => together.includes(name));
    const told = new Set<string>();
    for (const shared of databasesIn(codebase, uses)) {
      const names = namesIn(shared);
      if (isOneThing(names)) continue;
      for (const name of names) told.add(name);
      yield reportOn(codebase, shared, names);
    }
    yield* sameConnections(codebase, deployed, uses, (names) => isOneThing(names) || names.every((name) => told.has(name)));
  },
});

/** What a service does to a table. */
interface Use {
  readonly service: Service;
  readonly table: Table;
  readonly call: Call;
  readonly writes: boolean;
}

function reportOn(codebase: Codebase, shared: readonly Use[], names: readonly string[]): Report {
  const tables = [...new Map(shared.map(({ table }) => [table.key, table])).values()];
  const writersOf = ({ key }: Table): readonly Use[] => shared.filter((use) => use.table.key === key && use.writes);
  const hottest = tables.reduce((best, each) => (writersOf(each).length > writersOf(best).length ? each : best));
  const writers = writersOf(hottest);
  const areWritten = writers.length > 1;
  const by = writers.length === names.length ? (names.length === 2 ? 'both' : 'all') : `${writers.length} of them`;
  return {
    at: hottest.at,
    message: `${listed(names, 4)} share ${tables.length === 1 ? hottest.name : `${tables.length} tables`}${areWritten ? `, and ${by} write ${tables.length === 1 ? 'it' : hottest.name}` : ''}, so ${alone(names)}.`,
    confidence: shared.some(({ call }) => call.isGuessed) ? 'likely' : 'certain',
    evidence: names.flatMap((name) => stepOf(areWritten ? [...writers, ...shared] : shared, name)),
    evidenceIs: 'related',
    ...(areWritten && !isOneWithWorkers(codebase, shared.map(({ service }) => service)) && !isSharedOnPurpose(codebase, hottest) ? {} : { tier: 'information' as const }),
  };
}

/** An application and what works behind it: one in all but deployment, as most teams mean it. */
function isOneWithWorkers(codebase: Codebase, services: readonly Service[]): boolean {
  const asked = services.filter((service) => !/worker|orchestrator|scheduler|consumer|jobs?$|cron/i.test(service.name) && isServing(codebase, service));
  return new Set(asked).size < 2;
}

/** Declared in a package that is there for all, and deployed nowhere: a team that made one means its services to share it. Measured: of such warnings, none was taken for more than true. */
function isSharedOnPurpose({ serviceOf, packageOf }: Codebase, { at: { file } }: Table): boolean {
  return serviceOf(file)?.kind !== 'service' && packageOf(file).root !== '' && packageOf(file).hasManifest;
}

/** Services whose deployment gives them the same database; the tables are compared by name. */
function* sameConnections(codebase: Codebase, deployed: readonly Service[], uses: readonly Use[], isKnown: (names: readonly string[]) => boolean): Iterable<Report> {
  const connections = connectionsIn(codebase, deployed);
  for (const database of new Set(connections.map((each) => each.database))) {
    const own = connections.filter((each) => each.database === database);
    const names = [...new Set(own.map(({ service }) => service.name))].sort();
    const [first, ...rest] = own;
    if (!first || names.length < 2 || isKnown(names)) continue;
    const here = uses.filter(({ service }) => names.includes(service.name));
    const isShared = ({ table, service }: Use): boolean => here.some((other) => other.service !== service && nameKey(other.table) === nameKey(table));
    const shared = here.filter(isShared);
    const areWritten = shared.some((use) => use.writes && shared.some((other) => other.writes && other.service !== use.service && nameKey(other.table) === nameKey(use.table)));
    const [hottest] = shared;
    yield {
      at: first.workload.at,
      message: `${listed(names, 4)} are given the same database ${database.replace(/^.*\//, '')}${areWritten && hottest ? `, and more than one writes ${hottest.table.name}` : ''}, so ${alone(names)}.`,
      confidence: 'certain',
      evidence: [...rest.map(({ workload, service }) => ({ at: workload.at, shows: `${service.name} is given it too` })), ...names.flatMap((name) => stepOf(shared, name))],
      evidenceIs: 'related',
      ...(areWritten && !isOneWithWorkers(codebase, own.map(({ service }) => service)) ? {} : { tier: 'information' as const }),
    };
  }
}

/** `Order` and `orders` are one table in one database. */
function nameKey({ name }: Table): string {
  return name.toLowerCase().replace(/(es|s)$/, '');
}

function alone(names: readonly string[]): string {
  return `${names.length === 2 ? 'neither' : 'none of them'} changes its tables or scales its database alone`;
}

function namesIn(uses: readonly Use[]): readonly string[] {
  return [...new Set(uses.map(({ service }) => service.name))].sort();
}

function stepOf(uses: readonly Use[], name: string): readonly Step[] {
  const use = uses.find(({ service }) => service.name === name);
  return use ? [{ at: siteOf(use.call), shows: `${name} ${use.writes ? 'writes' : 'reads'} ${use.table.name}` }] : [];
}

/** One use of each table, a writing one where there is one. */
function usesBy(codebase: Codebase, service: Service, models: readonly DataModel[]): readonly Use[] {
  const uses = new Map<string, Use>();
  for (const call of callsOf(codebase, service)) {
    const table = codebase.isOffline(call.file) ? undefined : tableOf(codebase, call, models);
    if (!table) continue;
    const { action } = call.operation ?? {};
    const writes = action === 'write' || action === 'write-many' || (action === 'raw' && statementIn(codebase, call)?.does !== 'reads');
    if (!uses.has(table.key) || (writes && uses.get(table.key)?.writes === false)) uses.set(table.key, { service, table, call, writes });
  }
  return [...uses.values()];
}

/** Everything that any of its entry points comes to, jobs and consumers included. */
function* callsOf({ calls }: Codebase, { entryPoints }: Service): Iterable<Call> {
  const reached = new Set<FunctionId>(entryPoints.filter(({ kind }) => kind !== 'startup').map(({ handler }) => handler));
  for (const each of reached) {
    for (const call of calls.callsIn(each)) {
      yield call;
      for (const { callee, resolution } of call.edges) if (resolution === 'static') reached.add(callee);
    }
  }
}

/** Uses of tables that more than one service has: those declared in one package are one database. */
function databasesIn(codebase: Codebase, uses: readonly Use[]): Iterable<readonly Use[]> {
  const databases = new Map<string, readonly Use[]>();
  for (const use of uses) {
    if (!uses.some(({ table, service }) => table.key === use.table.key && service !== use.service)) continue;
    const key = `${use.call.operation?.library ?? ''} ${codebase.packageOf(use.table.at.file).root}`;
    databases.set(key, [...(databases.get(key) ?? []), use]);
  }
  return databases.values();
}
