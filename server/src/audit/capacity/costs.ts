/**
 * What one call takes of each resource, in milliseconds.
 *
 * The figures are orders of magnitude with wide ranges, each with its source; those marked as measured were taken on Node 20 on one shared server core.
 * `tenfold calibrate` replaces them by what this machine measures.
 */

import type { Range, Resource } from '../../../../rules/kit/capacity-model.ts';
import type { Operation } from '../../../../rules/model/operations.ts';

export interface Cost {
  readonly resource: Resource;
  /** Milliseconds of the resource that one call takes. */
  readonly milliseconds: Range;
  readonly source: string;
}

interface CostRow {
  readonly of: string;
  readonly fits: (operation: Operation) => boolean;
  readonly costs: readonly Cost[];
}

const has = (...traits: readonly string[]) => (operation: Operation): boolean => traits.some((trait) => operation.traits.includes(trait));
const kind = (...kinds: readonly Operation['kind'][]) => (operation: Operation): boolean => kinds.includes(operation.kind);
const both = (...tests: readonly CostRow['fits'][]) => (operation: Operation): boolean => tests.every((test) => test(operation));
const range = (low: number, typical: number, high: number): Range => ({ low, typical, high });
const loop = (milliseconds: Range, source: string): Cost => ({ resource: 'event loop', milliseconds, source });
const pool = (milliseconds: Range, source: string): Cost => ({ resource: 'thread pool', milliseconds, source });
const database = (milliseconds: Range, source: string): Cost => ({ resource: 'database connections', milliseconds, source });

/** The first that fits counts. */
export const COSTS: readonly CostRow[] = [
  { of: 'a password hashed synchronously or in JavaScript', fits: both(kind('blocking', 'heavy'), has('password')), costs: [loop(range(40, 80, 300), 'bcrypt.js wiki, Benchmark: 10 rounds')] },
  { of: 'another process, waited for', fits: both(kind('blocking'), has('process')), costs: [loop(range(1, 30, 1000), 'measured: 1 to 3 ms for a shell that does nothing; a real program takes longer')] },
  { of: 'a file or folder, synchronously', fits: both(kind('blocking'), has('fs')), costs: [loop(range(0.01, 0.1, 10), 'measured: 0.01 ms for 10 kB in the page cache; a cold or network disk takes up to 10')] },
  { of: 'SQLite in the process', fits: both(kind('query'), has('sqlite')), costs: [loop(range(0.02, 0.2, 5), 'better-sqlite3, Benchmark: 10 to 60 microseconds a row by key')] },
  { of: 'what is over in microseconds', fits: has('brief'), costs: [loop(range(0.002, 0.02, 0.2), 'measured: 0.002 ms for existsSync')] },
  { of: 'an image in the thread pool', fits: both(kind('heavy'), has('thread-pool')), costs: [pool(range(20, 60, 500), 'sharp, Performance: 15 to 60 images a second and core')] },
  { of: 'a browser', fits: both(kind('heavy'), has('browser')), costs: [loop(range(1, 5, 20), 'the browser computes elsewhere; starting it is some messages')] },
  { of: 'a document, image or archive made on the event loop', fits: both(kind('heavy', 'blocking'), has('image', 'pdf', 'spreadsheet', 'document', 'archive', 'media')), costs: [loop(range(5, 50, 1000), 'an estimate: a page of PDF or a thousand cells')] },
  { of: 'computing on the event loop', fits: both(kind('blocking', 'heavy'), has('cpu')), costs: [loop(range(0.5, 5, 100), 'an estimate; rows with a figure of their own count instead')] },
  { of: 'any other blocking call', fits: kind('blocking'), costs: [loop(range(0.05, 1, 50), 'an estimate')] },
  { of: 'a file, asynchronously', fits: kind('file'), costs: [pool(range(0.02, 0.1, 10), 'as synchronously'), loop(range(0.03, 0.08, 0.3), 'measured: 0.09 ms of processor for readFile of 10 kB, both threads together')] },
  { of: 'a query', fits: kind('query', 'transaction'), costs: [database(range(0.5, 3, 20), 'an estimate: an indexed read over the local network; a load test or a trace tells'), loop(range(0.05, 0.15, 0.5), 'an estimate: sending it and reading a small result')] },
  { of: 'a cache in the process', fits: both(kind('cache-read', 'cache-write', 'memo'), has('in-process')), costs: [loop(range(0.0005, 0.001, 0.01), 'a look-up in a Map')] },
  { of: 'an outbound call', fits: kind('outbound', 'message', 'enqueue', 'cache-read', 'cache-write'), costs: [loop(range(0.1, 0.4, 1), 'measured: 0.6 ms of processor for fetch and the node:http server that answers it')] },
];

/** What answering takes at the least: routing, parsing and writing a small JSON. */
export const BASE: Cost = loop(range(0.1, 0.25, 1), 'measured: 0.2 ms of processor for a node:http server with a small JSON; frameworks add to it');

/** Elements of a list whose length the code does not say. */
export const ELEMENTS: Range = range(5, 50, 200);

export function costsOf(operation: Operation): readonly Cost[] {
  const row = COSTS.find(({ fits }) => fits(operation));
  if (!row) return [];
  if (operation.cost === undefined) return row.costs;
  const { cost } = operation;
  return row.costs.map((each) => (each.resource === 'event loop' ? { ...each, milliseconds: range(cost / 2, cost, cost * 4) } : each));
}
