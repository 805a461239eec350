/**
 * Whether a file that was edited still says what anybody asked it, and where that stands now: a comment, another format, a type, or something that nobody
 * looked at change no finding, only its place.
 *
 * Holds as long as no judgement goes by how far apart two things are, but only by which comes first and which share a line.
 */

import type { FileFacts } from '../../../rules/model/facts.ts';
import { positionAt, rangeOf, type Range } from '../../../rules/model/source.ts';
import { partsIn, type Part } from './asked-facts.ts';

/** Where something of the file stands now; undefined when that cannot be told. */
export type Shift = (range: Range) => Range | undefined;

/** `asked` is an account of {@link partsIn}, `text` what the file holds now. Undefined where it says something else. */
export function shiftBetween(before: FileFacts, now: FileFacts, asked: number, text: string): Shift | undefined {
  const parts = partsIn(asked);
  const places = new Map<number, number>();
  if (before.language !== now.language || !parts.every((part) => isTheSame(saidIn(before, part), saidIn(now, part), places))) return undefined;
  const sorted = [...places].sort(([one], [other]) => one - other);
  if (before.lineStarts.join() === now.lineStarts.join() && sorted.every(([old, current]) => old === current)) return (range) => range;
  // A comment to us speaks of the line below it.
  if (before.directivesToTenfold.length > 0 || !isInStep(sorted, before, now)) return undefined;
  return (range) => movedRange(range, sorted, before, now, text);
}

/** The module itself reaches from the first letter to the last, whatever they are. */
function saidIn(facts: FileFacts, part: Part): unknown {
  if (part !== 'functions') return facts[part];
  const [module, ...others] = facts.functions;
  return [{ ...module, span: undefined, nameSpan: undefined, bodySpan: undefined }, ...others];
}

const SPANS: ReadonlySet<string> = new Set(['span', 'nameSpan', 'bodySpan', 'specifierSpan', 'at']);

/** Notes in `places` where what stood at each offset stands now. What is undefined is as good as absent: caches leave it out. */
function isTheSame(before: unknown, now: unknown, places: Map<number, number>): boolean {
  if (before === now) return true;
  if (typeof before !== 'object' || typeof now !== 'object' || before === null || now === null) return false;
  if (Array.isArray(before) || Array.isArray(now)) {
    return Array.isArray(before) && Array.isArray(now) && before.length === now.length && before.every((each, index) => isTheSame(each, now[index], places));
  }
  const [old, current] = [new Map<string, unknown>(Object.entries(before)), new Map<string, unknown>(Object.entries(now))];
  return [...new Set([...old.keys(), ...current.keys()])].every((key) => {
    const [one, other] = [old.get(key), current.get(key)];
    if (SPANS.has(key) && Array.isArray(one) && Array.isArray(other)) return areNoted(one, other, places);
    return key === 'keywordEnd' && one !== undefined && other !== undefined ? areNoted([one], [other], places) : isTheSame(one, other, places);
  });
}

function areNoted(before: readonly unknown[], now: readonly unknown[], places: Map<number, number>): boolean {
  return before.length === now.length && before.every((old, index) => {
    const current = now[index];
    if (typeof old !== 'number' || typeof current !== 'number') return false;
    const known = places.get(old);
    places.set(old, current);
    return known === undefined || known === current;
  });
}

/** What came first comes first, what shared a line shares one, and nothing else does. */
function isInStep(places: readonly (readonly [number, number])[], before: FileFacts, now: FileFacts): boolean {
  return places.every(([old, current], index) => {
    const [above, aboveNow] = places[index - 1] ?? [-1, -1];
    if (index === 0) return true;
    return current > aboveNow && (lineAt(before, old) === lineAt(before, above)) === (lineAt(now, current) === lineAt(now, aboveNow));
  });
}

function lineAt({ lineStarts }: FileFacts, offset: number): number {
  return positionAt(lineStarts, offset).line;
}

function movedRange({ start, end }: Range, places: readonly (readonly [number, number])[], before: FileFacts, now: FileFacts, text: string): Range | undefined {
  const [from, to] = [start, end].map(({ line, column }) => movedOffset((before.lineStarts[line] ?? 0) + column, places, text));
  return from === undefined || to === undefined ? undefined : rangeOf(now.lineStarts, [from, to]);
}

/** Findings also point into a word, some letters behind where it starts. Those about the whole file point before all words. */
function movedOffset(offset: number, places: readonly (readonly [number, number])[], text: string): number | undefined {
  const [old, current] = places.findLast(([each]) => each <= offset) ?? [];
  if (offset === 0 || old === undefined || current === undefined) return undefined;
  return /\s/.test(text.slice(current, current + offset - old)) ? undefined : current + offset - old;
}
