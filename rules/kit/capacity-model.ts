/**
 * What breaks first when load grows: the result of the capacity model, as the reporters draw it; made by server/src/audit/capacity.
 *
 * The utilisation law (Denning and Buzen, *The Operational Analysis of Queueing Network Models*, 1978): U = X · D ÷ m. A resource of which
 * there are `m`, of which each request takes `D` seconds, is full at X = m ÷ D requests a second.
 */

import type { Location } from '../model/source.ts';

/** A number that is not known exactly: `low` and `high` bound what is likely, `typical` is what one would bet on. */
export interface Range {
  readonly low: number;
  readonly typical: number;
  readonly high: number;
}

export type Resource = 'event loop' | 'thread pool' | 'database connections';

export interface CapacityModel {
  /** What is full first comes first; at most one for each service and resource. */
  readonly bottlenecks: readonly Bottleneck[];
  /** Requests a second that count as 1×, and where the number comes from. */
  readonly traffic: { readonly requestsPerSecond: number; readonly isAssumed: boolean; readonly because: string };
  /** Sentences: what was taken for granted. */
  readonly assumptions: readonly string[];
  /** Sentences: what the code does not say, and what would tell. */
  readonly unknowns: readonly string[];
}

export interface Bottleneck {
  readonly service: string;
  readonly resource: Resource;
  /** How many there are, and why it is believed: `10 connections, the default of pg`. */
  readonly supply: { readonly units: number; readonly because: string };
  /** Seconds of the resource that an average request of the service takes. */
  readonly demand: Range;
  /** Requests a second at which it is full: `low` where everything costs most. */
  readonly saturation: Range;
  /** The same as a multiple of today's traffic to the service. */
  readonly factor: Range;
  /** What takes most of it, most first. */
  readonly causes: readonly Cause[];
  /** Once the first cause is mended: what it would be then. */
  readonly afterFix?: { readonly what: string; readonly factor: Range };
}

/** A call that requests come to. */
export interface Cause {
  /** `prisma.order.findMany`. */
  readonly label: string;
  readonly location: Location;
  /** Routes it is reached from, those that take most first. */
  readonly routes: readonly string[];
  /** Of what the average request takes of the resource, from 0 to 1. */
  readonly share: number;
  /** How often a request that comes here runs it: 50 for a loop over a list of unknown length. */
  readonly times: number;
  /** The finding that speaks of it, where there is one. */
  readonly finding?: { readonly rule: string; readonly message: string; readonly fingerprint: string };
}
