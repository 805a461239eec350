/**
 * `npm run soak -- <folder> [minutes]`: simulated editing over the real language server, an hour if not said otherwise.
 *
 * Prints memory, open handles and threads as they go, then whether memory kept growing and how soon the processor rested after the last edit.
 * Ends with 1 when the server died or an answer was late. Reads what the kernel tells of a process, so it needs Linux.
 */

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { randomFrom } from '../test/support/random.ts';
import { startEditor, type Editor } from '../test/support/editor.ts';

const [folder = '.', minutes = '60'] = process.argv.slice(2);
const random = randomFrom(1);
/** Milliseconds between two keystrokes, as a quick typist makes them. */
const PAUSE_MS = 80;
/** Keystrokes before a file is closed and another opened. */
const STROKES_IN_A_FILE = 60;
const ANSWER_LIMIT_MS = 30_000;
/** kB an edit; below it is noise of the collector. */
const NO_SLOPE = 2;

interface Sample {
  readonly edits: number;
  readonly megabytes: number;
  readonly handles: number;
  readonly threads: number;
}

const editor = await startEditor({ folders: [resolve(folder)], isBuilt: true });
let edits = 0;
const samples: Sample[] = [];
try {
  const files = sourcesIn(editor.path('.'));
  await inTime(editor.items(random.pick(files)));
  const end = Date.now() + Number(minutes) * 60_000;
  let reported = 0;
  while (Date.now() < end) {
    await editFor(editor, random.pick(files));
    samples.push(sampleOf(editor.process.pid ?? 0));
    if (Date.now() - reported < 60_000) continue;
    reported = Date.now();
    console.log(JSON.stringify(samples.at(-1)));
  }
  const rest = await restAfter(editor.process.pid ?? 0);
  const slope = slopeOf(samples.slice(Math.floor(samples.length / 3)));
  const [first, last] = [samples[Math.floor(samples.length / 3)], samples.at(-1)];
  console.log(`${edits} edits among ${files.length} files in ${minutes} minutes: ${slope.toFixed(2)} kB an edit (${slope <= NO_SLOPE ? 'flat' : 'GROWING'}); handles ${first?.handles} then ${last?.handles}, threads ${first?.threads} then ${last?.threads}; the processor rests ${rest} ms after the last edit.`);
} finally {
  await editor.stop();
}

/** Types into one file, now and then asking for what an editor asks for; leaves it as it was. */
async function editFor(to: Editor, file: string): Promise<void> {
  const text = to.read(file);
  await to.open(file, text);
  const lines = text.split('\n');
  for (let stroke = 0; stroke < STROKES_IN_A_FILE; stroke++) {
    const at = random.below(lines.length);
    const line = lines[at] ?? '';
    const column = random.below(line.length + 1);
    lines[at] = line.slice(0, column) + random.pick(['a', ' ', '(', ')', ';', '.', 'await ', '']) + line.slice(column + (random.below(4) === 0 ? 1 : 0));
    await to.type(file, lines.join('\n'));
    edits++;
    if (random.below(10) === 0) await inTime(to.items(file));
    await wait(PAUSE_MS);
  }
  await to.type(file, text);
  await inTime(to.items(file));
  await to.close(file);
}

async function inTime(answer: Promise<unknown>): Promise<void> {
  const late = wait(ANSWER_LIMIT_MS, 'late' as const, { ref: false });
  if ((await Promise.race([answer, late])) === 'late') throw new Error(`No answer within ${ANSWER_LIMIT_MS / 1000} s.`);
}

function sampleOf(pid: number): Sample {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const number = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  return { edits, megabytes: number('VmRSS') / 1024, handles: readdirSync(`/proc/${pid}/fd`).length, threads: number('Threads') };
}

/** Least squares, kB an edit. */
function slopeOf(of: readonly Sample[]): number {
  const mean = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0) / Math.max(1, numbers.length);
  const [x, y] = [mean(of.map((each) => each.edits)), mean(of.map((each) => each.megabytes))];
  const over = of.reduce((sum, each) => sum + (each.edits - x) * (each.megabytes - y), 0);
  return (over / Math.max(1, of.reduce((sum, each) => sum + (each.edits - x) ** 2, 0))) * 1024;
}

/** Until a tenth of a second passes in which the process takes no more than one tick of the clock. */
async function restAfter(pid: number): Promise<number> {
  const began = Date.now();
  for (;;) {
    const before = ticksOf(pid);
    await wait(100);
    if (ticksOf(pid) - before <= 1 || Date.now() - began > ANSWER_LIMIT_MS) return Date.now() - began - 100;
  }
}

function ticksOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

function sourcesIn(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[jt]s$/.test(file) && !/node_modules|\.d\.ts$|\.min\./.test(file))
    .filter((file) => statSync(join(root, file)).isFile() && statSync(join(root, file)).size < 60_000)
    .sort();
}
