/** Times whole processes one after the other, round by round, so that what else the machine does falls on all of them alike. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const USAGE = fileURLToPath(new URL('usage.cjs', import.meta.url));
const RUN_LIMIT_MS = 10 * 60_000;

/**
 * Each of `works` is `{ name, args, cwd?, env?, before?(), isFine?(status) }`, with what `node` is given.
 * Gives by name `{ wall, cpu, peak }` (medians; ms, ms, MB) and `walls`; or `{ why }` when a run went wrong.
 */
export function timedRuns(works, rounds) {
  const results = new Map(works.map(({ name }) => [name, { samples: [] }]));
  for (let round = 0; round < rounds; round++) {
    for (const work of works) {
      const result = results.get(work.name);
      if (result.why) continue;
      work.before?.(round);
      const sample = timed(work);
      if (sample.why) result.why = sample.why;
      else result.samples.push(sample);
    }
  }
  return new Map([...results].map(([name, { samples, why }]) => [name, why ? { why } : {
    wall: median(samples.map(({ wall }) => wall)),
    cpu: median(samples.map(({ cpu }) => cpu)),
    peak: median(samples.map(({ peak }) => peak)),
    walls: samples.map(({ wall }) => wall),
  }]));
}

function timed({ args, cwd, env, isFine = (status) => status === 0 }) {
  const folder = mkdtempSync(join(tmpdir(), 'tenfold-usage-'));
  const usage = join(folder, 'usage.json');
  try {
    const began = performance.now();
    const { status, signal, stderr, error } = spawnSync(process.execPath, ['--require', USAGE, ...args], {
      cwd, env: { ...process.env, ...env, BENCH_USAGE: usage }, stdio: ['ignore', 'ignore', 'pipe'], timeout: RUN_LIMIT_MS, maxBuffer: 2 ** 28,
    });
    const wall = performance.now() - began;
    if (!isFine(status)) return { why: error?.message ?? `ended with ${status ?? signal}: ${lastLine(stderr)}` };
    return { wall, ...JSON.parse(readFileSync(usage, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function lastLine(text) {
  return String(text).trim().split('\n').filter((line) => /error|cannot/i.test(line))[0]?.slice(0, 120) ?? '';
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
