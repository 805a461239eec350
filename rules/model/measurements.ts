/** What was measured outside of Tenfold: load tests, traces, and what calls cost on this machine. Read by server/src/extract/measurements. */

import type { FilePath } from './source.ts';

export interface Measurements {
  readonly loadTests: readonly LoadTest[];
  readonly traces: readonly TraceExport[];
  /** What `tenfold calibrate` measured; absent where it never ran. */
  readonly calibration?: Calibration;
}

export interface LoadTest {
  readonly tool: 'k6' | 'artillery' | 'autocannon' | 'locust';
  /** As it was given: relative to the workspace where it lies inside. */
  readonly file: FilePath;
  /** Rows as the tool names them: `GET /orders/:id`, a URL, a name from the script. A tool that tells no routes apart gives one row without a name. */
  readonly routes: readonly MeasuredRoute[];
}

/** Milliseconds, shares from 0 to 1, requests a second. */
export interface MeasuredRoute {
  readonly name: string;
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50?: number;
  readonly p95?: number;
  readonly p99?: number;
  readonly errorRate: number;
}

export interface TraceExport {
  readonly file: FilePath;
  /** One for each route that a server span names. */
  readonly routes: readonly TracedRoute[];
}

/** What the spans below one route's server spans said. */
export interface TracedRoute {
  /** `GET /orders/:id`, as instrumentation writes it. */
  readonly name: string;
  readonly service?: string;
  readonly requests: number;
  /** Database spans of one request. */
  readonly queries: { readonly median: number; readonly most: number };
  /** The statement that one request repeats most: how often, and what it begins with. */
  readonly repeated?: { readonly statement: string; readonly most: number; readonly median: number };
  /** Milliseconds of the median database span; absent without any. */
  readonly queryMilliseconds?: number;
}

/** Milliseconds of one call each, measured on one machine. */
export interface Calibration {
  /** When, as ISO 8601, and on what. */
  readonly at: string;
  readonly machine: string;
  /** Processors that may run at once. */
  readonly processors: number;
  readonly costs: Readonly<Record<string, number>>;
}
