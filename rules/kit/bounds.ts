/** Whether a collection is known to stay small: written down, sliced, chunked, or made of constants. */

import type { Codebase } from '../model/codebase.ts';
import type { Expression } from '../model/expression.ts';
import { partsOfFunctionId } from '../model/function-id.ts';
import type { FilePath } from '../model/source.ts';

/** Calls whose result has as many elements as what they are called on, at most. */
const KEEPS_SIZE = new Set(['map', 'filter', 'sort', 'toSorted', 'reverse', 'fill', 'concat', 'flat', 'entries', 'values', 'keys']);

/** True when the code itself shows that `collection` cannot grow with load or data. */
export function isBounded(codebase: Codebase, file: FilePath, collection: Expression, depth = 0): boolean {
  if (depth > 8) return false;
  switch (collection.kind) {
    case 'array':
      return collection.elements.every((element) => element.kind !== 'spread' || isBounded(codebase, file, element.of, depth + 1));
    case 'await':
    case 'spread':
      return isBounded(codebase, file, collection.of, depth + 1);
    case 'either':
      return collection.options.length > 0 && collection.options.every((option) => isBounded(codebase, file, option, depth + 1));
    case 'literal':
    case 'template':
      return true;
    case 'object':
      return collection.spreads.length === 0;
    case 'name': {
      const binding = collection.binding === undefined ? undefined : codebase.facts.get(file)?.bindings[collection.binding];
      if (!binding || binding.kind === 'parameter' || binding.isReassigned) return false;
      if (binding.kind === 'enum') return true;
      if (binding.value && binding.value.kind !== 'parameter') return !grows(codebase, file, collection.binding) && isBounded(codebase, file, binding.value, depth + 1);
      return isDefinedBounded(codebase, file, collection, depth) || isConstantElsewhere(codebase, file, collection);
    }
    case 'member':
      return isConstantElsewhere(codebase, file, collection) || isOfSchema(codebase, file, collection, depth);
    case 'call':
      return isBoundedCall(codebase, file, collection.call, depth);
    default:
      return false;
  }
}

/** `export const REGIONS = ALL.filter(…)` of another file. */
function isDefinedBounded(codebase: Codebase, file: FilePath, expression: Expression, depth: number): boolean {
  const definition = codebase.values.definitionOf(file, expression);
  return definition !== undefined && isBounded(codebase, definition.file, definition.expression, depth + 1);
}

/** An imported or inherited constant: all that the name may stand for is written down somewhere. */
function isConstantElsewhere(codebase: Codebase, file: FilePath, expression: Expression): boolean {
  const values = codebase.values.of(file, expression);
  return values.length > 0 && values.every((value) => value.kind === 'literal' || (value.kind === 'expression' && isWrittenDown(value.expression) && isBounded(codebase, value.file, value.expression, 4)));
}

/** What starts empty is filled somewhere: `orders: Order[] = []` of a class. */
function isWrittenDown(expression: Expression): boolean {
  return (expression.kind === 'array' && expression.elements.length > 0) || (expression.kind === 'object' && expression.properties.length > 0);
}

/** `Colour.options`, `Colour.enum` of `const Colour = z.enum(['red', 'blue'])`. */
function isOfSchema(codebase: Codebase, file: FilePath, { of, name }: Expression & { kind: 'member' }, depth: number): boolean {
  if (!/^(?:options|enum|Enum|Values)$/.test(name)) return false;
  return codebase.values.of(file, of).some((value) => {
    if (value.kind !== 'external' || !value.made || !/^zod(?:\/[\w-]+)?#(?:z\.)?(?:enum|nativeEnum)\(\)$/.test(value.origin)) return false;
    const [given] = codebase.facts.get(value.made.at.file)?.calls[value.made.call]?.arguments ?? [];
    return given !== undefined && isBounded(codebase, value.made.at.file, given, depth + 1);
  });
}

function isBoundedCall(codebase: Codebase, file: FilePath, index: number, depth: number): boolean {
  const call = codebase.facts.get(file)?.calls[index];
  if (!call) return false;
  const { callee } = call;
  const [first, second] = call.arguments;
  if (isGivenBackBounded(codebase, file, index, depth)) return true;
  if (call.kind === 'new' && callee.kind === 'name' && callee.binding === undefined && /^(?:Set|Map)$/.test(callee.name) && first) return isBounded(codebase, file, first, depth + 1);
  // `Array(3)`, `new Array(Math.min(count, 100))`.
  if (callee.kind === 'name' && callee.binding === undefined && callee.name === 'Array' && first) return call.arguments.length > 1 || isNumberAtMost(codebase, file, first);
  if (callee.kind !== 'member') return false;
  const isStatic = callee.of.kind === 'name' && callee.of.binding === undefined;
  if (isStatic && callee.of.name === 'Object' && first && (callee.name === 'keys' || callee.name === 'values' || callee.name === 'entries')) return isBounded(codebase, file, first, depth + 1);
  if (isStatic && callee.of.name === 'Array' && callee.name === 'from' && first && first.kind !== 'object') return isBounded(codebase, file, first, depth + 1);
  if (isStatic && callee.of.name === 'Array' && callee.name === 'from' && first?.kind === 'object') return first.properties.some(({ name, value }) => name === 'length' && isNumberAtMost(codebase, file, value));
  if (callee.name === 'slice' && second?.kind === 'literal') return true;
  if (callee.name === 'slice' && first && isNegative(first)) return true;
  if ((callee.name === 'slice' || callee.name === 'splice') && second) {
    const [value] = codebase.values.of(file, second);
    return value?.kind === 'literal' && typeof value.value === 'number';
  }
  // The statements that one builder writes: knexjs.org, toSQL.
  if (callee.name === 'toSQL') return true;
  if (callee.name === 'split') return callee.of.kind === 'literal';
  return KEEPS_SIZE.has(callee.name) && isBounded(codebase, file, callee.of, depth + 1);
}

/** A number as written, or no more than one: `Math.min(count, 100)`. */
function isNumberAtMost(codebase: Codebase, file: FilePath, value: Expression): boolean {
  const call = value.kind === 'call' ? codebase.facts.get(file)?.calls[value.call] : undefined;
  if (call?.callee.kind === 'member' && call.callee.name === 'min') return call.arguments.some((each) => isNumberAtMost(codebase, file, each));
  const [only, ...others] = codebase.values.of(file, value);
  return others.length === 0 && only?.kind === 'literal' && typeof only.value === 'number';
}

/** `regionsOf(user)`, where all that the function gives back is written down there: `return REGIONS.filter(…)`; so for each that it may be. */
function isGivenBackBounded(codebase: Codebase, file: FilePath, index: number, depth: number): boolean {
  const given = (codebase.calls.callAt(file, index)?.edges ?? []).flatMap(({ callee, how }) => {
    const { file: home, index: at } = partsOfFunctionId(callee);
    return how === 'call' ? (codebase.facts.get(home)?.functions[at]?.returns ?? []).map((returned) => ({ home, returned })) : [];
  });
  return given.length > 0 && given.length <= MOST_RETURNS && given.every(({ home, returned }) => isBounded(codebase, home, returned, depth + 1));
}

/** More are not looked at. */
const MOST_RETURNS = 24;

/** `slice(-20)` takes the last twenty. */
function isNegative(expression: Expression): boolean {
  return (expression.kind === 'literal' && typeof expression.value === 'number' && expression.value < 0) || (expression.kind === 'operation' && expression.operator === '-' && expression.operands.length === 1);
}

/** Something is pushed into it, more than once for each place that does so: in a loop, in another function, or a list of things. */
function grows({ facts }: Codebase, file: FilePath, binding: number | undefined): boolean {
  const own = facts.get(file);
  const home = binding === undefined ? undefined : own?.bindings[binding]?.in;
  return own?.calls.some((call) => {
    const { callee } = call;
    if (callee.kind !== 'member' || !/^(?:push|unshift|add|set)$/.test(callee.name) || callee.of.kind !== 'name' || callee.of.binding !== binding) return false;
    return call.loop !== undefined || call.in !== home || home === 0 || call.arguments.some(({ kind }) => kind === 'spread');
  }) === true;
}
