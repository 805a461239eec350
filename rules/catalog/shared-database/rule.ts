import { dataModels } from '../../kit/data-models.ts';
import { defineRule } from '../../kit/define-rule.ts';
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
    for (const shared of groupsOf(uses)) {
      const names = [...new Set(shared.map(({ service }) => service.name))];
      if (names.every((name) => together.includes(name))) continue;
      const [first] = shared;
      if (!first) continue;
      const tables = [...new Set(shared.map(({ model }) => model.name))];
      const areWritten = shared.some((use) => use.writes && shared.some((other) => other.writes && other.model === use.model && other.service !== use.service));
      const oneForEach = [...new Map(shared.map((use) => [use.service.name, use])).values()];
      yield {
        at: first.model.at,
        message: `${listed(names)} ${names.length === 2 ? 'both' : 'all'} ${areWritten ? 'write' : 'read'} ${listed(tables)}, so none of them changes its tables or scales its database alone.`,
        confidence: shared.some(({ call }) => call.isGuessed) ? 'likely' : 'certain',
        evidence: oneForEach.map(({ service, call, model }) => ({ at: siteOf(call), shows: `${service.name} asks for ${model.name}` })),
        evidenceIs: 'related',
        ...(areWritten ? {} : { tier: 'information' as const }),
      };
    }
  },
});

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

/** Uses of models that more than one service has, those of the same services together. */
function groupsOf(uses: readonly Use[]): Iterable<readonly Use[]> {
  const byModel = new Map<DataModel, readonly Use[]>();
  for (const use of uses) byModel.set(use.model, [...(byModel.get(use.model) ?? []), use]);
  const byServices = new Map<string, readonly Use[]>();
  for (const shared of byModel.values()) {
    const key = [...new Set(shared.map(({ service }) => service.name))].sort();
    if (key.length > 1) byServices.set(key.join(), [...(byServices.get(key.join()) ?? []), ...shared]);
  }
  return byServices.values();
}
