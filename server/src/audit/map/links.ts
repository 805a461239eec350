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

/** A database that only names were taken for gives way where the service is known to ask another: `users.count()` may be a list. */
export function withoutMereGuesses(links: readonly GatheredLink[], deployed: ReadonlySet<string>): readonly GatheredLink[] {
  const asks = (link: GatheredLink): boolean => link.kind === 'uses' && link.to.startsWith('database:');
  const certain = new Set(links.filter((link) => asks(link) && (!link.isGuessed || deployed.has(link.to))).map(({ from }) => from));
  return links.filter((link) => !asks(link) || !link.isGuessed || deployed.has(link.to) || !certain.has(link.from));
}
