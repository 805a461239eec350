/** How many processes of a service run at once, and what each of them may use: from manifests, process managers and the code. */

import { filesReachedBy, workloadsOfService } from '../../../../rules/kit/deployed-service.ts';
import type { Codebase } from '../../../../rules/model/codebase.ts';
import type { Workload } from '../../../../rules/model/manifests.ts';
import type { Service } from '../../../../rules/model/workspace.ts';
import { numberIn } from './effort.ts';

export interface Processes {
  /** Of one copy of the service times the copies. */
  readonly count: number;
  readonly because: string;
  /** Nothing in the repository says so. */
  readonly isAssumed: boolean;
  /** Processors one process may use; undefined where nothing bounds them. */
  readonly processors: number | undefined;
  readonly processorsBecause: string;
  /** Of the workload it runs as, the command of package.json last. */
  readonly environment: Readonly<Record<string, string>>;
  readonly commands: readonly string[];
  readonly megabytes: number | undefined;
}

/** `machine`: processors of the machine that was calibrated, where one was. */
export function processesOf(codebase: Codebase, service: Service, machine: number | undefined): Processes {
  const workloads = workloadsOfService(codebase, service);
  const scaled = workloads.find(({ replicas, maxReplicas }) => (maxReplicas ?? replicas ?? 0) > 0);
  const copies = scaled?.maxReplicas ?? scaled?.replicas ?? 1;
  const limited = workloads.find(({ processors }) => processors !== undefined);
  const commands = [...workloads.flatMap(({ command }) => command ?? []), ...['start', 'start:prod', 'serve'].flatMap((name) => service.package.scripts[name] ?? [])];
  const processors = limited?.processors ?? machine;
  const forked = forksOf(codebase, service, workloads, commands, processors);
  const copiesSaid = scaled ? `${scaled.maxReplicas === undefined ? 'replicas' : 'the most replicas'} of ${scaled.name}` : undefined;
  return {
    count: copies * (forked?.count ?? 1),
    because: [copiesSaid, forked?.because].filter((each) => each !== undefined).join(', ') || 'one process',
    isAssumed: !scaled && !forked,
    processors: processors === undefined ? undefined : processors / (forked?.count ?? 1),
    processorsBecause: limited ? `${processors} by the limit of ${limited.name}` : `${machine ?? 0} as on the machine that was calibrated`,
    environment: Object.assign({}, ...workloads.map(({ environment }) => environment)) as Readonly<Record<string, string>>,
    commands,
    megabytes: workloads.find(({ megabytes }) => megabytes !== undefined)?.megabytes,
  };
}

interface Forks {
  readonly count: number;
  readonly because: string;
}

/** PM2 by its command or ecosystem file, `cluster.fork` in the code, WEB_CONCURRENCY. */
function forksOf(codebase: Codebase, service: Service, workloads: readonly Workload[], commands: readonly string[], processors: number | undefined): Forks | undefined {
  const everyOne = processors === undefined ? undefined : Math.max(1, Math.floor(processors));
  const concurrency = workloads.map(({ environment }) => Number(environment['WEB_CONCURRENCY'])).find((count) => count > 1);
  if (concurrency !== undefined) return { count: concurrency, because: 'WEB_CONCURRENCY' };
  const [, instances] = commands.map((command) => /\bpm2(?:-runtime)?\b.*?(?:\s-i|--instances)[\s=]+(\d+|max|-1)/.exec(command)).find((found) => found !== null) ?? [];
  if (instances !== undefined) return counted(instances === 'max' || instances === '-1' ? 'max' : Number(instances), everyOne, 'PM2');
  const written = commands.some((command) => /\bpm2/.test(command)) ? ecosystemInstances(codebase, service) : undefined;
  if (written !== undefined) return counted(written, everyOne, 'the ecosystem file of PM2');
  return callsFork(codebase, service) ? counted('max', everyOne, 'cluster.fork') : undefined;
}

function counted(count: number | 'max', everyOne: number | undefined, because: string): Forks {
  if (count !== 'max' && count > 0) return { count, because };
  return everyOne === undefined ? { count: 2, because: `${because}, one for each processor, here two` } : { count: everyOne, because: `${because}, one for each processor` };
}

/** `module.exports = { apps: [{ instances: 4 }] }`; 0 means one for each processor. */
function ecosystemInstances({ facts, values }: Codebase, { root }: Service): number | 'max' | undefined {
  for (const [file, { assignments }] of facts) {
    if (!/(^|\/)ecosystem\.config\.[cm]?js$/.test(file) || !file.startsWith(root)) continue;
    for (const { value } of assignments) {
      const apps = value && values.propertyOf(file, value, 'apps');
      const first = apps?.expression.kind === 'array' ? apps.expression.elements[0] : undefined;
      const at = apps && first && values.propertyOf(apps.file, first, 'instances');
      const [said] = at ? values.of(at.file, at.expression) : [];
      if (said?.kind === 'literal') return said.value === 'max' || said.value === 0 || said.value === -1 ? 'max' : typeof said.value === 'number' ? said.value : undefined;
    }
  }
  return undefined;
}

function callsFork(codebase: Codebase, service: Service): boolean {
  for (const file of filesReachedBy(codebase, service)) {
    const facts = codebase.facts.get(file);
    if (!facts?.imports.some(({ specifier }) => /^(?:node:)?cluster$/.test(specifier))) continue;
    for (const index of facts.calls.keys()) if (codebase.calls.callAt(file, index)?.origins.some((origin) => /^node:cluster#(?:default\.)?fork$/.test(origin))) return true;
  }
  return false;
}

/** The first number among options of the calls that open clients of these libraries, `undefined` where none is written. */
export function optionOfClients(codebase: Codebase, service: Service, isMeant: (library: string) => boolean, places: readonly (readonly string[])[]): number | undefined {
  const { facts, calls, values } = codebase;
  for (const file of filesReachedBy(codebase, service)) {
    for (const index of facts.get(file)?.calls.keys() ?? []) {
      const call = calls.callAt(file, index);
      if (call?.operation?.kind !== 'open-client' || !isMeant(call.operation.library)) continue;
      for (const given of call.fact.arguments) {
        for (const path of places) {
          let at: ReturnType<typeof values.propertyOf> = { file, expression: given };
          for (const name of path) at = at && values.propertyOf(at.file, at.expression, name);
          const value = at && numberIn(codebase, at.file, at.expression);
          if (value !== undefined) return value;
        }
      }
    }
  }
  return undefined;
}
