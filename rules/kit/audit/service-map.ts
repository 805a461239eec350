/** Who calls whom and how, as the reporters draw it; made by server/src/audit/service-map.ts. */

import type { Location } from '../../model/source.ts';

export interface ServiceMap {
  /** Services first, then what they share, keep data in and ask. */
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
  /** Services that lead back to themselves, by id and in order; each circle once. */
  readonly cycles: readonly (readonly string[])[];
  /** Services that wait for one another in a row while a request is answered: three or more, longest first. */
  readonly chains: readonly (readonly string[])[];
  /** Shared packages left out, because so many would hide the rest. */
  readonly packagesLeftOut: number;
  /** Outside APIs left out, by name: those asked in fewest places. */
  readonly outsideLeftOut: readonly string[];
  /** Calls to addresses that only running code knows. */
  readonly unknownDestinations: number;
}

export type NodeKind = 'service' | 'package' | 'database' | 'cache' | 'queue' | 'outside' | 'container';

export interface MapNode {
  /** Unique in the map, and the same in the next run: `service:orders`. */
  readonly id: string;
  readonly kind: NodeKind;
  /** As its owner calls it: `orders`, `PostgreSQL`, `api.stripe.com`. */
  readonly name: string;
  /** What it is, in a few words: `12 routes, 3 replicas`. */
  readonly detail: string;
  /** Where it is declared. */
  readonly location?: Location;
  /** Services and packages: the folder. */
  readonly root?: string;
  /** A database that more than one service reads or writes. */
  readonly isShared: boolean;
}

/** `uses`: reads or writes a database or a cache. `starts after` is all that is known where a manifest only names an order. */
export type EdgeKind = 'imports' | 'calls' | 'publishes' | 'consumes' | 'uses' | 'starts after';

export interface MapEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  /** How many places in the code or the manifests say so. */
  readonly places: number;
  readonly location: Location;
  /** What is said there: `axios.get`, `depends_on`. */
  readonly says: string;
  /** Found by a name in an address or a manifest, not by a path that resolves. */
  readonly isGuessed: boolean;
  /** Tables, topics or routes, as far as they are named. */
  readonly names: readonly string[];
  /** Routes of `from` whose requests take this way. */
  readonly routes: number;
  /** Among the ways that most routes take. */
  readonly isHot: boolean;
  /** Part of a circle. */
  readonly isInCycle: boolean;
}
