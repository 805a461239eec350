/**
 * Follows an expression to all that it may stand for: through constants, assignments, imports, classes, types, returns and,
 * once callers are known, parameters.
 *
 * The answer for an expression never depends on what was asked before: results that were cut short by a circle are kept only
 * for the question that met the circle.
 */

import type { Expression } from '../../../rules/model/expression.ts';
import { functionId } from '../../../rules/model/function-id.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { Value } from '../../../rules/model/values.ts';
import { elementOf } from './evaluate/elements.ts';
import { memberOf } from './evaluate/members.ts';
import { moduleValues } from './evaluate/modules.ts';
import { valuesOfBinding } from './evaluate/bindings.ts';
import { resultOfCall } from './evaluate/results.ts';
import { valuesOfParameter } from './evaluate/parameters.ts';
import type { Evaluation, Heritage, ParameterFlow } from './evaluate/evaluation.ts';
import type { Program } from './program.ts';

/** More alternatives than this say that we do not know. */
const MOST_ALTERNATIVES = 12;
/** Steps one question may take, whatever the code looks like. */
const MOST_STEPS = 4_000;
const DEEPEST = 60;

/** `flow` answers what callers pass; without it, untyped parameters are unknown. */
export function createEvaluation(program: Program, heritage: Heritage, flow: ParameterFlow | undefined): Evaluation {
  const known = new Map<Expression, readonly Value[]>();
  const knownFromTop = new Map<Expression, readonly Value[]>();
  const open = new Map<Expression, number>();
  let lowest = Infinity;
  let steps = 0;

  const evaluation: Evaluation = {
    program,
    heritage,
    flow,
    of(file, expression) {
      switch (expression.kind) {
        case 'literal':
          return [{ kind: 'literal', value: expression.value }];
        case 'object':
        case 'array':
        case 'regex':
        case 'template':
        case 'operation':
          return [{ kind: 'expression', file, expression, isGuessed: false }];
        case 'await':
          return evaluation.of(file, expression.of);
        default:
      }
      const before = known.get(expression) ?? (open.size === 0 ? knownFromTop.get(expression) : undefined);
      if (before) return before;
      const place = open.get(expression);
      if (place !== undefined || open.size >= DEEPEST || steps > MOST_STEPS) {
        lowest = Math.min(lowest, place ?? 0);
        return [];
      }
      return follow(file, expression);
    },
  };

  function follow(file: FilePath, expression: Expression): readonly Value[] {
    const depth = open.size;
    const outside = lowest;
    if (depth === 0) steps = 0;
    steps++;
    lowest = Infinity;
    open.set(expression, depth);
    const values = distinct(evaluate(evaluation, file, expression));
    open.delete(expression);

    if (lowest >= depth && depth > 0) known.set(expression, values);
    else if (lowest === Infinity) known.set(expression, values);
    else if (depth === 0) knownFromTop.set(expression, values);
    lowest = Math.min(outside, lowest >= depth ? Infinity : lowest);
    return values;
  }

  return evaluation;
}

function evaluate(evaluation: Evaluation, file: FilePath, expression: Expression): readonly Value[] {
  switch (expression.kind) {
    case 'name':
      if (expression.binding === undefined) {
        return [{ kind: 'external', origin: `global#${expression.name}`, isGuessed: false }];
      }
      return valuesOfBinding(evaluation, file, expression.binding);
    case 'member':
      return memberOf(evaluation, file, expression.of, expression.name);
    case 'element':
      return elementOf(evaluation, file, expression.of, expression.key);
    case 'call':
      return resultOfCall(evaluation, file, expression.call);
    case 'function':
      return [{ kind: 'function', function: functionId(file, expression.function), isGuessed: false }];
    case 'class':
      return [{ kind: 'class', file, class: expression.class, isGuessed: false }];
    case 'this':
      if (expression.class === undefined) return [];
      return [{ kind: 'instance', file, class: expression.class, isGuessed: false }];
    case 'super': {
      const base = expression.class === undefined ? undefined : evaluation.heritage.baseOf(file, expression.class);
      return base ?? [];
    }
    case 'parameter':
      return valuesOfParameter(evaluation, file, expression.function, expression.index, expression.rest);
    case 'module':
      return moduleValues(evaluation, file, expression.specifier, expression.prefix === true);
    case 'exports':
      return [{ kind: 'module', file, isGuessed: false }];
    case 'either':
      return expression.options.flatMap((option) => evaluation.of(file, option));
    case 'spread':
      return evaluation.of(file, expression.of);
    default:
      return [];
  }
}

function distinct(values: readonly Value[]): readonly Value[] {
  if (values.length < 2) return values;
  const seen = new Map<string, Value>();
  for (const value of values) {
    const key = keyOf(value);
    const before = seen.get(key);
    if (!before || ('isGuessed' in before && before.isGuessed)) seen.set(key, value);
  }
  return [...seen.values()].slice(0, MOST_ALTERNATIVES);
}

function keyOf(value: Value): string {
  switch (value.kind) {
    case 'external':
      return `e ${value.origin}`;
    case 'function':
      return `f ${value.function}`;
    case 'class':
    case 'instance':
      return `${value.kind} ${value.file} ${value.class}`;
    case 'module':
      return `m ${value.file}`;
    case 'literal':
      return `l ${typeof value.value} ${value.value}`;
    case 'shape':
      return `s ${value.file} ${value.members.map(({ name }) => name).join()}`;
    case 'expression':
      return `x ${value.file} ${placeOf(value.expression)}`;
  }
}

function placeOf(expression: Expression): string {
  return 'at' in expression ? `${expression.kind} ${expression.at[0]}` : JSON.stringify(expression).slice(0, 200);
}
