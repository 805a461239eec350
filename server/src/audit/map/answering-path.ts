/** Which service answers a path whose host only running code knows: the only other one with a route of exactly that address. */

import { oncePerCodebase } from '../../../../rules/kit/once-per-codebase.ts';
import type { Codebase } from '../../../../rules/model/codebase.ts';
import type { Service } from '../../../../rules/model/workspace.ts';

export function serviceAnswering(codebase: Codebase, path: string, asking: Service): Service | undefined {
  const wanted = plain(path);
  if (wanted === undefined) return undefined;
  const [only, ...others] = (answering(codebase).get(wanted) ?? []).filter((each) => each !== asking);
  return others.length === 0 ? only : undefined;
}

/** Services by the addresses of their routes; those with parameters are left out. */
const answering = oncePerCodebase(({ workspace, isOffline }: Codebase): ReadonlyMap<string, readonly Service[]> => {
  const found = new Map<string, Service[]>();
  for (const service of workspace.services.filter(({ kind }) => kind === 'service')) {
    for (const { kind, path, at } of service.entryPoints) {
      const own = kind === 'http-route' && path !== undefined && !isOffline(at.file) ? plain(path) : undefined;
      if (own === undefined) continue;
      const known = found.get(own) ?? [];
      if (!known.includes(service)) found.set(own, [...known, service]);
    }
  }
  return found;
});

/** What every service has says nothing. */
const EVERYWHERE = /(?:^|\/)(?:health\w*|livez?|ready|readyz|ping|metrics|status|version|info|login|logout|graphql|api|v\d+|docs|favicon\.ico|robots\.txt)$/i;

function plain(path: string): string | undefined {
  const segments = path.replace(/[?#].*$/, '').split('/').filter((each) => each !== '');
  const text = segments.join('/').toLowerCase();
  return segments.length === 0 || segments.some((each) => /[:*{}()[\]]/.test(each)) || EVERYWHERE.test(text) ? undefined : text;
}
