/**
 * Notes which inputs an answer was made from, so that after a change only the answers that read something changed are worked out again.
 *
 * What incremental compilers call red-green marking, kept coarse: an input is mostly a whole file. Answers share sets of inputs, each
 * set exists once and carries the last time one of its inputs changed, so that asking whether an answer still holds is one comparison.
 */

/** A set of inputs, by number: `file src/a.ts`, `callers of src/a.ts#3`. */
export type Reads = number;

/** An answer's inputs, and when it was made. */
export interface Stamp {
  readonly reads: Reads;
  readonly at: number;
}

export interface Tracker {
  /** The set of this input alone. */
  inputOf(name: string): Reads;
  /** Notes that what runs now has read these. */
  read(inputs: Reads): void;
  /** Notes that what runs now has used an answer with these inputs. */
  use(stamp: Stamp): void;
  /** What is read until the matching `end` is noted together, and for whoever began before as well. */
  begin(): void;
  end(): Stamp;
  /** As between `begin` and `end`, but not noted for whoever runs now: it has its own inputs for this. */
  apart<Answer>(compute: () => Answer): Answer;
  isFresh(stamp: Stamp): boolean;
  /** When one of these changed last. */
  changedAt(reads: Reads): number;
  /** What is asked from here on, outside of all answers, is noted for nobody. */
  rest(): void;
  /** These say something else now. */
  change(inputs: Iterable<string>): void;
  /** Sets of inputs in memory. */
  readonly size: number;
}

const NOTHING: Reads = 0;
/** Read so much that keeping account costs more than working it out again. */
const EVERYTHING: Reads = 1;
const MOST_INPUTS = 512;
/** Larger than any number of inputs or sets, small enough that a pair of them is one exact number. */
const PAIR = 2 ** 26;

export function createTracker(): Tracker {
  const singles = new Map<string, Reads>();
  const members: (readonly number[])[] = [[], []];
  const staleSince: number[] = [0, 0];
  const setsWith: Reads[][] = [];
  const interned = new Map<string, Reads>([['', NOTHING]]);
  const unions = new Map<number, Reads>();
  const outer: Reads[] = [];
  let current: Reads = NOTHING;
  let now = 1;

  const setOf = (inputs: readonly number[]): Reads => {
    if (inputs.length > MOST_INPUTS) return EVERYTHING;
    const key = inputs.join();
    const known = interned.get(key);
    if (known !== undefined) return known;
    const made = members.length;
    interned.set(key, made);
    members.push(inputs);
    staleSince.push(0);
    for (const input of inputs) setsWith[input]?.push(made);
    return made;
  };

  const union = (one: Reads, other: Reads): Reads => {
    if (one === other || other === NOTHING) return one;
    if (one === NOTHING) return other;
    if (one === EVERYTHING || other === EVERYTHING) return EVERYTHING;
    const pair = one < other ? one * PAIR + other : other * PAIR + one;
    const known = unions.get(pair);
    if (known !== undefined) return known;
    const made = setOf(merged(members[one] ?? [], members[other] ?? []));
    unions.set(pair, made);
    return made;
  };

  const begin = (): void => {
    outer.push(current);
    current = NOTHING;
  };

  return {
    inputOf(name) {
      let found = singles.get(name);
      if (found === undefined) {
        setsWith.push([]);
        singles.set(name, (found = setOf([setsWith.length - 1])));
      }
      return found;
    },
    read(inputs) {
      current = union(current, inputs);
    },
    use({ reads }) {
      current = union(current, reads);
    },
    begin,
    end() {
      const reads = current;
      current = union(outer.pop() ?? NOTHING, reads);
      return { reads, at: now };
    },
    apart(compute) {
      begin();
      try {
        return compute();
      } finally {
        current = outer.pop() ?? NOTHING;
      }
    },
    isFresh: ({ reads, at }) => (staleSince[reads] ?? 0) <= at,
    changedAt: (reads) => staleSince[reads] ?? 0,
    rest() {
      if (outer.length === 0) current = EVERYTHING;
    },
    change(inputs) {
      now++;
      staleSince[EVERYTHING] = now;
      for (const input of inputs) {
        const [number] = members[singles.get(input) ?? NOTHING] ?? [];
        for (const set of number === undefined ? [] : (setsWith[number] ?? [])) staleSince[set] = now;
      }
    },
    get size() {
      return members.length;
    },
  };
}

/** For what is linked once and never again: keeps no account, so every answer holds. */
export const noTracker: Tracker = {
  inputOf: () => NOTHING,
  read() {},
  use() {},
  begin() {},
  end: () => ALWAYS,
  apart: (compute) => compute(),
  isFresh: () => true,
  changedAt: () => 0,
  rest() {},
  change() {},
  size: 0,
};

const ALWAYS: Stamp = { reads: NOTHING, at: 0 };

/** Two ascending lists as one, each number once. */
function merged(one: readonly number[], other: readonly number[]): readonly number[] {
  const both: number[] = [];
  let left = 0;
  let right = 0;
  for (;;) {
    const a = one[left] ?? Infinity;
    const b = other[right] ?? Infinity;
    if (a === Infinity && b === Infinity) return both;
    both.push(Math.min(a, b));
    if (a <= b) left++;
    if (b <= a) right++;
  }
}
