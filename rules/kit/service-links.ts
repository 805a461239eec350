/** What ties one service to another: imports, calls over the network, the order they start in. */

import type { Codebase } from '../model/codebase.ts';
import { functionId } from '../model/function-id.ts';
import { siteOf, type Call, type Dependency } from '../model/graphs.ts';
import { serviceOfWorkload } from '../model/manifests.ts';
import type { Site } from '../model/source.ts';
import type { Service } from '../model/workspace.ts';
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
  for (const file of codebase.workspace.files) {
    const from = codebase.serviceOf(file);
    if (!from || codebase.isOffline(file)) continue;
    for (const dependency of codebase.modules.dependenciesOf(file)) {
      const to = codebase.serviceOf(dependency.to);
      if (!to || codebase.isOffline(dependency.to) || !areSeparate(from, to)) continue;
      yield { from, to, how: 'imports', at: { file, span: dependency.span }, isGuessed: false, dependency };
    }
  }
}

/** Calls over HTTP from the code of one service to another, by the name the other goes by in a manifest or the workspace. */
export function* callsBetweenServices(codebase: Codebase): Iterable<ServiceLink> {
  const deployed = codebase.workspace.services.filter(({ kind }) => kind === 'service');
  if (deployed.length < 2) return;
  for (const from of deployed) {
    for (const file of from.files) {
      if (codebase.isOffline(file)) continue;
      for (const call of outboundCallsIn(codebase, file)) {
        const address = addressOf(codebase, call);
        const to = address && serviceCalled(codebase, address);
        if (to && areSeparate(from, to)) yield { from, to, how: 'calls', at: siteOf(call), isGuessed: address.variable !== undefined || call.isGuessed };
      }
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
export function areSeparate(a: Service, b: Service): boolean {
  return !isAround(a, b) && !isAround(b, a);
}

function isAround({ root: outer }: Service, { root: inner }: Service): boolean {
  return outer === '' || inner === outer || inner.startsWith(`${outer}/`);
}

function outboundCallsIn(codebase: Codebase, file: Call['file']): readonly Call[] {
  const count = codebase.facts.get(file)?.functions.length ?? 0;
  return Array.from({ length: count }, (_, index) => codebase.calls.callsIn(functionId(file, index)).filter(({ operation }) => operation?.kind === 'outbound')).flat();
}
