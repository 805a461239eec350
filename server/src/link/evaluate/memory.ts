/**
 * Remembers answers, and breaks circles.
 *
 * A question that meets itself is answered with nothing at that place. What was found below then holds only for whoever asked first, so an
 * answer is kept only when every circle it met closed at the question itself.
 */

import type { Value } from '../../../../rules/model/values.ts';

/** Questions inside questions; deeper than this the code is hostile or the answer worthless. */
const DEEPEST = 60;
/** Questions one question may cause. */
const MOST_STEPS = 1_500;

export type Ask = (question: object | string, answer: () => readonly Value[]) => readonly Value[];

export function createMemory(): Ask {
  const known = new Map<object | string, readonly Value[]>();
  const open = new Map<object | string, number>();
  let lowest = Infinity;
  let steps = 0;

  return (question, answer) => {
    const before = known.get(question);
    if (before) return before;
    if (open.size === 0) steps = 0;
    const place = open.get(question);
    if (place !== undefined) {
      lowest = Math.min(lowest, place);
      return [];
    }
    // Too far to follow is unknown, for everybody: trying again from elsewhere would cost as much every time.
    if (open.size >= DEEPEST || steps > MOST_STEPS) return [];
    const depth = open.size;
    const outside = lowest;
    steps++;
    lowest = Infinity;
    open.set(question, depth);
    const values = answer();
    open.delete(question);

    const isOwn = lowest >= depth;
    if (isOwn) known.set(question, values);
    lowest = Math.min(outside, isOwn ? Infinity : lowest);
    return values;
  };
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
