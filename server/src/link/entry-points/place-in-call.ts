/** Which argument of its callers an expression inside a function is, or which property of one. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import { propertyOf, type Given } from './property-of.ts';

export interface Place {
  /** Negative from the end. */
  readonly index: number;
  /** `handler` of an options object that is handed over. */
  readonly path: readonly string[];
}

/** Undefined when the expression is nothing a caller hands over. */
export function placeInCall(evaluation: Evaluation, file: FilePath, expression: Expression, functionIndex: number, depth = 0): Place | undefined {
  const facts = evaluation.program.facts.get(file);
  if (!facts || depth > 6) return undefined;
  const again = (inner: Expression): Place | undefined => placeInCall(evaluation, file, inner, functionIndex, depth + 1);
  switch (expression.kind) {
    case 'parameter':
      return expression.function === functionIndex && !expression.rest ? { index: expression.index, path: [] } : undefined;
    case 'name': {
      const value = expression.binding === undefined ? undefined : facts.bindings[expression.binding]?.value;
      return value && again(value);
    }
    case 'member': {
      const owner = again(expression.of);
      return owner && { ...owner, path: [...owner.path, expression.name] };
    }
    case 'spread':
    case 'await':
      return again(expression.of);
    case 'either':
      return expression.options.map(again).find((place) => place !== undefined);
    case 'call': {
      // A wrapper in between: `tryRoute(controller)`, `handler.bind(this)`.
      const call = facts.calls[expression.call];
      if (call?.callee.kind === 'member' && call.callee.name === 'bind') return again(call.callee.of);
      return call?.arguments.map(again).find((place) => place !== undefined);
    }
    case 'element': {
      const first = restStart(evaluation, file, expression.of, functionIndex);
      const index = first === undefined || !expression.key ? undefined : offset(expression.key, first);
      return index === undefined ? undefined : { index, path: [] };
    }
    default:
      return undefined;
  }
}

/** What a caller hands over at that place. */
export function givenAt(evaluation: Evaluation, { index, path }: Place, caller: { readonly file: FilePath; readonly arguments: readonly Expression[] }): Given | undefined {
  const argument = caller.arguments.at(index);
  let given: Given | undefined = argument && { file: caller.file, expression: argument };
  for (const name of path) {
    given = given && propertyOf(evaluation, given, name);
  }
  return given;
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
