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

/** `extraRows` are the team's own; where two rows are equally specific, theirs wins. */
export function createKnowledge(extraRows: readonly ApiRow[] = []): Knowledge {
  const rows = [...extraRows, ...apiRows];
  return { rowFor: rowMatcher(rows), guessFor: guesser(rows), operationFrom };
}
