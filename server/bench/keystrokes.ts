/** Edits one file of a codebase many times in one session, and writes as JSON what each kind of edit took and what stays in memory. `<root> <edits> <edits for memory>` */

import type { FileFacts } from '../../rules/model/facts.ts';
import type { FilePath } from '../../rules/model/source.ts';
import type { Codebase } from '../../rules/model/codebase.ts';
import { nodeFileSystem } from '../src/platform/node-file-system.ts';
import { keepHeapLean } from '../src/platform/lean-heap.ts';
import { nodeMachine } from '../src/platform/node-machine.ts';
import { Session } from '../src/session.ts';

const [root = '.', edits = '200', forMemory = '0'] = process.argv.slice(2);
/** As long as the file that the goal speaks of, in lines. */
const LINES = 500;
const WARM_UP = 20;
const SAMPLES = 20;

// As the server does.
keepHeapLean();
const session = new Session(root, {}, nodeMachine(root, { cache: false }));
const began = performance.now();
const { analysis } = await session.snapshot();
const opening = performance.now() - began;
await (await session.snapshot()).withAdvice();
collect();
const idle = process.memoryUsage();

const { file, body } = fileToEdit(analysis.codebase);
const read = await nodeFileSystem.readText(`${root}/${file}`);
if (!read.ok) throw new Error(`${file} cannot be read.`);
const text = read.text;
let version = 0;

const inside = await timesOf(Number(edits), (edit) => inserted(text, body + 1, `\nconst typed = ${edit};\n`));
const outside = await timesOf(Number(edits), (edit) => [
  `import { typed${edit} } from './typed${edit}';\n${text}`,
  `${text}\nexport const typed${edit} = ${edit};\n`,
  `${text}\nexport function typed(${Array.from({ length: edit % 7 }, (_, index) => `given${index}`).join(', ')}) {}\n`,
][edit % 3] ?? text);
const heap = await heapOver(Number(forMemory));

process.stdout.write(JSON.stringify({
  files: analysis.stats.files, lines: text.split('\n').length, file, opening, inside, outside,
  idle: megabytes(idle.rss), heap: megabytes(idle.heapUsed), peak: process.resourceUsage().maxRSS / 1024, kilobytesPerEdit: slopeOf(heap) / 1024,
}));

/** Milliseconds of each, from the edit until the findings are there: by the clock, and of the processor, which others cannot take from us. */
async function timesOf(count: number, edited: (edit: number) => string): Promise<{ readonly wall: number; readonly cpu: number }[]> {
  const times: { wall: number; cpu: number }[] = [];
  for (let edit = 0; edit < count + WARM_UP; edit++) {
    const next = edited(edit);
    const start = performance.now();
    const before = process.cpuUsage();
    await judged(next);
    const { user, system } = process.cpuUsage(before);
    if (edit >= WARM_UP) times.push({ wall: performance.now() - start, cpu: (user + system) / 1000 });
  }
  return times;
}

async function judged(next: string): Promise<void> {
  version++;
  session.apply([{ kind: version === 1 ? 'opened' : 'edited', file, text: next, version }]);
  await session.snapshot();
}

/** Bytes in use after a collection, at even distances over so many edits. */
async function heapOver(count: number): Promise<readonly (readonly [edit: number, bytes: number])[]> {
  const samples: [number, number][] = [];
  const every = Math.max(1, Math.floor(count / SAMPLES));
  for (let edit = 1; edit <= count; edit++) {
    await judged(edit % 2 === 0 ? `${text}\nexport const typed${edit} = ${edit};\n` : inserted(text, body + 1, `\nconst typed = ${edit};\n`));
    if (edit % every !== 0) continue;
    collect();
    samples.push([edit, process.memoryUsage().heapUsed]);
  }
  return samples;
}

/** Least squares. */
function slopeOf(points: readonly (readonly [number, number])[]): number {
  const mean = (of: 0 | 1): number => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const above = points.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0);
  return above / points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
}

/** What runs under load with a function to type in, nearest to so many lines. */
function fileToEdit(codebase: Codebase): { readonly file: FilePath; readonly body: number } {
  const found = [...codebase.facts.values()].flatMap((facts) => {
    const body = codebase.isOffline(facts.file) ? undefined : bodyOf(facts);
    return body === undefined ? [] : [{ file: facts.file, body, distance: Math.abs(facts.lineStarts.length - LINES) }];
  });
  const [nearest] = found.sort((a, b) => a.distance - b.distance);
  if (!nearest) throw new Error('No file here has a function.');
  return nearest;
}

/** Where the longest function's block opens. */
function bodyOf({ functions }: FileFacts): number | undefined {
  const blocks = functions.filter(({ kind, bodySpan }) => (kind === 'function' || kind === 'method') && bodySpan[1] - bodySpan[0] > 20);
  return blocks.sort((a, b) => b.bodySpan[1] - b.bodySpan[0] - (a.bodySpan[1] - a.bodySpan[0]))[0]?.bodySpan[0];
}

function inserted(into: string, at: number, what: string): string {
  return into.slice(0, at) + what + into.slice(at);
}

function collect(): void {
  if (typeof globalThis.gc !== 'function') throw new Error('Run with --expose-gc.');
  globalThis.gc();
}

function megabytes(bytes: number): number {
  return bytes / 2 ** 20;
}
