/** The properties of all object literals that an expression may stand for, through spreads, merges and lists. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import type { Given } from './property-of.ts';

export type Entries = readonly { readonly file: FilePath; readonly name: string; readonly value: Expression }[];

export function* objectsOf(evaluation: Evaluation, file: FilePath, expression: Expression, depth: number): Iterable<Entries> {
  if (depth > 5) return;
  for (const value of evaluation.of(file, expression)) {
    if (value.kind !== 'expression') continue;
    const inner = value.expression;
    if (inner.kind === 'array') for (const element of inner.elements) yield* objectsOf(evaluation, value.file, element, depth + 1);
    if (inner.kind !== 'object') continue;
    yield inner.properties.map(({ name, value: own }) => ({ file: value.file, name, value: own }));
    for (const spread of inner.spreads) yield* objectsOf(evaluation, value.file, spread, depth + 1);
  }
}

/** The object, or what a function that is called for it gives. */
export function* objectsGivenBy(evaluation: Evaluation, { file, expression }: Given): Iterable<Entries> {
  yield* objectsOf(evaluation, file, expression, 0);
  for (const value of evaluation.of(file, expression)) {
    for (const given of value.kind === 'function' ? evaluation.result(value, false) : []) {
      if (given.kind === 'expression') yield* objectsOf(evaluation, given.file, given.expression, 1);
    }
  }
}
