/**
 * Measures on this machine what the capacity model's table of costs says of any: files, hashes, compression, JSON, loops and answering.
 *
 * Processor time is taken, not time that passes: another program on the machine slows a call down, but does not make it cost more.
 */

import { pbkdf2, pbkdf2Sync, scrypt, scryptSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import { answeringCost } from './answering.ts';
import { median } from './median.ts';

export interface Measured {
  /** As costs.ts of the capacity model calls it. */
  readonly name: string;
  /** For people. */
  readonly of: string;
  /** Milliseconds of processor, the median of a few rounds. */
  readonly milliseconds: number;
}

const ROUNDS = 5;
const FILE_SIZE = 10_000;
const JSON_SIZE = 100_000;
/** What pbkdf2Sync and bcrypt of 10 rounds take on the machine that the table of costs was made on. */
const BCRYPT_OF_PBKDF2 = 80 / 35;

/** Takes some seconds, most of them in hashing. Throws the signal's reason between two measurements. */
export async function* measure(signal: AbortSignal): AsyncIterable<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'tenfold-calibrate-'));
  try {
    const file = join(folder, 'orders.json');
    writeFileSync(file, 'x'.repeat(FILE_SIZE));
    const orders = Array.from({ length: JSON_SIZE / 50 }, (_, id) => ({ id, customer: `c${id % 97}`, total: id * 1.25 }));
    const text = JSON.stringify(orders);

    yield taken('file-sync', 'fs.readFileSync of 10 kB, in the page cache', 200, () => readFileSync(file));
    yield taken('exists', 'fs.existsSync', 500, () => existsSync(file));
    const whole = await takenAsync(200, () => readFile(file));
    // Reading by itself is what the synchronous form takes; the rest is the promise and the way to the pool and back.
    const inPool = taken('file-async-pool', 'fs.promises.readFile of 10 kB: its part in the thread pool', 200, () => readFileSync(file));
    yield inPool;
    yield { name: 'file-async', of: 'its part on the event loop', milliseconds: Math.max(0.005, whole - inPool.milliseconds) };
    signal.throwIfAborted();
    const hashing = taken('pbkdf2', 'crypto.pbkdf2Sync, 100,000 rounds of SHA-512', 1, () => pbkdf2Sync('password', 'salt', 100_000, 64, 'sha512'));
    yield hashing;
    signal.throwIfAborted();
    yield taken('scrypt', 'crypto.scryptSync with its default cost', 1, () => scryptSync('password', 'salt', 64));
    // Processors that share a core, or the way to the memory, do less each when all of them compute.
    yield await takenTogether('pbkdf2-pool', 'crypto.pbkdf2, as many at once as there are processors', () => stretch('password', 'salt', 100_000, 64, 'sha512'));
    yield await takenTogether('scrypt-pool', 'crypto.scrypt, as many at once', () => derive('password', 'salt', 64));
    signal.throwIfAborted();
    yield { name: 'bcrypt', of: 'bcrypt with 10 rounds, by what PBKDF2 takes', milliseconds: hashing.milliseconds * BCRYPT_OF_PBKDF2 };
    signal.throwIfAborted();
    yield taken('gzip', 'zlib.gzipSync of 100 kB of JSON', 5, () => gzipSync(text));
    yield await takenTogether('gzip-pool', 'zlib.gzip, as many at once', () => pack(text));
    yield taken('json', 'JSON.parse and JSON.stringify of 100 kB', 5, () => JSON.stringify(JSON.parse(text)));
    yield taken('loop', 'a million turns of a loop that adds', 5, loop);
    signal.throwIfAborted();
    yield { name: 'answer', of: 'a node:http server answering a small JSON', milliseconds: await answeringCost(signal) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const stretch = promisify(pbkdf2);
const derive = promisify<string, string, number, Buffer>(scrypt);
const pack = promisify<string, Buffer>(gzip);

function loop(): number {
  let sum = 0;
  for (let turn = 0; turn < 1_000_000; turn++) sum += turn % 7;
  return sum;
}

function taken(name: string, of: string, times: number, run: () => unknown): Measured {
  run();
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    for (let index = 0; index < times; index++) run();
    return millisecondsSince(before) / times;
  });
  return { name, of, milliseconds: median(rounds) };
}

async function takenAsync(times: number, run: () => Promise<unknown>): Promise<number> {
  await run();
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    for (let index = 0; index < times; index++) await run();
    rounds.push(millisecondsSince(before) / times);
  }
  return median(rounds);
}

/** In the thread pool, which has at least as many threads on most machines. */
async function takenTogether(name: string, of: string, run: () => Promise<unknown>): Promise<Measured> {
  const atOnce = Math.min(4, availableParallelism());
  const together = (): Promise<unknown> => Promise.all(Array.from({ length: atOnce }, run));
  await together();
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    await together();
    rounds.push(millisecondsSince(before) / atOnce);
  }
  return { name, of, milliseconds: median(rounds) };
}

function millisecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
