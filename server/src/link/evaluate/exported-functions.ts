/** The functions that a file gives away, as one table of what to do. */

import type { FilePath } from '../../../../rules/model/source.ts';
import type { Value } from '../../../../rules/model/values.ts';
import { guessed, type Evaluation } from './evaluation.ts';

/** More than this is data, no table of what to do. */
export const MOST_PROPERTIES = 30;

/** `handlers[type]` of a file of handlers: one of its functions. */
export function exportedFunctions(evaluation: Evaluation, file: FilePath, most = MOST_PROPERTIES): readonly Value[] {
  const index = evaluation.program.of(file);
  if (!index) return [];
  const names = new Set([...index.facts.exports.flatMap((fact) => (fact.kind === 'local' && !fact.isTypeOnly ? [fact.name] : [])), ...index.exportsWritten.keys()]);
  if (names.size > most) return [];
  return guessed([...names].flatMap((name) => evaluation.exported(file, name)).filter(({ kind }) => kind === 'function'));
}
