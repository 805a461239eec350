/** The functions that an argument of a registration hands over, through arrays, wrappers, binds and conditions. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { FunctionId } from '../../../../rules/model/function-id.ts';
import { functionId } from '../../../../rules/model/function-id.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Value } from '../../../../rules/model/values.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import { replacedExports } from '../evaluate/replaced-exports.ts';

export interface Handler {
  readonly function: FunctionId;
  readonly isGuessed: boolean;
}

export function handlersIn(evaluation: Evaluation, file: FilePath, expression: Expression, depth = 0): readonly Handler[] {
  if (depth > 5) return [];
  switch (expression.kind) {
    case 'function':
      return [{ function: functionId(file, expression.function), isGuessed: false }];
    case 'array':
      return methodOfClass(evaluation, file, expression.elements) ?? expression.elements.flatMap((element) => handlersIn(evaluation, file, element, depth + 1));
    case 'either':
      return expression.options.flatMap((option) => handlersIn(evaluation, file, option, depth + 1));
    case 'spread':
    case 'await':
      return handlersIn(evaluation, file, expression.of, depth + 1);
    case 'call':
      return handlersOfCall(evaluation, file, expression, depth);
    default: {
      const handlers = evaluation.of(file, expression).flatMap((value) => handlersOfValue(evaluation, value, depth));
      return expression.kind === 'member' && handlers.length > MOST_MEANT && handlers.every(({ isGuessed }) => isGuessed) ? [] : handlers;
    }
  }
}

/** What one name of an object may mean; where it seems to mean more, nothing is known of it, and each route would come to everything. */
const MOST_MEANT = 6;

/** `[OrdersController, 'show']`, where the class may be one that is imported when it is needed: `() => import('./orders_controller.js')`. */
function methodOfClass(evaluation: Evaluation, file: FilePath, [owner, name, ...others]: readonly Expression[]): readonly Handler[] | undefined {
  if (!owner || name?.kind !== 'literal' || typeof name.value !== 'string' || others.length > 0) return undefined;
  const method = name.value;
  const loaded = evaluation.of(file, owner).flatMap((value) => (value.kind === 'function' ? evaluation.result(value, false) : [value]));
  const classes = loaded.flatMap((value) => (value.kind === 'module' ? evaluation.exported(value.file, 'default') : [value])).filter(({ kind }) => kind === 'class');
  return classes.flatMap((each) => evaluation.result(each, true)).flatMap((instance) => evaluation.member(instance, method)).flatMap((value) => handlersOfValue(evaluation, value, 1));
}

function handlersOfValue(evaluation: Evaluation, value: Value, depth: number): readonly Handler[] {
  switch (value.kind) {
    case 'function':
      return [{ function: value.function, isGuessed: value.isGuessed }];
    case 'expression':
      return value.expression.kind === 'array' ? handlersIn(evaluation, value.file, value.expression, depth + 1) : [];
    case 'module':
      return replacedExports(evaluation, value.file).flatMap((each) => (each.kind === 'module' ? [] : handlersOfValue(evaluation, each, depth + 1)));
    default:
      return [];
  }
}

/**
 * `asyncHandler(create)`, `validate(schema)`, `controller.create.bind(controller)`: what was wrapped, where something was;
 * else what the call gives back.
 */
function handlersOfCall(evaluation: Evaluation, file: FilePath, expression: Expression & { kind: 'call' }, depth: number): readonly Handler[] {
  const call = evaluation.program.facts.get(file)?.calls[expression.call];
  if (!call) return [];
  const given = call.callee.kind === 'member' && call.callee.name === 'bind' ? [] : call.arguments.flatMap((argument) => (argument.kind === 'object' ? [] : handlersIn(evaluation, file, argument, depth + 1)));
  const returned = evaluation.of(file, expression).flatMap((value) => handlersOfValue(evaluation, value, depth + 1));
  return [...given, ...returned.filter((each) => !given.some((other) => other.function === each.function))];
}
