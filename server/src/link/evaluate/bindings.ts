/** What a name declared in a file may stand for. */

import type { BindingFact } from '../../../../rules/model/facts.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Value } from '../../../../rules/model/values.ts';
import type { Evaluation } from './evaluation.ts';
import { imported } from './modules.ts';
import { isNothing } from './nothing.ts';

/** Values written later than this many places are not followed. */
const MOST_WRITES = 6;

export function valuesOfBinding(evaluation: Evaluation, file: FilePath, index: number): readonly Value[] {
  const own = evaluation.program.of(file);
  const binding = own?.facts.bindings[index];
  if (!own || !binding) return [];
  if (binding.import) return imported(evaluation, file, binding.import.specifier, binding.import.name);

  const start = binding.value ? evaluation.of(file, binding.value) : [];
  const found = [...start.filter((value) => !isNothing(value))];
  if (binding.isReassigned) {
    for (const { value } of (own.assignmentsOf.get(index) ?? []).slice(0, MOST_WRITES)) {
      if (value) found.push(...evaluation.of(file, value).filter((each) => !isNothing(each)));
    }
  }
  if (found.length > 0 && !isBareLiteral(found)) return found;
  const typed = typeOf(evaluation, file, binding);
  return typed.length > 0 ? typed : start.length > 0 ? start : found;
}

function typeOf(evaluation: Evaluation, file: FilePath, { type, kind }: BindingFact): readonly Value[] {
  // A parameter's own type is read with the parameter.
  return type && kind !== 'parameter' ? evaluation.ofType(file, type) : [];
}

function isBareLiteral(values: readonly Value[]): boolean {
  return values.every(({ kind }) => kind === 'literal');
}
