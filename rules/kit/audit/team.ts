/** Where people wait for one another, and how fast work comes out; made by server/src/audit/team.ts and delivery.ts. */

import type { Location } from '../../model/source.ts';

export interface TeamModel {
  /** Those that fewest people know first. */
  readonly truckFactors: readonly TruckFactor[];
  /** Owners whose code others build on, most waited for first. */
  readonly waitedFor: readonly WaitedFor[];
  /** Pairs of services that change together, most often first. */
  readonly crossing: readonly CrossingChange[];
  readonly unowned: { readonly files: number; readonly of: number; readonly folders: readonly string[] } | undefined;
  /** Sentences: what could not be judged, and why. */
  readonly unseen: readonly string[];
}

/** How many people must leave until more than half of the files have no author left (Avelino et al., *A Novel Approach for Estimating Truck Factors*, 2016). */
export interface TruckFactor {
  readonly service: string;
  readonly people: number;
  /** Those whose leaving it counts, as authors call themselves, or `person 1` where names are not wanted. */
  readonly names: readonly string[];
  readonly files: number;
  readonly location?: Location;
}

export interface WaitedFor {
  readonly team: string;
  readonly by: readonly string[];
  /** Imports that lead there. */
  readonly imports: number;
  readonly location: Location;
}

export interface CrossingChange {
  readonly services: readonly [string, string];
  /** Commits that changed both. */
  readonly together: number;
  /** Commits to the one that changes less. */
  readonly of: number;
  readonly location: Location;
}

/** From tags and commits: a proxy, since nobody said what a deployment is. */
export interface DeliveryModel {
  readonly measures: readonly DeliveryMeasure[];
  /** What it was taken from, and how much of it there is. */
  readonly from: string;
  readonly unseen: readonly string[];
}

export interface DeliveryMeasure {
  readonly name: 'deployment frequency' | 'lead time' | 'change failure' | 'time to restore';
  readonly says: string;
  /** Of *Accelerate State of DevOps* 2023. */
  readonly band: 'elite' | 'high' | 'medium' | 'low';
}
