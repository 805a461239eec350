/**
 * What breaks first when load grows: the result of the capacity model, as the reporters draw it; made by server/src/audit/capacity.
 *
 * The utilisation law (Denning and Buzen, *The Operational Analysis of Queueing Network Models*, 1978): U = X · D ÷ m. A resource of which
 * there are `m`, of which each request takes `D` seconds, is full at X = m ÷ D requests a second.
 */

import type { Evidence } from '../model/finding.ts';
import type { MeasuredRoute } from '../model/measurements.ts';
import type { Location } from '../model/source.ts';

/** A number that is not known exactly: `low` and `high` bound what is likely, `typical` is what one would bet on. */
export interface Range {
  readonly low: number;
  readonly typical: number;
  readonly high: number;
}

/** Memory is what only grows until the process starts anew; outbound connections count only where the code bounds them. */
export type Resource = 'event loop' | 'thread pool' | 'database connections' | 'outbound connections' | 'memory';

export interface CapacityModel {
  /** What is full first comes first; at most one for each service and resource. */
  readonly bottlenecks: readonly Bottleneck[];
  /** The first three at 5× and at 10× of today's load, and at the growth the team expects where it says so. */
  readonly loads: readonly LoadColumn[];
  /** Every route, by service and then by what it takes; what a load test said stands beside. */
  readonly routes: readonly RouteCapacity[];
  /** Requests a second that count as 1×, and where the number comes from. */
  readonly traffic: {
    readonly requestsPerSecond: number;
    readonly isAssumed: boolean;
    readonly because: string;
    /** How much the team expects to grow: 10 unless said. */
    readonly growthFactor: number;
    /** How requests are spread over routes, and why it is believed. */
    readonly spread: string;
  };
  /** How far the product is, and what follows for what is said here. */
  readonly stage: { readonly name: 'mvp' | 'growth' | 'scale'; readonly isDeclared: boolean; readonly says: string };
  /** Sentences: what was taken for granted. */
  readonly assumptions: readonly string[];
  /** Sentences: what the code does not say, and what would tell. */
  readonly unknowns: readonly string[];
  /** Sentences: what was measured and taken into account (calibration, load tests, traces), with the file it is from. */
  readonly measured: readonly string[];
}

export interface LoadColumn {
  /** A multiple of today's load. */
  readonly times: number;
  readonly first: readonly {
    readonly service: string;
    readonly resource: Resource;
    /** Of what there is, from 0; 1 and above is full. `high` where everything costs most. */
    readonly use: Range;
  }[];
}

export interface Bottleneck {
  readonly service: string;
  readonly resource: Resource;
  /** How many there are, and why it is believed: `10 connections, the default of pg`. Megabytes for memory. */
  readonly supply: { readonly units: number; readonly because: string; readonly isAssumed: boolean };
  /** Seconds of the resource that an average request of the service takes; for memory, megabytes that it leaves behind times the seconds until the process starts anew. */
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

/** A call that requests come to, or a collection that they make grow. */
export interface Cause {
  /** `prisma.order.findMany`. */
  readonly label: string;
  readonly location: Location;
  /** Routes it is reached from, those that take most first. */
  readonly routes: readonly string[];
  /** All routes it is reached from, as a part of the requests to the service, from 0 to 1: what the number rests on. */
  readonly ofRequests: number;
  /** Of what the average request takes of the resource, from 0 to 1. */
  readonly share: number;
  /** The same in the unit of the bottleneck's demand. */
  readonly demand: Range;
  /** How often a request that comes here runs it: 50 for a loop over a list of unknown length. */
  readonly times: number;
  /** The walk from the first route. */
  readonly path: readonly Evidence[];
  /** The finding that speaks of it, where there is one. */
  readonly finding?: { readonly rule: string; readonly message: string; readonly fingerprint: string };
  readonly fix: Fix;
}

/** Fixes combine: what is left of a bottleneck's demand is its demand less what each chosen fix saves; see capacity-after-fixes.ts. */
export interface Fix {
  /** The same for all that one change mends: the finding's fingerprint, else the place. */
  readonly id: string;
  /** `one pool.query for all instead of one for each`. */
  readonly what: string;
  /** What the cause takes afterwards, in the unit of the bottleneck's demand. */
  readonly demand: Range;
  /** What the fix takes of another resource of the service instead: the thread pool, for the asynchronous form of a blocking call. */
  readonly moves?: { readonly to: Resource; readonly demand: Range };
}

export interface RouteCapacity {
  readonly service: string;
  readonly route: string;
  /** Of the requests to the service, from 0 to 1. */
  readonly share: number;
  /** What one request takes of each resource, in seconds (memory: megabytes left behind). */
  readonly demand: Readonly<Partial<Record<Resource, Range>>>;
  /** Requests a second of this route alone that fill the first resource, and which one that is. */
  readonly alone: { readonly resource: Resource; readonly saturation: Range };
  /** Queries of one request. */
  readonly queries: Range;
  /** What load tests and traces said of it. */
  readonly measured?: MeasuredRoute;
}
