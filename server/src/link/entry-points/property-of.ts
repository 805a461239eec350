/** The value of a property in the object literal an expression stands for. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';

/** An expression and the file whose indexes it speaks in. */
export interface Given {
  readonly file: FilePath;
  readonly expression: Expression;
}

export function propertyOf(evaluation: Evaluation, { file, expression }: Given, name: string): Given | undefined {
  for (const value of evaluation.of(file, expression)) {
    if (value.kind !== 'expression' || value.expression.kind !== 'object') continue;
    const property = value.expression.properties.find((each) => each.name === name);
    if (property) return { file: value.file, expression: property.value };
  }
  return undefined;
}
