/**
 * Remembers answers, and breaks circles.
 *
 * A question that meets itself is answered with nothing at that place. What was found below then holds only for whoever asked first, so an
 * answer is kept only when every circle it met closed at the question itself.
 */

import type { FilePath } from '../../../../rules/model/source.ts';
import type { Stamp, Tracker } from '../tracking.ts';

export interface Memory<Answer> {
  /** `question` is about this file: what is known of it is forgotten with the file. */
  ask(file: FilePath, question: object | string, answer: () => Answer): Answer;
  forget(file: FilePath): void;
}

export interface Limits<Answer> {
  /** The answer inside a circle, and where it is too far to follow. */
  readonly unknown: Answer;
  /** Questions inside questions. */
  readonly deepest: number;
  /** Questions one question may cause. */
  readonly mostSteps: number;
}

export function createMemory<Answer>(tracker: Tracker, { unknown, deepest, mostSteps }: Limits<Answer>): Memory<Answer> {
  const knownOf = new Map<FilePath, Map<object | string, Stamp & { readonly answer: Answer }>>();
  const openOf = new Map<FilePath, Map<object | string, number>>();
  let opened = 0;
  let lowest = Infinity;
  let steps = 0;

  return {
    ask(file, question, answer) {
      const known = inner(knownOf, file);
      const before = known.get(question);
      if (before && tracker.isFresh(before)) {
        tracker.use(before);
        return before.answer;
      }
      if (opened === 0) steps = 0;
      const open = inner(openOf, file);
      const place = open.get(question);
      if (place !== undefined) {
        lowest = Math.min(lowest, place);
        return unknown;
      }
      // Too far to follow is unknown, for everybody: trying again from elsewhere would cost as much every time.
      if (opened >= deepest || steps > mostSteps) return unknown;
      const depth = opened;
      const outside = lowest;
      steps++;
      opened++;
      lowest = Infinity;
      open.set(question, depth);
      tracker.begin();
      let stamp: Stamp | undefined;
      try {
        const found = answer();
        stamp = tracker.end();
        const isOwn = lowest >= depth;
        if (isOwn) known.set(question, { reads: stamp.reads, at: stamp.at, answer: found });
        lowest = Math.min(outside, isOwn ? Infinity : lowest);
        return found;
      } finally {
        if (!stamp) tracker.end();
        open.delete(question);
        opened--;
      }
    },
    forget: (file) => void knownOf.delete(file),
  };
}

function inner<Item>(maps: Map<FilePath, Map<object | string, Item>>, file: FilePath): Map<object | string, Item> {
  let found = maps.get(file);
  if (!found) maps.set(file, (found = new Map()));
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
