/** Packages that more than one service is built with. */

import { importsBetweenServices } from '../../../../rules/kit/service-links.ts';
import { reachedFrom } from '../../../../rules/kit/circles.ts';
import { isSample } from '../../../../rules/kit/deployed-service.ts';
import type { Codebase } from '../../../../rules/model/codebase.ts';
import type { Service } from '../../../../rules/model/workspace.ts';

/** More would hide what runs. */
const MOST = 10;

/** Those that most services reach come first; `leftOut` are the shared ones that find no place. */
export function sharedPackages(codebase: Codebase, services: readonly Service[]): { readonly packages: readonly Service[]; readonly leftOut: number } {
  const imports = new Map<Service, Set<Service>>();
  for (const { from, to, dependency } of importsBetweenServices(codebase)) {
    if (dependency.kind === 'type-only' || dependency.isErasable) continue;
    imports.set(from, (imports.get(from) ?? new Set()).add(to));
  }
  const users = new Map<Service, number>();
  for (const service of services) {
    for (const reached of reachedFrom(service, (each) => imports.get(each) ?? [])) {
      if (!services.includes(reached) && !isSample(reached.root)) users.set(reached, (users.get(reached) ?? 0) + 1);
    }
  }
  const shared = [...users].filter(([, count]) => count > 1).sort(([a, m], [b, n]) => n - m || (a.name < b.name ? -1 : 1)).map(([each]) => each);
  return { packages: shared.slice(0, MOST), leftOut: Math.max(0, shared.length - MOST) };
}
