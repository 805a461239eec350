/** Who can be called an author of a file, by the degree of authorship. */

import { nowNamed, type History } from '../model/history.ts';
import type { FilePath } from '../model/source.ts';

/** More files at once are a reformatting or a move, not authorship. */
const LARGEST_COMMIT = 200;
/** Of the highest degree in the file (Avelino et al., *A Novel Approach for Estimating Truck Factors*). */
const SHARE_OF_HIGHEST = 0.75;

/** Authors of each file that exists today, as indexes in `history.authors`; bots are left out. */
export function authorsByFile(history: History): ReadonlyMap<FilePath, ReadonlySet<number>> {
  const changes = new Map<FilePath, { readonly by: Map<number, number>; first: number | undefined }>();
  for (const { commit, files } of nowNamed(history)) {
    if (history.authors[commit.author]?.isBot !== false || files.length > LARGEST_COMMIT) continue;
    for (const { file, change } of files) {
      const known = changes.get(file) ?? { by: new Map<number, number>(), first: undefined };
      known.by.set(commit.author, (known.by.get(commit.author) ?? 0) + 1);
      if (change === 'added') known.first = commit.author;
      changes.set(file, known);
    }
  }
  return new Map([...changes].map(([file, { by, first }]) => [file, authorsAmong(by, first)]));
}

/** DOA = 3.293 + 1.098·FA + 0.164·DL − 0.321·ln(1 + AC): first author, own changes, changes by others. */
function authorsAmong(by: ReadonlyMap<number, number>, first: number | undefined): ReadonlySet<number> {
  const all = [...by.values()].reduce((sum, each) => sum + each, 0);
  const degrees = [...by].map(([author, own]) => [author, 3.293 + (author === first ? 1.098 : 0) + 0.164 * own - 0.321 * Math.log(1 + all - own)] as const);
  const highest = Math.max(...degrees.map(([, degree]) => degree));
  return new Set(degrees.filter(([, degree]) => degree > SHARE_OF_HIGHEST * highest).map(([author]) => author));
}
