/**
 * What one call takes of each resource, in milliseconds.
 *
 * The figures are orders of magnitude with wide ranges, each with its source; those marked as measured were taken on Node 20 on one shared server core.
 * `tenfold calibrate` replaces those that have a name under `calibrated` by what it measured.
 */

import type { Range, Resource } from '../../../../rules/kit/capacity-model.ts';
import type { Operation } from '../../../../rules/model/operations.ts';
import { around, scaled } from './range.ts';

export interface Cost {
  readonly resource: Resource;
  /** Milliseconds of the resource that one call takes. */
  readonly milliseconds: Range;
  readonly source: string;
  /** The cost of this name in a calibration counts instead. */
  readonly calibrated?: string;
}

interface CostRow {
  readonly of: string;
  readonly fits: (operation: Operation) => boolean;
  readonly costs: readonly Cost[];
}

const has = (...traits: readonly string[]) => (operation: Operation): boolean => traits.some((trait) => operation.traits.includes(trait));
const kind = (...kinds: readonly Operation['kind'][]) => (operation: Operation): boolean => kinds.includes(operation.kind);
const named = (pattern: RegExp) => ({ label }: Operation): boolean => pattern.test(label);
const both = (...tests: readonly CostRow['fits'][]) => (operation: Operation): boolean => tests.every((test) => test(operation));
const range = (low: number, typical: number, high: number): Range => ({ low, typical, high });
const cost = (resource: Resource) => (milliseconds: Range, source: string, calibrated?: string): Cost => ({ resource, milliseconds, source, ...(calibrated === undefined ? {} : { calibrated }) });
const loop = cost('event loop');
const pool = cost('thread pool');
const database = cost('database connections');
const waiting = cost('outbound connections');

const PBKDF2 = 'measured: 100,000 rounds of SHA-512';
const SCRYPT = 'measured: scrypt with its default cost';
const GZIP = 'measured: 100 kB of JSON at the default level';
const STARTS_POOLED = loop(range(0.01, 0.03, 0.2), 'an estimate: handing it over and taking it back');

/** The first that fits counts. */
export const COSTS: readonly CostRow[] = [
  { of: 'PBKDF2, synchronously', fits: both(kind('blocking'), named(/pbkdf2/i)), costs: [loop(range(20, 35, 100), PBKDF2, 'pbkdf2')] },
  { of: 'scrypt, synchronously', fits: both(kind('blocking'), named(/scryptSync/)), costs: [loop(range(15, 27, 100), SCRYPT, 'scrypt')] },
  { of: 'PBKDF2 in the thread pool', fits: both(kind('pooled'), named(/pbkdf2/i)), costs: [pool(range(20, 35, 100), PBKDF2, 'pbkdf2-pool'), STARTS_POOLED] },
  { of: 'scrypt in the thread pool', fits: both(kind('pooled'), named(/scrypt/)), costs: [pool(range(15, 27, 100), SCRYPT, 'scrypt-pool'), STARTS_POOLED] },
  { of: 'a password hashed in the thread pool', fits: both(kind('pooled'), has('password')), costs: [pool(range(40, 80, 300), 'bcrypt.js wiki, Benchmark: 10 rounds', 'bcrypt'), STARTS_POOLED] },
  { of: 'computing in the thread pool', fits: kind('pooled'), costs: [pool(range(0.1, 2, 50), GZIP, 'gzip-pool'), STARTS_POOLED] },
  { of: 'a password hashed synchronously or in JavaScript', fits: both(kind('blocking', 'heavy'), has('password')), costs: [loop(range(40, 80, 300), 'bcrypt.js wiki, Benchmark: 10 rounds', 'bcrypt')] },
  { of: 'another process, waited for', fits: both(kind('blocking'), has('process')), costs: [loop(range(1, 30, 1000), 'measured: 1 to 3 ms for a shell that does nothing; a real program takes longer')] },
  { of: 'a file or folder, synchronously', fits: both(kind('blocking'), has('fs')), costs: [loop(range(0.01, 0.1, 10), 'measured: 0.01 ms for 10 kB in the page cache; a cold or network disk takes up to 10', 'file-sync')] },
  { of: 'SQLite in the process', fits: both(kind('query'), has('sqlite')), costs: [loop(range(0.02, 0.2, 5), 'better-sqlite3, Benchmark: 10 to 60 microseconds a row by key')] },
  { of: 'what is over in microseconds', fits: has('brief'), costs: [loop(range(0.002, 0.02, 0.2), 'measured: 0.002 ms for existsSync', 'exists')] },
  { of: 'what an image says of itself, in the thread pool', fits: both(kind('heavy'), has('thread-pool'), named(/\.metadata$/)), costs: [pool(range(0.2, 1, 10), 'sharp, Input metadata: reads the header, decodes no pixels; the time is an estimate'), STARTS_POOLED] },
  { of: 'an archive packed in the thread pool', fits: both(kind('heavy'), named(/^archiver\b/)), costs: [pool(range(5, 50, 1000), 'an estimate; archiver packs through zlib.createDeflateRaw, which works in the thread pool'), STARTS_POOLED] },
  { of: 'an image in the thread pool', fits: both(kind('heavy'), has('thread-pool')), costs: [pool(range(20, 60, 500), 'sharp, Performance: 15 to 60 images a second and core')] },
  { of: 'a browser', fits: both(kind('heavy'), has('browser')), costs: [loop(range(1, 5, 20), 'the browser computes elsewhere; starting it is some messages')] },
  { of: 'a document, image or archive made on the event loop', fits: both(kind('heavy', 'blocking'), has('image', 'pdf', 'spreadsheet', 'document', 'archive', 'media')), costs: [loop(range(5, 50, 1000), 'an estimate: a page of PDF or a thousand cells')] },
  { of: 'compressing synchronously', fits: both(kind('blocking'), named(/zlib\.|gzip|deflate|brotli/i)), costs: [loop(range(0.1, 2, 50), GZIP, 'gzip')] },
  { of: 'computing on the event loop', fits: both(kind('blocking', 'heavy'), has('cpu')), costs: [loop(range(0.5, 5, 100), 'an estimate; rows with a figure of their own count instead')] },
  { of: 'any other blocking call', fits: kind('blocking'), costs: [loop(range(0.05, 1, 50), 'an estimate')] },
  { of: 'a file, asynchronously', fits: kind('file'), costs: [pool(range(0.02, 0.1, 10), 'as synchronously', 'file-async-pool'), loop(range(0.03, 0.08, 0.3), 'measured: 0.09 ms of processor for readFile of 10 kB, both threads together', 'file-async')] },
  { of: 'a query', fits: kind('query', 'transaction'), costs: [database(range(0.5, 3, 20), 'an estimate: an indexed read over the local network; a load test or a trace tells'), loop(range(0.05, 0.15, 0.5), 'an estimate: sending it and reading a small result')] },
  { of: 'a cache in the process', fits: both(kind('cache-read', 'cache-write', 'memo'), has('in-process')), costs: [loop(range(0.0005, 0.001, 0.01), 'a look-up in a Map')] },
  { of: 'a shared cache', fits: kind('cache-read', 'cache-write'), costs: [loop(range(0.03, 0.08, 0.3), 'an estimate: a command and its answer')] },
  { of: 'a language model or another slow service', fits: both(kind('outbound', 'message'), has('slow', 'llm')), costs: [waiting(range(500, 2000, 20_000), 'an estimate'), loop(range(0.1, 0.4, 1), 'measured: 0.6 ms of processor for fetch and the node:http server that answers it', 'fetch')] },
  { of: 'an outbound call', fits: kind('outbound', 'message', 'enqueue'), costs: [waiting(range(5, 80, 1000), 'an estimate: within a data centre some milliseconds, across the internet a hundred'), loop(range(0.1, 0.4, 1), 'measured: 0.6 ms of processor for fetch and the node:http server that answers it', 'fetch')] },
];

/** What answering takes at the least: routing, parsing and writing a small JSON. */
export const BASE: Cost = loop(range(0.1, 0.25, 1), 'measured: 0.2 ms of processor for a node:http server with a small JSON; frameworks add to it', 'answer');

/**
 * How much more answering takes than with node:http alone, for a base that was measured without a framework.
 * measured: Express 5 twice, NestJS on Express three times, Fastify no more; the benchmarks of fastify.dev say five for Express.
 */
export const FRAMEWORKS: Readonly<Record<string, number>> = { express: 2, nest: 3, nestjs: 3, koa: 1.5, hapi: 2, restify: 1.5, fastify: 1 };

/** Elements of a list whose length the code does not say. */
export const ELEMENTS: Range = range(5, 50, 200);

/** `milliseconds` by the names under `calibrated`; empty where nothing was measured. */
export type Calibrated = Readonly<Record<string, number>>;

/** `effort`: how much more than the usual the arguments ask for: rounds of a hash. */
export function costsOf(operation: Operation, calibrated: Calibrated, effort: number): readonly Cost[] {
  const row = COSTS.find(({ fits }) => fits(operation));
  if (!row) return [];
  return row.costs.map((each) => {
    const isComputing = each.resource === 'event loop' || each.resource === 'thread pool';
    const isMain = each === row.costs[0];
    const measured = calibratedCost(each, calibrated);
    const base = measured ?? (operation.cost !== undefined && isMain && isComputing ? { ...each, milliseconds: range(operation.cost / 2, operation.cost, operation.cost * 4) } : each);
    return isMain && effort !== 1 ? { ...base, milliseconds: scaled(base.milliseconds, effort) } : base;
  });
}

/** The same as it was measured; undefined where it was not. */
export function calibratedCost(cost: Cost, calibrated: Calibrated): Cost | undefined {
  const milliseconds = cost.calibrated === undefined ? undefined : calibrated[cost.calibrated];
  return milliseconds === undefined ? undefined : { ...cost, milliseconds: around(milliseconds), source: 'measured by tenfold calibrate' };
}
