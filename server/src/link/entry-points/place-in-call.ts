/** Which argument of its callers an expression inside a function is: negative from the end, absent when it is none. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';

export function placeInCall(evaluation: Evaluation, file: FilePath, expression: Expression, functionIndex: number, depth = 0): number | undefined {
  const facts = evaluation.program.facts.get(file);
  if (!facts || depth > 6) return undefined;
  const again = (inner: Expression): number | undefined => placeInCall(evaluation, file, inner, functionIndex, depth + 1);
  switch (expression.kind) {
    case 'parameter':
      return expression.function === functionIndex && !expression.rest ? expression.index : undefined;
    case 'name': {
      const value = expression.binding === undefined ? undefined : facts.bindings[expression.binding]?.value;
      return value && again(value);
    }
    case 'spread':
      return again(expression.of);
    case 'either':
      return expression.options.map(again).find((place) => place !== undefined);
    case 'call': {
      // A wrapper in between: `tryRoute(controller)`.
      const call = facts.calls[expression.call];
      return call?.arguments.length === 1 && call.arguments[0] ? again(call.arguments[0]) : undefined;
    }
    case 'element': {
      const first = restStart(evaluation, file, expression.of, functionIndex);
      return first === undefined || !expression.key ? undefined : offset(expression.key, first);
    }
    default:
      return undefined;
  }
}

/** The index at which `...args` starts, when `of` is such a parameter. */
function restStart({ program }: Evaluation, file: FilePath, of: Expression, functionIndex: number): number | undefined {
  if (of.kind !== 'name' || of.binding === undefined) return undefined;
  const value = program.facts.get(file)?.bindings[of.binding]?.value;
  return value?.kind === 'parameter' && value.rest && value.function === functionIndex ? value.index : undefined;
}

/** `args[1]` and `args[args.length - 1]`. */
function offset(key: Expression, first: number): number | undefined {
  if (key.kind === 'literal' && typeof key.value === 'number') return first + key.value;
  if (key.kind !== 'operation' || key.operator !== '-') return undefined;
  const [length, back] = key.operands;
  return length?.kind === 'member' && length.name === 'length' && back?.kind === 'literal' && typeof back.value === 'number' ? -back.value : undefined;
}
