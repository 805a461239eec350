/** Gathers what ties two nodes of the map together, one edge for each way of doing so. */

import type { EdgeKind } from '../../../../rules/kit/audit/service-map.ts';
import type { Site } from '../../../../rules/model/source.ts';

export interface Link {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  readonly at: Site;
  readonly says: string;
  readonly isGuessed: boolean;
  /** A table, a topic. */
  readonly subject?: string;
}

export interface GatheredLink extends Omit<Link, 'subject'> {
  readonly places: number;
  readonly names: readonly string[];
}

/** In the order in which they were first met; what was found by name alone gives way to what was followed. */
export function gathered(links: Iterable<Link>): readonly GatheredLink[] {
  const found = new Map<string, { readonly best: Link; readonly places: number; readonly names: ReadonlySet<string> }>();
  for (const link of links) {
    if (link.from === link.to) continue;
    const key = `${link.from}\n${link.to}\n${link.kind}`;
    const known = found.get(key);
    found.set(key, {
      best: known && (!known.best.isGuessed || link.isGuessed) ? known.best : link,
      places: (known?.places ?? 0) + 1,
      names: new Set([...(known?.names ?? []), ...(link.subject === undefined ? [] : [link.subject])]),
    });
  }
  return [...found.values()].map(({ best: { subject: _, ...best }, places, names }) => ({ ...best, places, names: [...names].sort() }));
}
