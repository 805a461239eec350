/** The text an expression certainly is; a computed piece of it is written by its name: `:version`, or `{prefix}` where it is part of a piece. */

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
  const partOf = (part: Expression): Part => textOf(evaluation, value.file, part, depth + 1) ?? { computed: part };
  if (inner.kind === 'operation' && inner.operator === '+') return joined(inner.operands.map(partOf));
  if (inner.kind !== 'template') return undefined;
  return joined(inner.texts.flatMap((text, index): readonly Part[] => {
    const hole = inner.holes[index];
    return hole ? [text, partOf(hole)] : [text];
  }));
}

type Part = string | { readonly computed: Expression };

function joined(parts: readonly Part[]): string {
  const written = parts.filter((part) => part !== '');
  return written.map((part, index) => (typeof part === 'string' ? part : placeholder(part.computed, written[index - 1], written[index + 1]))).join('');
}

/** A whole piece of a path is a parameter; anything else would run into its neighbours. */
function placeholder(expression: Expression, before: Part | undefined, after: Part | undefined): string {
  const name = expression.kind === 'name' || expression.kind === 'member' ? expression.name : 'computed';
  const isWhole = typeof before === 'string' && before.endsWith('/') && (after === undefined || (typeof after === 'string' && after.startsWith('/')));
  return isWhole ? `:${name}` : `{${name}}`;
}
