/**
 * Notes which inputs an answer was made from, so that after a change only the answers that read something changed are worked out again.
 *
 * What incremental compilers call red-green marking, kept coarse: an input is mostly a whole file. Answers share sets of inputs; a large one is made of others. Each
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
  /** These say something else now. */
  change(inputs: Iterable<string>): void;
  /** Counts up with each change. */
  readonly now: number;
  /** Sets of inputs in memory, and what large ones are made of. */
  readonly size: number;
}

const NOTHING: Reads = 0;
/** Above this a set is no list of inputs any more but one of other sets. */
const MOST_INPUTS = 48;
/** Larger than any number of sets, small enough that a pair of them is one exact number. */
const PAIR = 2 ** 26;
const TOO_LARGE = -1;

/** What has been read since it began. */
interface Account {
  /** As long as that is little. */
  few: Reads;
  /** Sets that make up what has been read, once it is much. */
  many: Set<Reads> | undefined;
}

export function createTracker(): Tracker {
  const singles = new Map<string, Reads>();
  /** The inputs of small sets. */
  const members: (readonly number[] | undefined)[] = [[]];
  /** The large sets that a set is part of. */
  const within: (Reads[] | undefined)[] = [];
  const staleSince: number[] = [0];
  const setsWith: (Reads[] | undefined)[] = [];
  const interned = new Map<string, Reads>([['', NOTHING]]);
  const unions = new Map<number, Reads>();
  const outer: (Account | undefined)[] = [];
  /** What is read outside of all answers is noted for nobody. */
  let current: Account | undefined;
  let now = 1;
  let partsInAll = 0;

  const made = (inputs: readonly number[] | undefined): Reads => {
    members.push(inputs);
    return staleSince.push(0) - 1;
  };

  const setOf = (inputs: readonly number[]): Reads => {
    const key = inputs.join();
    const known = interned.get(key);
    if (known !== undefined) return known;
    const set = made(inputs);
    interned.set(key, set);
    for (const input of inputs) append(setsWith, input, set);
    return set;
  };

  const largeSetOf = (parts: ReadonlySet<Reads>): Reads => {
    // In the order read: the same questions read the same in the same order.
    const listed = [...parts];
    const key = `of ${listed.join()}`;
    const known = interned.get(key);
    if (known !== undefined) return known;
    const set = made(undefined);
    interned.set(key, set);
    partsInAll += listed.length;
    for (const part of listed) append(within, part, set);
    return set;
  };

  const union = (one: Reads, other: Reads): Reads => {
    if (one === other || other === NOTHING) return one;
    if (one === NOTHING) return other;
    const pair = one < other ? one * PAIR + other : other * PAIR + one;
    const known = unions.get(pair);
    if (known !== undefined) return known;
    const [a, b] = [members[one], members[other]];
    const both = a && b ? merged(a, b) : undefined;
    const set = both && both.length <= MOST_INPUTS ? setOf(both) : TOO_LARGE;
    unions.set(pair, set);
    return set;
  };

  const read = (inputs: Reads): void => {
    if (!current || inputs === NOTHING) return;
    if (current.many) {
      current.many.add(inputs);
      return;
    }
    const both = union(current.few, inputs);
    if (both === TOO_LARGE) current.many = new Set([current.few, inputs]);
    else current.few = both;
  };

  const markStale = (set: Reads): void => {
    const stale = [set];
    for (let next = stale.pop(); next !== undefined; next = stale.pop()) {
      if (staleSince[next] === now) continue;
      staleSince[next] = now;
      for (const larger of within[next] ?? []) stale.push(larger);
    }
  };

  const begin = (): void => {
    outer.push(current);
    current = { few: NOTHING, many: undefined };
  };

  return {
    inputOf(name) {
      let found = singles.get(name);
      if (found === undefined) {
        singles.set(name, (found = setOf([setsWith.push(undefined) - 1])));
      }
      return found;
    },
    read,
    use: ({ reads }) => read(reads),
    begin,
    end() {
      const reads = !current ? NOTHING : current.many ? largeSetOf(current.many) : current.few;
      current = outer.pop();
      read(reads);
      return { reads, at: now };
    },
    apart(compute) {
      begin();
      try {
        return compute();
      } finally {
        current = outer.pop();
      }
    },
    isFresh: ({ reads, at }) => (staleSince[reads] ?? 0) <= at,
    changedAt: (reads) => staleSince[reads] ?? 0,
    change(inputs) {
      now++;
      for (const input of inputs) {
        const [number] = members[singles.get(input) ?? NOTHING] ?? [];
        for (const set of number === undefined ? [] : (setsWith[number] ?? [])) markStale(set);
      }
    },
    get now() {
      return now;
    },
    get size() {
      return members.length + partsInAll;
    },
  };
}

/** Most lists stay with one item, and have no room for more then. */
function append(lists: (Reads[] | undefined)[], at: number, set: Reads): void {
  const list = lists[at];
  if (list) list.push(set);
  else lists[at] = [set];
}

/** Two ascending lists as one, each number once. */
function merged(one: readonly number[], other: readonly number[]): readonly number[] {
  const both: number[] = [];
  let left = 0;
  let right = 0;
  for (;;) {
    const a = one[left] ?? Infinity;
    const b = other[right] ?? Infinity;
    // A list that was added to has room for more; there are many, and none grows again.
    if (a === Infinity && b === Infinity) return both.slice();
    both.push(Math.min(a, b));
    if (a <= b) left++;
    if (b <= a) right++;
  }
}
