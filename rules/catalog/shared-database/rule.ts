import { dataModels } from '../../kit/data-models.ts';
import { defineRule, type Step } from '../../kit/define-rule.ts';
import { isSample, listed } from '../../kit/deployed-service.ts';
import { modelOfQuery } from '../../kit/model-of-query.ts';
import { option } from '../../kit/options.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { FunctionId } from '../../model/function-id.ts';
import { siteOf, type Call } from '../../model/graphs.ts';
import type { DataModel } from '../../model/manifests.ts';
import type { Service } from '../../model/workspace.ts';

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
    const models = dataModels(codebase).filter(({ name }) => !views.includes(name));
    const uses = deployed.flatMap((service) => usesBy(codebase, service, models));
    for (const shared of databasesIn(codebase, uses)) {
      const names = [...new Set(shared.map(({ service }) => service.name))].sort();
      if (names.every((name) => together.includes(name))) continue;
      const tables = [...new Set(shared.map(({ model }) => model))];
      const hottest = tables.map((model) => ({ model, writers: shared.filter((use) => use.model === model && use.writes) })).sort((x, y) => y.writers.length - x.writers.length)[0];
      if (!hottest) continue;
      const { model, writers } = hottest;
      const areWritten = writers.length > 1;
      const what = tables.length === 1 ? model.name : `${tables.length} tables`;
      const by = writers.length === names.length ? (names.length === 2 ? 'both' : 'all') : `${writers.length} of them`;
      yield {
        at: model.at,
        message: `${listed(names, 4)} share ${what}${areWritten ? `, and ${by} write ${tables.length === 1 ? 'it' : model.name}` : ''}, so ${names.length === 2 ? 'neither' : 'none of them'} changes its tables or scales its database alone.`,
        confidence: shared.some(({ call }) => call.isGuessed) ? 'likely' : 'certain',
        evidence: names.flatMap((name) => stepOf(areWritten ? [...writers, ...shared] : shared, name)),
        evidenceIs: 'related',
        ...(areWritten ? {} : { tier: 'information' as const }),
      };
    }
  },
});

function stepOf(uses: readonly Use[], name: string): readonly Step[] {
  const use = uses.find(({ service }) => service.name === name);
  return use ? [{ at: siteOf(use.call), shows: `${name} ${use.writes ? 'writes' : 'reads'} ${use.model.name}` }] : [];
}

interface Use {
  readonly service: Service;
  readonly model: DataModel;
  readonly call: Call;
  readonly writes: boolean;
}

/** One use of each model, a writing one where there is one. */
function usesBy(codebase: Codebase, service: Service, models: readonly DataModel[]): readonly Use[] {
  const uses = new Map<DataModel, Use>();
  for (const call of callsOf(codebase, service)) {
    const model = codebase.isOffline(call.file) ? undefined : modelOfQuery(codebase, call, models);
    if (!model) continue;
    const writes = call.operation?.action === 'write' || call.operation?.action === 'write-many';
    if (!uses.has(model) || (writes && uses.get(model)?.writes === false)) uses.set(model, { service, model, call, writes });
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

/** Uses of models that more than one service has: those declared in one package are one database. */
function databasesIn(codebase: Codebase, uses: readonly Use[]): Iterable<readonly Use[]> {
  const databases = new Map<string, readonly Use[]>();
  for (const use of uses) {
    if (!uses.some(({ model, service }) => model === use.model && service !== use.service)) continue;
    const key = `${use.model.library} ${codebase.packageOf(use.model.at.file).root}`;
    databases.set(key, [...(databases.get(key) ?? []), use]);
  }
  return databases.values();
}
