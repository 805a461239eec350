/** Joins what each file said into one codebase: values, calls, entry points and the paths requests take. Pure. */

import type { Code, Codebase } from '../../../rules/model/codebase.ts';
import type { FileFacts } from '../../../rules/model/facts.ts';
import { partsOfFunctionId, type FunctionId } from '../../../rules/model/function-id.ts';
import type { Manifests } from '../../../rules/model/manifests.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { EntryPoint, Service, Workspace } from '../../../rules/model/workspace.ts';
import { createKnowledge } from '../../../rules/knowledge/knowledge.ts';
import type { ApiRow } from '../../../rules/knowledge/api-row.ts';
import { createCallGraph } from './call-graph.ts';
import { searchEntryPoints } from './entry-points.ts';
import { dependenciesThrough } from './dependencies-through.ts';
import { createEvaluations } from './evaluate.ts';
import { createHeritage } from './heritage.ts';
import { createModules } from './module-graph.ts';
import { createParameterFlow } from './parameter-flow.ts';
import { createLasting } from './file-answers.ts';
import { pushTo } from './file-index.ts';
import { createProgram, inputOfFile } from './program.ts';
import { createJobPaths, createRequestPaths } from './request-paths.ts';
import { createResolver } from './resolve-specifier.ts';
import { ownersByFolder } from './owners-by-folder.ts';
import { noTracker } from './no-tracker.ts';
import { createTracker, type Tracker } from './tracking.ts';
import { createValues } from './values.ts';

/** Joins the facts of one workspace, again and again as its files are edited. */
export interface Linker {
  /** `facts` in the order of `workspace.files`. What nothing changed for is not looked at again. `since`: other facts of the same files, and those files that have changed from then on. */
  link(facts: ReadonlyMap<FilePath, FileFacts>, since?: Since): Codebase;
  /** Nothing was linked since: what the codebase says of calls and values is about its own facts. */
  isCurrent(codebase: Codebase): boolean;
}

interface Since {
  readonly facts: ReadonlyMap<FilePath, FileFacts>;
  readonly files: readonly FilePath[];
}

export interface LinkerOptions {
  /** Rows a team adds in its config. */
  readonly extraKnowledge?: readonly ApiRow[];
  /** Nothing will be edited: no account is kept of what was read for which answer. */
  readonly isForOnce?: boolean;
}

export function createLinker(workspace: Workspace, manifests: Manifests, { extraKnowledge = [], isForOnce = false }: LinkerOptions = {}): Linker {
  let before: { readonly facts: ReadonlyMap<FilePath, FileFacts>; readonly linking: Linking } | undefined;
  let latest: Codebase['requests'] | undefined;
  return {
    link(facts, since) {
      const changed = before && (since?.facts === before.facts ? since.files.flatMap((file) => facts.get(file) ?? []) : changedIn(before.facts, facts));
      const linking = before && changed && !isForOnce && before.linking.isSmall ? before.linking : createLinking(workspace, facts, manifests, extraKnowledge, isForOnce ? noTracker : createTracker());
      before = { facts, linking };
      const codebase = linking.link(facts, changed ?? []);
      latest = codebase.requests;
      return codebase;
    },
    isCurrent: ({ requests }) => requests === latest,
  };
}

/** Once, from the beginning. */
export function link(workspace: Workspace, facts: ReadonlyMap<FilePath, FileFacts>, manifests: Manifests, extraKnowledge: readonly ApiRow[] = []): Codebase {
  return createLinker(workspace, manifests, { extraKnowledge, isForOnce: true }).link(facts);
}

/** The facts that were replaced; undefined when other files have facts now. */
function changedIn(before: ReadonlyMap<FilePath, FileFacts>, after: ReadonlyMap<FilePath, FileFacts>): readonly FileFacts[] | undefined {
  if (before.size !== after.size) return undefined;
  const changed: FileFacts[] = [];
  for (const [file, facts] of after) {
    const known = before.get(file);
    if (!known) return undefined;
    if (known !== facts) changed.push(facts);
  }
  return changed;
}

interface Linking {
  /** Not yet so full of accounts of what was read that starting anew is better. */
  readonly isSmall: boolean;
  link(facts: ReadonlyMap<FilePath, FileFacts>, changed: readonly FileFacts[]): Codebase;
}

/** Below this nobody minds, about a hundred bytes each. */
const MOST_SETS = 1_000_000;
/** A large codebase needs many from the start: it may have as many times what its first answers took. */
const GROWTH = 3;

function createLinking(workspace: Workspace, firstFacts: ReadonlyMap<FilePath, FileFacts>, manifests: Manifests, extraKnowledge: readonly ApiRow[], tracker: Tracker): Linking {
  const program = createProgram(firstFacts, createResolver(workspace), tracker);
  const modules = createModules(program);
  const isOffline = (file: FilePath): boolean => workspace.offlineFiles.has(file);
  const heritage = createHeritage(program, isOffline);
  const packageOf = ownersByFolder(workspace.packages);
  const serviceOf = ownersByFolder(workspace.services);

  const evaluations = createEvaluations(program, heritage);
  const flow = createParameterFlow(evaluations.alone, isOffline);
  const evaluation = evaluations.withFlow(flow);
  const rootDependencies = workspace.packages.find(({ root }) => root === '')?.dependencies ?? new Set<string>();
  const throughPackages = dependenciesThrough(workspace.packages);
  const recognition = {
    knowledge: createKnowledge(extraKnowledge),
    dependenciesOf(file: FilePath) {
      const owner = packageOf(file);
      return owner ? throughPackages(owner) : rootDependencies;
    },
  };
  const calls = createCallGraph(evaluation, recognition, isOffline);
  const entryPointSearch = searchEntryPoints(evaluation, { serviceOf, packageOf, isOffline, workloads: manifests.workloads });
  const root = workspace.packages[0];
  const code: Code = {
    facts: program.facts, calls, values: createValues(evaluation), manifests, isOffline,
    packageOf(file) {
      const found = packageOf(file) ?? root;
      if (!found) throw new Error('A workspace has at least its root package.');
      return found;
    },
  };
  const lasting = createLasting(program, code);
  /** Sets when the first edit came: by then every rule has asked. */
  let atFirst: number | undefined;
  let served: { readonly entryPoints: readonly EntryPoint[]; readonly services: ReadonlyMap<Service, Service>; readonly workspace: Workspace } | undefined;

  return {
    get isSmall() {
      atFirst ??= tracker.size;
      return tracker.size < Math.max(MOST_SETS, GROWTH * atFirst);
    },
    link(facts, changed) {
      for (const own of changed) {
        program.replace(own);
        for (const each of [heritage, flow, evaluation]) each.forget(own.file);
      }
      tracker.change(changed.map(({ file }) => inputOfFile(file)));
      calls.forget(changed.map(({ file }) => file));
      heritage.refresh();
      flow.refresh();

      const entryPoints = entryPointSearch.find();
      if (entryPoints !== served?.entryPoints) {
        const serving = servicesWith(workspace.services, entryPoints);
        served = { entryPoints, services: serving, workspace: { ...workspace, services: [...serving.values()] } };
      }
      const { services } = served;
      const walk = { entryPoints, calls, isSkipped: (callee: FunctionId) => isOffline(partsOfFunctionId(callee).file) };
      return {
        ...code,
        lasting,
        workspace: served.workspace,
        facts,
        modules: modules.graph(),
        calls,
        requests: createRequestPaths(walk),
        jobs: createJobPaths(walk),
        serviceOf(file) {
          const service = serviceOf(file);
          return service && services.get(service);
        },
      };
    },
  };
}

/** Each service with the entry points that were found in it. */
function servicesWith(services: readonly Service[], entryPoints: readonly EntryPoint[]): ReadonlyMap<Service, Service> {
  const byName = new Map<string, EntryPoint[]>();
  for (const entryPoint of entryPoints) pushTo(byName, entryPoint.service, entryPoint);
  return new Map(services.map((service) => [service, { ...service, entryPoints: byName.get(service.name) ?? [] }]));
}
