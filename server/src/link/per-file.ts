/** Answers kept file by file, each worked out again only when something it read has changed. */

import type { FilePath } from '../../../rules/model/source.ts';
import type { Stamp, Tracker } from './tracking.ts';

export interface Kept<Answer> extends Stamp {
  readonly answer: Answer;
}

/** Keeps what `compute` gives with what it read; whoever asks has then read that too. */
export function kept<Answer>(tracker: Tracker, before: Kept<Answer> | undefined, compute: () => Answer): Kept<Answer> {
  if (before && tracker.isFresh(before)) {
    tracker.use(before);
    return before;
  }
  tracker.begin();
  let stamp: Stamp | undefined;
  try {
    const answer = compute();
    stamp = tracker.end();
    return { answer, ...stamp };
  } finally {
    if (!stamp) tracker.end();
  }
}

/** What became of one file's answer. */
export interface Renewal<Answer> {
  readonly file: FilePath;
  readonly before: Answer | undefined;
  readonly after: Answer;
}

export interface PerFile<Answer> {
  of(file: FilePath): Answer | undefined;
  /** Works out what is stale, in the order of the files, and says what that was. */
  refresh(): readonly Renewal<Answer>[];
}

/**
 * Two numbers a file say whether its answer still holds: every keystroke looks at all of them. An answer that `isSame` as the one before
 * is no renewal: the one before stays, and whoever keeps something of it knows it again.
 */
export function perFile<Answer>(tracker: Tracker, files: readonly FilePath[], compute: (file: FilePath) => Answer, isSame: (one: Answer, other: Answer) => boolean = () => false): PerFile<Answer> {
  const places = new Map(files.map((file, place) => [file, place]));
  const answers: (Answer | undefined)[] = files.map(() => undefined);
  const stamps = createStamps(tracker, files.length);
  return {
    of(file) {
      const place = places.get(file);
      return place === undefined ? undefined : answers[place];
    },
    refresh: () =>
      tracker.apart(() => {
        const renewals: Renewal<Answer>[] = [];
        stamps.eachStale((place) => {
          const file = files[place];
          if (file === undefined) return;
          const before = answers[place];
          const after = stamps.renew(place, () => compute(file));
          if (before !== undefined && isSame(before, after)) return;
          answers[place] = after;
          renewals.push({ file, before, after });
        });
        return renewals;
      }),
  };
}

/** Plain data, told apart by what it says. */
export function saysTheSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export interface Stamps {
  /** The answer in this place was worked out, and nothing it read has changed. */
  isFresh(place: number): boolean;
  /** Of all answers those that are not, in their order; each is to be renewed. Every keystroke asks for them. */
  eachStale(renew: (place: number) => void): void;
  /** Works it out; whoever asks has read what it reads. */
  renew<Answer>(place: number, compute: () => Answer): Answer;
}

/** For as many answers, which whoever asks keeps. */
export function createStamps(tracker: Tracker, count: number): Stamps {
  /** What each was made from, and when, counted from 1; 0 for never. */
  const reads = new Uint32Array(count);
  const made = new Uint32Array(count);
  /** Nothing had gone stale then; changes are counted from 1. */
  let passedAt = 0;
  const isFresh = (place: number): boolean => {
    const at = made[place] ?? 0;
    return at !== 0 && tracker.changedAt(reads[place] ?? 0) < at;
  };
  return {
    isFresh,
    eachStale(renew) {
      const { now } = tracker;
      if (passedAt === now) return;
      for (let place = 0; place < count; place++) if (!isFresh(place)) renew(place);
      passedAt = now;
    },
    renew(place, compute) {
      const { answer, reads: read, at } = kept(tracker, undefined, compute);
      reads[place] = read;
      made[place] = at + 1;
      return answer;
    },
  };
}
