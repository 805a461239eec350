/**
 * Remembers answers, and breaks circles.
 *
 * A question that meets itself is answered with nothing at that place. What was found below then holds only for whoever asked first, so an
 * answer is kept only when every circle it met closed at the question itself.
 */

import type { FilePath } from '../../../../rules/model/source.ts';
import type { Value } from '../../../../rules/model/values.ts';
import type { Stamp, Tracker } from '../tracking.ts';

/** Questions inside questions; deeper than this the code is hostile or the answer worthless. */
const DEEPEST = 60;
/** Questions one question may cause. */
const MOST_STEPS = 1_500;

export interface Memory {
  /** `question` is about this file: what is known of it is forgotten with the file. */
  ask(file: FilePath, question: object | string, answer: () => readonly Value[]): readonly Value[];
  forget(file: FilePath): void;
}

type Known = Stamp & { readonly values: readonly Value[] };

export function createMemory(tracker: Tracker): Memory {
  const knownOf = new Map<FilePath, Map<object | string, Known>>();
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
        return before.values;
      }
      if (opened === 0) steps = 0;
      const open = inner(openOf, file);
      const place = open.get(question);
      if (place !== undefined) {
        lowest = Math.min(lowest, place);
        return [];
      }
      // Too far to follow is unknown, for everybody: trying again from elsewhere would cost as much every time.
      if (opened >= DEEPEST || steps > MOST_STEPS) return [];
      const depth = opened;
      const outside = lowest;
      steps++;
      opened++;
      lowest = Infinity;
      open.set(question, depth);
      tracker.begin();
      let stamp: Stamp | undefined;
      try {
        const values = answer();
        stamp = tracker.end();
        const isOwn = lowest >= depth;
        if (isOwn) known.set(question, { ...stamp, values });
        lowest = Math.min(outside, isOwn ? Infinity : lowest);
        return values;
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
