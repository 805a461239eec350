/** What `module.exports = …` put in place of a file's exports object. */

import type { FilePath } from '../../../../rules/model/source.ts';
import type { Value } from '../../../../rules/model/values.ts';
import type { Evaluation } from './evaluation.ts';

/** Empty where nothing did. */
export function replacedExports(evaluation: Evaluation, file: FilePath): readonly Value[] {
  return (evaluation.program.facts.get(file)?.exports ?? []).flatMap((fact) =>
    fact.kind === 'assign' && fact.value.kind !== 'exports' ? evaluation.of(file, fact.value) : [],
  );
}
