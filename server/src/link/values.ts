/** The evaluator as rules see it. */

import type { Expression } from '../../../rules/model/expression.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { Values } from '../../../rules/model/values.ts';
import type { Evaluation } from './evaluate/evaluation.ts';
import { exportedBinding } from './evaluate/exported-binding.ts';

export function createValues(evaluation: Evaluation): Values {
  return {
    of: (file, expression) => evaluation.of(file, expression),
    definitionOf: (file, expression) => definitionOf(evaluation, file, expression),
    textOf: (file, expression) => textOf(evaluation, file, expression, 0),
    propertyOf: (file, expression, name) => propertyOf(evaluation, file, expression, name, 0),
  };
}

function definitionOf({ program }: Evaluation, file: FilePath, expression: Expression): ReturnType<Values['definitionOf']> {
  const source = expression.kind === 'name' && expression.binding !== undefined ? program.facts.get(file)?.bindings[expression.binding]?.import : undefined;
  const resolution = source && program.resolver.resolve(file, source.specifier);
  const at = source && resolution?.kind === 'file' ? exportedBinding(program, resolution.file, source.name) : undefined;
  const binding = at && program.facts.get(at.file)?.bindings[at.binding];
  return at && binding?.kind === 'const' && binding.value ? { file: at.file, expression: binding.value } : undefined;
}

function textOf(evaluation: Evaluation, file: FilePath, expression: Expression, depth: number): string | undefined {
  if (depth > 8) return undefined;
  const values = evaluation.of(file, expression);
  const [value] = values;
  if (values.length !== 1 || !value) return undefined;
  if (value.kind === 'literal') return value.value === null ? undefined : String(value.value);
  if (value.kind !== 'expression') return undefined;
  if (value.expression.kind === 'template') {
    const { texts, holes } = value.expression;
    let text = texts[0] ?? '';
    for (const [index, hole] of holes.entries()) {
      const filled = textOf(evaluation, value.file, hole, depth + 1);
      if (filled === undefined) return undefined;
      text += filled + (texts[index + 1] ?? '');
    }
    return text;
  }
  if (value.expression.kind !== 'operation' || value.expression.operator !== '+') return undefined;
  const parts = value.expression.operands.map((operand) => textOf(evaluation, value.file, operand, depth + 1));
  return parts.includes(undefined) ? undefined : parts.join('');
}

function propertyOf(evaluation: Evaluation, file: FilePath, expression: Expression, name: string, depth: number): ReturnType<Values['propertyOf']> {
  if (depth > 6) return undefined;
  for (const value of evaluation.of(file, expression)) {
    if (value.kind !== 'expression' || value.expression.kind !== 'object') continue;
    const own = value.expression.properties.find((property) => property.name === name);
    if (own) return { file: value.file, expression: own.value };
    for (const spread of value.expression.spreads) {
      const found = propertyOf(evaluation, value.file, spread, name, depth + 1);
      if (found) return found;
    }
  }
  return undefined;
}
