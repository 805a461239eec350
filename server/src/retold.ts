/** Says again what was found before some files were edited, where they still say all that anybody asked them: only places have moved. */

import type { Finding } from '../../rules/model/finding.ts';
import type { Problem } from '../../rules/model/outcome.ts';
import type { FilePath, Location, Range } from '../../rules/model/source.ts';
import type { Analysis, Stats } from './analysis.ts';
import { openPack, type PackedFile } from './extract/cache/facts-pack.ts';
import { extractText, hashOf } from './extract/extract-files.ts';
import { shiftBetween, type Shift } from './extract/moved-facts.ts';
import type { Machine } from './platform/machine.ts';
import type { TracedFile } from './platform/read-trace.ts';
import { extractor } from './read-all.ts';

type Said = Pick<Analysis, 'findings' | 'problems' | 'stats'>;

/** A file that is not as it was when the codebase was judged, and the account of what was asked of it then. */
export interface Edited extends TracedFile {
  readonly file: FilePath;
  readonly asked: number;
}

/** Undefined where one of the files says something else now. What it said before is taken from the facts in the cache, if they are still those that were judged. */
export async function retold<Told extends Said>(told: Told, edited: readonly Edited[], { fs, cache }: Machine): Promise<Told | undefined> {
  const pack = openPack(edited.length > 0 ? await cache?.read() : undefined, extractor.version());
  const shifts = new Map<FilePath, Shift>();
  let { lines, calls } = told.stats;
  for (const each of edited) {
    const packed = pack.get(each.file);
    const before = packed && wasJudged(packed, each) ? packed.open()?.facts : undefined;
    const read = before ? await fs.readText(each.path) : undefined;
    if (!before || !read?.ok) return undefined;
    if (hashOf(read.text) === packed?.stamp.hash) continue;
    const extract = await extractText(each.file, read.text, extractor);
    const shift = extract.facts && extract.problems.length === 0 ? shiftBetween(before, extract.facts, each.asked, read.text) : undefined;
    if (!extract.facts || !shift) return undefined;
    shifts.set(each.file, shift);
    lines += extract.facts.lines - before.lines;
    calls += extract.facts.calls.length - before.calls.length;
  }
  const stats: Stats = { ...told.stats, lines, calls, cacheMisses: shifts.size, cacheHits: told.stats.cacheHits + told.stats.cacheMisses - shifts.size };
  const said = moved(told, shifts);
  return said && { ...told, ...said, stats };
}

function wasJudged({ stamp }: PackedFile, { size, modified, text }: TracedFile): boolean {
  return text && 'hash' in text ? text.hash === stamp.hash : modified !== 0 && stamp.modified === modified && stamp.size === size;
}

/** Undefined where a place cannot be found again. */
function moved({ findings, problems }: Said, shifts: ReadonlyMap<FilePath, Shift>): Pick<Said, 'findings' | 'problems'> | undefined {
  let isLost = false;
  const range = (file: FilePath, before: Range): Range => {
    const shift = shifts.get(file);
    const now = shift ? shift(before) : before;
    isLost ||= now === undefined;
    return now ?? before;
  };
  const location = (at: Location): Location => ({ file: at.file, range: range(at.file, at.range) });
  const finding = (each: Finding): Finding => ({
    ...each,
    location: location(each.location),
    evidence: each.evidence.map((step) => ({ ...step, location: location(step.location) })),
    ...(each.cause && { cause: { ...each.cause, location: location(each.cause.location) } }),
    ...(each.others && { others: each.others.map(finding) }),
  });
  const problem = (each: Problem): Problem => (each.file !== undefined && each.range ? { ...each, range: range(each.file, each.range) } : each);
  const again = { findings: findings.map(finding), problems: problems.map(problem) };
  return isLost ? undefined : again;
}
