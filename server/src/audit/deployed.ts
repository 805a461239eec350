/** Which services the audit speaks of: what is deployed, without what others are only built with. */

import { isSample, requestsTo, workloadsOfService } from '../../../rules/kit/deployed-service.ts';
import { oncePerCodebase } from '../../../rules/kit/once-per-codebase.ts';
import { importsBetweenServices } from '../../../rules/kit/service-links.ts';
import type { Service } from '../../../rules/model/workspace.ts';

/** A package that two others import is shared code, though it may have a script to start: unless something deploys it, and requests come to it. */
export const deployedServices = oncePerCodebase((codebase): readonly Service[] => {
  const importers = new Map<Service, Set<Service>>();
  for (const { from, to } of importsBetweenServices(codebase)) importers.set(to, (importers.get(to) ?? new Set()).add(from));
  return codebase.workspace.services.filter((service) => {
    if (service.kind !== 'service' || isSample(service.root) || service.files.length === 0) return false;
    if ((importers.get(service)?.size ?? 0) < 2) return true;
    return workloadsOfService(codebase, service).length > 0 && requestsTo(codebase, service).length > 0;
  });
});
