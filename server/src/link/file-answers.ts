/** Answers that rules ask of single files, each kept with what it was made from. Most files have nothing to say to most questions: for those, two numbers are kept. */

import type { Code, FileAnswers, Lasting } from '../../../rules/model/codebase.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import { createStamps } from './per-file.ts';
import type { Program } from './program.ts';

export function createLasting({ files, facts, tracker }: Program, code: Code): Lasting {
  const places = new Map(files.map((file, place) => [file, place]));
  return {
    answersTo: (question, isSame) => createAnswers(files, places, tracker, isSame, (file) => {
      const own = facts.get(file);
      return own && question(own, code);
    }),
  };
}

function createAnswers<Answer>(files: readonly FilePath[], places: ReadonlyMap<FilePath, number>, tracker: Program['tracker'], isSame: ((one: Answer, other: Answer) => boolean) | undefined, ask: (file: FilePath) => Answer | undefined): FileAnswers<Answer> {
  const answers = new Map<number, Answer>();
  const { isFresh, eachStale, renew: renewAt } = createStamps(tracker, files.length);
  let joined: ReadonlyMap<FilePath, Answer> | undefined;
  let changes = 0;
  const lists = new WeakMap<readonly FilePath[], { readonly places: Uint32Array; found: readonly Answer[]; changes: number }>();

  const renew = (place: number, file: FilePath): void => {
    const before = answers.get(place);
    const now = tracker.apart(() => renewAt(place, () => ask(file)));
    if (now === before || (now !== undefined && before !== undefined && isSame?.(before, now))) return;
    joined = undefined;
    changes++;
    if (now === undefined) answers.delete(place);
    else answers.set(place, now);
  };

  return {
    of(file) {
      const place = places.get(file);
      if (place === undefined) return undefined;
      if (!isFresh(place)) renew(place, file);
      return answers.get(place);
    },
    among(list) {
      let known = lists.get(list);
      if (!known) lists.set(list, (known = { places: Uint32Array.from(list.flatMap((file) => places.get(file) ?? [])), found: [], changes: -1 }));
      for (const place of known.places) {
        const file = isFresh(place) ? undefined : files[place];
        if (file !== undefined) renew(place, file);
      }
      if (known.changes !== changes) {
        known.found = [...known.places].map((place) => answers.get(place)).filter((each) => each !== undefined);
        known.changes = changes;
      }
      return known.found;
    },
    all() {
      eachStale((place) => {
        const file = files[place];
        if (file !== undefined) renew(place, file);
      });
      return (joined ??= inOrder(files, answers));
    },
  };
}

function inOrder<Answer>(files: readonly FilePath[], answers: ReadonlyMap<number, Answer>): ReadonlyMap<FilePath, Answer> {
  const sorted = [...answers].sort(([one], [other]) => one - other);
  return new Map(sorted.flatMap(([place, answer]) => {
    const file = files[place];
    return file === undefined ? [] : [[file, answer] as const];
  }));
}
