/** Joins what each file said into one codebase: values, calls, entry points and the paths requests take. Pure. */

import type { Codebase } from '../../../rules/model/codebase.ts';
import type { FileFacts } from '../../../rules/model/facts.ts';
import { partsOfFunctionId } from '../../../rules/model/function-id.ts';
import type { Manifests } from '../../../rules/model/manifests.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { Service, Workspace } from '../../../rules/model/workspace.ts';
import { createKnowledge } from '../../../rules/knowledge/knowledge.ts';
import type { ApiRow } from '../../../rules/knowledge/api-row.ts';
import { createCallGraph } from './call-graph.ts';
import { findEntryPoints } from './entry-points.ts';
import { createEvaluation } from './evaluate.ts';
import { createHeritage } from './heritage.ts';
import { linkModules } from './module-graph.ts';
import { createParameterFlow } from './parameter-flow.ts';
import { createProgram } from './program.ts';
import { createRequestPaths } from './request-paths.ts';
import { createResolver } from './resolve-specifier.ts';
import { ownersByFolder } from './owners-by-folder.ts';
import { createValues } from './values.ts';

/** `facts` in the order of `workspace.files`; `extraKnowledge`: rows a team adds in its config. */
export function link(workspace: Workspace, facts: ReadonlyMap<FilePath, FileFacts>, manifests: Manifests, extraKnowledge: readonly ApiRow[] = []): Codebase {
  const resolver = createResolver(workspace);
  const program = createProgram(facts, resolver);
  const heritage = createHeritage(program);
  const isOffline = (file: FilePath): boolean => workspace.offlineFiles.has(file);
  const packageOf = ownersByFolder(workspace.packages);
  const serviceOf = ownersByFolder(workspace.services);

  const flow = createParameterFlow(createEvaluation(program, heritage, undefined), isOffline);
  const evaluation = createEvaluation(program, heritage, flow);
  const rootDependencies = workspace.packages.find(({ root }) => root === '')?.dependencies ?? new Set<string>();
  const recognition = {
    knowledge: createKnowledge(extraKnowledge),
    dependenciesOf: (file: FilePath) => packageOf(file)?.dependencies ?? rootDependencies,
  };
  const calls = createCallGraph(evaluation, recognition);
  const entryPoints = findEntryPoints(evaluation, { serviceOf, packageOf, isOffline });
  const services = workspace.services.map((service): Service => ({ ...service, entryPoints: entryPoints.filter((each) => each.service === service.name) }));
  const linkedServiceOf = ownersByFolder(services);
  const requests = createRequestPaths(entryPoints, calls, (callee) => isOffline(partsOfFunctionId(callee).file));

  const root = workspace.packages[0];
  return {
    workspace: { ...workspace, services },
    facts,
    modules: linkModules(facts, resolver),
    calls,
    requests,
    values: createValues(evaluation),
    manifests,
    serviceOf: linkedServiceOf,
    packageOf(file) {
      const found = packageOf(file) ?? root;
      if (!found) throw new Error('A workspace has at least its root package.');
      return found;
    },
    isOffline,
  };
}
