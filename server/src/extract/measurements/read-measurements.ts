/** Reads load tests and traces that somebody made of the running system. A file that is none of them is a problem that names it. */

import { parsedJson } from '../../../../rules/kit/parsed-json.ts';
import type { LoadTest, Measurements, MeasuredRoute, TraceExport } from '../../../../rules/model/measurements.ts';
import type { Outcome, Problem } from '../../../../rules/model/outcome.ts';
import { filePath, type FilePath } from '../../../../rules/model/source.ts';
import type { FileSystem } from '../../platform/file-system.ts';
import { artilleryReport } from './artillery.ts';
import { autocannonResult } from './autocannon.ts';
import { k6Lines, k6Summary } from './k6.ts';
import { locustStatistics } from './locust.ts';
import { otlpTraces } from './otlp.ts';

export interface EvidenceFiles {
  /** Absolute, or relative to the workspace. */
  readonly loadTests: readonly string[];
  readonly traces: readonly string[];
}

/** What `--out json` of a test of an hour writes is larger than that, and more than its summary is worth. Bytes. */
const LARGEST = 400_000_000;

type Measured = Outcome<Pick<Measurements, 'loadTests' | 'traces'>>;

/** What each disk gave last: settings are read again with each edit of one, and a test of an hour need not be. */
const LAST = new WeakMap<FileSystem, { readonly stamp: string; readonly measured: Measured }>();

export async function readMeasurements(root: string, files: EvidenceFiles, fs: FileSystem): Promise<Measured> {
  const stats = await Promise.all([...files.loadTests, ...files.traces].map(async (given) => fs.stat(absolute(root, given))));
  const stamp = JSON.stringify([root, files, stats]);
  const last = LAST.get(fs);
  if (last?.stamp === stamp) return last.measured;
  const measured = await readAnew(root, files, fs);
  LAST.set(fs, { stamp, measured });
  return measured;
}

async function readAnew(root: string, { loadTests, traces }: EvidenceFiles, fs: FileSystem): Promise<Measured> {
  const tests: LoadTest[] = [];
  const exports: TraceExport[] = [];
  const problems: Problem[] = [];
  for (const given of loadTests) {
    const { file, text, problem } = await read(root, given, fs);
    const test = text === undefined ? undefined : loadTestIn(file, text);
    if (test) tests.push(test);
    else problems.push(problem ?? { kind: 'unreadable-file', file, message: `${file} holds no load test: a summary or JSON lines of k6, a JSON report of Artillery or autocannon, and the …_stats.csv of Locust are read.` });
  }
  for (const given of traces) {
    const { file, text, problem } = await read(root, given, fs);
    const routes = text === undefined ? undefined : otlpTraces(text);
    if (routes && routes.length > 0) exports.push({ file, routes });
    else problems.push(problem ?? { kind: 'unreadable-file', file, message: routes ? `${file} holds traces, but no server span that names its route (http.route, or a method with a path).` : `${file} holds no traces: OTLP JSON is read, as one export or one a line.` });
  }
  return { value: { loadTests: tests, traces: exports }, problems };
}

interface Read {
  readonly file: FilePath;
  readonly text?: string;
  readonly problem?: Problem;
}

const REASONS = { missing: 'is not there', unreadable: 'cannot be read', binary: 'is no text (one that is packed has to be unpacked first)', 'too-large': 'is larger than 400 MB' } as const;

async function read(root: string, given: string, fs: FileSystem): Promise<Read> {
  const path = absolute(root, given);
  const file = filePath(path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path);
  const found = await fs.readText(path, LARGEST);
  return found.ok ? { file, text: found.text } : { file, problem: { kind: 'unreadable-file', file, message: `${file} ${REASONS[found.why]}.` } };
}

function absolute(root: string, given: string): string {
  return /^(?:\/|[A-Za-z]:[\\/])/.test(given) ? given.replaceAll('\\', '/') : `${root}/${given}`;
}

/** By what it says, not by its name. */
function loadTestIn(file: FilePath, text: string): LoadTest | undefined {
  const whole = parsedJson(text);
  const forms: readonly (readonly [LoadTest['tool'], () => readonly MeasuredRoute[] | undefined])[] = whole === undefined
    ? [['k6', () => k6Lines(text)], ['locust', () => locustStatistics(text)]]
    : [['artillery', () => artilleryReport(whole)], ['autocannon', () => autocannonResult(whole)], ['k6', () => k6Summary(whole)], ['k6', () => k6Lines(text)]];
  for (const [tool, rowsOf] of forms) {
    const routes = rowsOf();
    if (routes && routes.length > 0) return { tool, file, routes };
  }
  return undefined;
}
