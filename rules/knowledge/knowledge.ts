/** Looks calls up in the rows of knowledge: by origin where it is known, else by how they are written. */

import type { Operation } from '../model/operations.ts';
import type { Origin } from '../model/values.ts';
import type { ApiRow } from './api-row.ts';
import { apiRows } from './api-rows.ts';
import { guesser } from './guess.ts';
import { operationFrom, type NamedCall } from './operation-from.ts';
import { rowMatcher } from './row-matcher.ts';

export interface Knowledge {
  /** The row that speaks of a call whose callee has this origin; for `new X()` that of the instance, `pg#Pool{}`. The most specific wins. */
  rowFor(origin: Origin): ApiRow | undefined;
  /**
   * The row a call may belong to when its callee could not be followed.
   * `receiver` is what stands before the method, as written and dotted (`this.prisma.user`), or only its last name.
   */
  guessFor(receiver: string | undefined, method: string, dependencies: ReadonlySet<string>): ApiRow | undefined;
  /** What the call does, in the common words; absent when the row does not speak of this call after all (`ApiRow.unlessCallback`). */
  operationFrom(row: ApiRow, call: NamedCall): Operation | undefined;
}

/** `extraRows` are the team's own; where two rows are equally specific, theirs wins. The same list gives the same knowledge again. */
export function createKnowledge(extraRows: readonly ApiRow[] = NO_ROWS): Knowledge {
  const before = known.get(extraRows);
  if (before) return before;
  const rows = [...extraRows, ...apiRows];
  const knowledge: Knowledge = { rowFor: rowMatcher(rows), guessFor: guesser(rows), operationFrom };
  known.set(extraRows, knowledge);
  return knowledge;
}

const NO_ROWS: readonly ApiRow[] = [];
/** Making it takes as long as linking a small codebase, and a session links with every keystroke. */
const known = new WeakMap<readonly ApiRow[], Knowledge>();
