/** What ties one service to another: imports, calls over the network, the order they start in. */

import type { Codebase } from '../model/codebase.ts';
import { siteOf, type Call, type Dependency } from '../model/graphs.ts';
import { serviceOfWorkload } from '../model/manifests.ts';
import type { Site } from '../model/source.ts';
import type { Service } from '../model/workspace.ts';
import { ofEachFile } from './of-each-file.ts';
import { oncePerModules } from './once-per-modules.ts';
import { callsOfFile } from './served-calls.ts';
import { addressOf, serviceCalled } from './service-called.ts';

export interface ServiceLink {
  readonly from: Service;
  readonly to: Service;
  readonly how: 'imports' | 'calls' | 'starts after';
  readonly at: Site;
  /** Found by a name in an address or a manifest, not by a path that resolves. */
  readonly isGuessed: boolean;
  /** For imports. */
  readonly dependency?: Dependency;
}

/** Every import that crosses from one service or shared package into another; tests and scripts are left out. */
export function* importsBetweenServices(codebase: Codebase): Iterable<ServiceLink & { readonly dependency: Dependency }> {
  for (const dependency of crossings(codebase)) {
    const link = importLink(codebase, dependency);
    if (link) yield link;
  }
}

/** The first import that stays in what runs, of each two services. */
export function firstImportsBetweenServices(codebase: Codebase): readonly (ServiceLink & { readonly dependency: Dependency })[] {
  return firstCrossings(codebase, crossings(codebase)).flatMap((dependency) => importLink(codebase, dependency) ?? []);
}

const firstCrossings = oncePerModules((standing, all: readonly Dependency[]) => {
  const first = new Map<string, Dependency>();
  for (const dependency of all) {
    if (dependency.kind === 'type-only' || dependency.isErasable) continue;
    const key = `${standing.serviceOf(dependency.from)?.root}\n${standing.serviceOf(dependency.to)?.root}`;
    if (!first.has(key)) first.set(key, dependency);
  }
  return [...first.values()];
});

export function importLink(codebase: Codebase, dependency: Dependency): (ServiceLink & { readonly dependency: Dependency }) | undefined {
  const [from, to] = [codebase.serviceOf(dependency.from), codebase.serviceOf(dependency.to)];
  return from && to && { from, to, how: 'imports', at: { file: dependency.from, span: dependency.span }, isGuessed: false, dependency };
}

/** The imports themselves. */
export const crossings = oncePerModules(({ workspace, modules, serviceOf, isOffline }): readonly Dependency[] =>
  workspace.files.flatMap((file) => {
    const from = serviceOf(file);
    if (!from || isOffline(file)) return [];
    return modules.dependenciesOf(file).filter(({ to: other }) => {
      const to = serviceOf(other);
      return to !== undefined && !isOffline(other) && areSeparate(from, to);
    });
  }),
);

/** Calls over HTTP from the code of one service to another, by the name the other goes by in a manifest or the workspace. */
export function* callsBetweenServices(codebase: Codebase): Iterable<ServiceLink> {
  const deployed = codebase.workspace.services.filter(({ kind }) => kind === 'service');
  if (deployed.length < 2) return;
  for (const from of deployed) {
    for (const call of outboundCalls.among(codebase, from.files).flat()) {
      const address = addressOf(codebase, call);
      const to = address && serviceCalled(codebase, address);
      if (to && areSeparate(from, to)) yield { from, to, how: 'calls', at: siteOf(call), isGuessed: address.variable !== undefined || call.isGuessed };
    }
  }
}

/** `depends_on` between the workloads of two services. */
export function* startsBetweenServices({ manifests: { workloads }, workspace }: Codebase): Iterable<ServiceLink> {
  const deployed = workspace.services.filter(({ kind }) => kind === 'service');
  for (const workload of workloads) {
    const from = serviceOfWorkload(workload, deployed);
    for (const name of from ? workload.dependsOn : []) {
      const other = workloads.find((each) => each.name === name && each.at.file === workload.at.file);
      const to = other && serviceOfWorkload(other, deployed);
      if (from && to && areSeparate(from, to)) yield { from, to, how: 'starts after', at: workload.at, isGuessed: true };
    }
  }
}

/** Neither is a folder of the other: what lies inside a package is its own, be it a template or a nested build. */
export function areSeparate(a: Rooted, b: Rooted): boolean {
  return !isAround(a, b) && !isAround(b, a);
}

type Rooted = Pick<Service, 'root'>;

function isAround({ root: outer }: Rooted, { root: inner }: Rooted): boolean {
  return outer === '' || inner === outer || inner.startsWith(`${outer}/`);
}

const outboundCalls = ofEachFile((own, code): readonly Call[] | undefined => {
  if (code.isOffline(own.file)) return undefined;
  const found = [...callsOfFile(own, code)].filter(({ operation }) => operation?.kind === 'outbound');
  return found.length > 0 ? found : undefined;
});
