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

export function perFile<Answer>(tracker: Tracker, files: readonly FilePath[], compute: (file: FilePath) => Answer): PerFile<Answer> {
  const places = new Map(files.map((file, place) => [file, place]));
  const answers: (Kept<Answer> | undefined)[] = files.map(() => undefined);
  return {
    of(file) {
      const place = places.get(file);
      return place === undefined ? undefined : answers[place]?.answer;
    },
    refresh: () =>
      tracker.apart(() => {
        const renewals: Renewal<Answer>[] = [];
        for (let place = 0; place < files.length; place++) {
          const before = answers[place];
          const file = before && tracker.isFresh(before) ? undefined : files[place];
          if (file === undefined) continue;
          const after = kept(tracker, undefined, () => compute(file));
          answers[place] = after;
          renewals.push({ file, before: before?.answer, after: after.answer });
        }
        return renewals;
      }),
  };
}
