/**
 * Remembers answers, and breaks circles.
 *
 * A question that meets itself is answered with nothing at that place. What was found between the two places then holds only as long as
 * the question is open: it is kept until then, so that each question is worked out once in a circle, and forgotten with it. What met no
 * circle but its own is kept for good. (Tabled evaluation, as in XSB; without its further rounds, since what is asked here adds up.)
 *
 * A memory may stand above one that knows less of the world: what that one answered without missing anything holds here too.
 */

import type { FilePath } from '../../../../rules/model/source.ts';
import type { Stamp, Tracker } from '../tracking.ts';

export interface Memory<Answer> {
  /** `question` is about this file: what is known of it is forgotten with the file. */
  ask(file: FilePath, question: object | string, answer: () => Answer): Answer;
  forget(file: FilePath): void;
  /** What runs now misses something that a memory above this one has. */
  miss(): void;
  /** The answer, where it is known and nothing was missed for it. */
  complete(file: FilePath, question: object | string): (Stamp & { readonly answer: Answer }) | undefined;
}

export interface Limits<Answer> {
  /** The answer inside a circle, and where it is too far to follow. */
  readonly unknown: Answer;
  /** Questions inside questions; deeper than this the code is hostile or the answer worthless. */
  readonly deepest: number;
  /** Questions one question may cause. */
  readonly mostSteps: number;
}

/** A question while it is being answered. */
interface Open {
  readonly depth: number;
  /** The outermost question that was met again below this one. */
  met: Open | undefined;
  isOpen: boolean;
}

interface Known<Answer> extends Stamp {
  readonly answer: Answer;
  /** Holds only while this is open; for good without. */
  readonly while: Open | undefined;
  /** Something that another memory has was missed. */
  readonly isPartial: boolean;
}

/** `below` answers the same questions, with less to go by. */
export function createMemory<Answer>(tracker: Tracker, { unknown, deepest, mostSteps }: Limits<Answer>, below?: Memory<Answer>): Memory<Answer> {
  const knownOf = new Map<FilePath, Map<object | string, Known<Answer>>>();
  const openOf = new Map<FilePath, Map<object | string, Open>>();
  /** Few files have open questions at a time. */
  const spare: Map<object | string, Open>[] = [];
  const stack: Open[] = [];
  let steps = 0;
  /** Of the question that is being answered. */
  let isPartial = false;

  return {
    ask(file, question, answer) {
      const before = knownOf.get(file)?.get(question);
      const above = stack.at(-1);
      if (before && tracker.isFresh(before) && before.while?.isOpen !== false) {
        tracker.use(before);
        meet(above, before.while);
        isPartial ||= before.isPartial;
        return before.answer;
      }
      const complete = below?.complete(file, question);
      if (complete) {
        tracker.use(complete);
        return complete.answer;
      }
      if (!above) steps = 0;
      const self = openOf.get(file)?.get(question);
      if (self) {
        meet(above, self);
        return unknown;
      }
      // Too far to follow is unknown, for everybody: trying again from elsewhere would cost as much every time.
      if (stack.length >= deepest || steps > mostSteps) {
        isPartial = true;
        return unknown;
      }
      const wasPartial = isPartial;
      isPartial = false;
      steps++;
      const now: Open = { depth: stack.length, met: undefined, isOpen: true };
      stack.push(now);
      const open = inner(openOf, file, spare);
      open.set(question, now);
      tracker.begin();
      let stamp: Stamp | undefined;
      try {
        const found = answer();
        stamp = tracker.end();
        const outermost = now.met === now ? undefined : now.met;
        inner(knownOf, file).set(question, { reads: stamp.reads, at: stamp.at, answer: found, while: outermost, isPartial });
        meet(above, outermost);
        return found;
      } finally {
        if (!stamp) tracker.end();
        isPartial ||= wasPartial;
        now.isOpen = false;
        open.delete(question);
        if (open.size === 0 && openOf.delete(file)) spare.push(open);
        stack.pop();
      }
    },
    forget: (file) => void knownOf.delete(file),
    miss: () => void (isPartial = true),
    complete(file, question) {
      const known = knownOf.get(file)?.get(question);
      return known && !known.isPartial && !known.while && tracker.isFresh(known) ? known : undefined;
    },
  };
}

function meet(above: Open | undefined, met: Open | undefined): void {
  if (above && met && (!above.met || met.depth < above.met.depth)) above.met = met;
}

function inner<Item>(maps: Map<FilePath, Map<object | string, Item>>, file: FilePath, spare?: Map<object | string, Item>[]): Map<object | string, Item> {
  let found = maps.get(file);
  if (!found) maps.set(file, (found = spare?.pop() ?? new Map()));
  return found;
}

/** Numbers things that have no name, so that they can be part of a question. */
export function createIdentities(): (thing: object) => number {
  const numbers = new WeakMap<object, number>();
  let last = 0;
  return (thing) => {
    const known = numbers.get(thing);
    if (known !== undefined) return known;
    numbers.set(thing, ++last);
    return last;
  };
}
