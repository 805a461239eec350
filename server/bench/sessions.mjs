/** A session in one process: keystrokes in a large and in a small codebase, and what stays in memory. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { atMost, short } from './table.mjs';

const OPENING = fileURLToPath(new URL('opening.ts', import.meta.url));
const EDITS = { quick: 40, full: 200 };
const EDITS_FOR_MEMORY = { quick: 200, full: 2000 };
/** Slopes below this are noise of the collector. kB an edit. */
const NO_SLOPE = 2;

export function sessionRows({ keystrokes, corpus, small, isQuick }) {
  const size = isQuick ? 'quick' : 'full';
  const large = edited(keystrokes, corpus.root, EDITS[size], EDITS_FOR_MEMORY[size]);
  const little = edited(keystrokes, small.root, EDITS[size], 0);
  const inside = percentile(large.inside, 'wall', 0.95);
  return [
    atMost('keystroke inside a function, p95', 20, inside, ' ms', `${timesOf(large.inside)}; ${EDITS[size]} edits of a file of ${large.lines} lines among ${large.files}`),
    atMost('÷ the same among few files', 2, inside / percentile(little.inside, 'wall', 0.95), '', `p50 ÷ p50 ${short(percentile(large.inside, 'wall', 0.5) / percentile(little.inside, 'wall', 0.5))}; there ${timesOf(little.inside)}; ${little.lines} lines among ${little.files}`),
    atMost('keystroke that changes an import, an export or a signature, p95', 80, percentile(large.outside, 'wall', 0.95), ' ms', timesOf(large.outside)),
    atMost('memory of a session, idle after the audit', 350, large.idle, ' MB', `heap ${large.heap.toFixed(0)} MB, peak ${large.peak.toFixed(0)} MB; the goal is for 7,000 files`),
    atMost(`heap growth over ${EDITS_FOR_MEMORY[size]} edits`, NO_SLOPE, large.kilobytesPerEdit, ' kB an edit'),
    atMost('start of the server until the open file shows its findings, everything cached', 1500, median(openings(corpus.root)), ' ms', 'in a file that has findings'),
    { work: 'opening a session, nothing cached', measured: `${(large.opening / 1000).toFixed(2)} s` },
  ];
}

function edited(keystrokes, root, edits, forMemory) {
  const { stdout, status } = spawnSync(process.execPath, ['--expose-gc', keystrokes, root, String(edits), String(forMemory)], { encoding: 'utf8', maxBuffer: 2 ** 26, stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) throw new Error(`The session in ${root} ended with ${status}.`);
  return JSON.parse(stdout);
}

/** Milliseconds each. */
function openings(root) {
  const { stdout, status } = spawnSync(process.execPath, ['--import', 'tsx', OPENING, root], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) throw new Error(`The server in ${root} ended with ${status}.`);
  return JSON.parse(stdout);
}

function median(numbers) {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function timesOf(samples) {
  return `p50 ${short(percentile(samples, 'wall', 0.5))} ms, processor p50 ${short(percentile(samples, 'cpu', 0.5))} p95 ${short(percentile(samples, 'cpu', 0.95))} ms`;
}

function percentile(samples, of, part) {
  const sorted = samples.map((sample) => sample[of]).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}
