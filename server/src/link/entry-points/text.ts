/** The text an expression certainly is; a computed piece of it is written `:computed`. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';

export function textOf(evaluation: Evaluation, file: FilePath, expression: Expression, depth = 0): string | undefined {
  const [value] = evaluation.of(file, expression);
  if (value?.kind === 'literal') return typeof value.value === 'string' ? value.value : undefined;
  if (value?.kind !== 'expression' || depth > 4) return undefined;
  const inner = value.expression;
  if (inner.kind === 'array' && inner.elements[0]) return textOf(evaluation, value.file, inner.elements[0], depth + 1);
  if (inner.kind === 'regex') return inner.source;
  if (inner.kind === 'operation' && inner.operator === '+') {
    return inner.operands.map((operand) => textOf(evaluation, value.file, operand, depth + 1) ?? ':computed').join('');
  }
  if (inner.kind !== 'template') return undefined;
  return inner.texts.map((text, index) => text + (inner.holes[index] ? (textOf(evaluation, value.file, inner.holes[index], depth + 1) ?? ':computed') : '')).join('');
}
