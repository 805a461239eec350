/** Which services the audit speaks of: what is deployed, without what others are only built with; where that answers nobody, whatever answers. */

import { isSample, isServing, requestsTo, workloadsOfService } from '../../../rules/kit/deployed-service.ts';
import { oncePerCodebase } from '../../../rules/kit/once-per-codebase.ts';
import { importsBetweenServices } from '../../../rules/kit/service-links.ts';
import type { Service } from '../../../rules/model/workspace.ts';

/** A package that two others import is shared code, though it may have a script to start: unless something deploys it, and requests come to it. */
export const deployedServices = oncePerCodebase((codebase): readonly Service[] => {
  const importers = new Map<Service, Set<Service>>();
  for (const { from, to } of importsBetweenServices(codebase)) importers.set(to, (importers.get(to) ?? new Set()).add(from));
  const deployed = codebase.workspace.services.filter((service) => {
    if (service.kind !== 'service' || isSample(service.root) || service.files.length === 0) return false;
    const users = [...(importers.get(service) ?? [])].filter(({ kind }) => kind === 'service');
    if (users.length > 0 && isPartOf(service, users)) return false;
    if ((importers.get(service)?.size ?? 0) < 2) return true;
    return workloadsOfService(codebase, service).length > 0 && requestsTo(codebase, service).length > 0;
  });
  return [...new Set([...deployed, ...answeringServices(codebase).filter(({ kind }) => kind !== 'service')])];
});

/** Nothing comes to it by itself, as to a client with its migrations; or those that load it have an image, and it has none: they run it. */
function isPartOf({ entryPoints, because }: Service, users: readonly Service[]): boolean {
  return entryPoints.length === 0 || (!HAS_IMAGE.has(because) && users.some((each) => HAS_IMAGE.has(each.because)));
}

const HAS_IMAGE = new Set(['Dockerfile', 'compose.yaml', 'tenfold.json']);

/** Of what only the team knows how to start, the audit speaks of those that requests come to most. */
const MOST_UNDEPLOYED = 3;

/** What answers so much more than all that is known to be deployed is what the repository is about. */
const FAR_MORE = 10;

/** Those that requests come to. Where what is deployed is no more than a side door (a framework, a backend that another repository starts), the packages that answer too. */
export const answeringServices = oncePerCodebase((codebase): readonly Service[] => {
  const { services } = codebase.workspace;
  const serving = services.filter((service) => isServing(codebase, service));
  const answered = serving.reduce((sum, service) => sum + requestsTo(codebase, service).length, 0);
  const others = services.filter((service) => !serving.includes(service) && !isSample(service.root)).map((service) => ({ service, requests: requestsTo(codebase, service).length }));
  const further = others.filter(({ requests }) => requests > answered * FAR_MORE).sort((a, b) => b.requests - a.requests).slice(0, MOST_UNDEPLOYED);
  return [...serving, ...further.map(({ service }) => service)];
});
