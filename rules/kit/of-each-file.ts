/** Asks every file the same question, and keeps the answers while code is edited: what rules look for in all files is looked for again only in what has changed. */

import type { Codebase, FileAnswers, FileQuestion, Lasting } from '../model/codebase.ts';
import type { FilePath } from '../model/source.ts';

export interface FileTable<Answer> {
  /** Asks this file alone. */
  of(codebase: Codebase, file: FilePath): Answer | undefined;
  /** Asks these: the answers there are, in their order. The same list is asked about fastest. */
  among(codebase: Codebase, files: readonly FilePath[]): readonly Answer[];
  /** Asks all of them: the answers there are, in the order of the files. */
  all(codebase: Codebase): ReadonlyMap<FilePath, Answer>;
}

/** `isSame`: an answer that says the same as the one before is that one, so that the map of all stays the same too. */
export function ofEachFile<Answer>(question: FileQuestion<Answer>, isSame?: (one: Answer, other: Answer) => boolean): FileTable<Answer> {
  const known = new WeakMap<Lasting, FileAnswers<Answer>>();
  const answersIn = ({ lasting }: Codebase): FileAnswers<Answer> => {
    let found = known.get(lasting);
    if (!found) known.set(lasting, (found = lasting.answersTo(question, isSame)));
    return found;
  };
  return {
    of: (codebase, file) => answersIn(codebase).of(file),
    among: (codebase, files) => answersIn(codebase).among(files),
    all: (codebase) => answersIn(codebase).all(),
  };
}
