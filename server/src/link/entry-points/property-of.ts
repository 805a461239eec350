/** The value of a property in the object literal an expression stands for. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';

/** An expression and the file whose indexes it speaks in. */
export interface Given {
  readonly file: FilePath;
  readonly expression: Expression;
}

/** `name` may lead further in: `options.handler`. */
export function propertyOf(evaluation: Evaluation, given: Given, name: string): Given | undefined {
  const dot = name.indexOf('.');
  if (dot < 0) return ownProperty(evaluation, given, name);
  const outer = ownProperty(evaluation, given, name.slice(0, dot));
  return outer && propertyOf(evaluation, outer, name.slice(dot + 1));
}

function ownProperty(evaluation: Evaluation, { file, expression }: Given, name: string): Given | undefined {
  for (const value of evaluation.of(file, expression)) {
    if (value.kind !== 'expression' || value.expression.kind !== 'object') continue;
    const property = value.expression.properties.find((each) => each.name === name);
    if (property) return { file: value.file, expression: property.value };
  }
  return undefined;
}
