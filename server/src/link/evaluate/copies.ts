/** `const controller = catchAll(written)`: an object that a function fills, under the same names, with what it was handed, each in a wrapper or as it is. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { CallFact, FileFacts } from '../../../../rules/model/facts.ts';
import { partsOfFunctionId, type FunctionId } from '../../../../rules/model/function-id.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Value } from '../../../../rules/model/values.ts';
import type { Evaluation } from './evaluation.ts';

/** What this very call handed in. A member read of the copy is then the one of that name, not one of all that any caller hands in. */
export function copiedBy({ program, of }: Evaluation, callee: FunctionId, at: FilePath, { arguments: given }: CallFact): readonly Value[] {
  const { file, index } = partsOfFunctionId(callee);
  const own = program.of(file);
  if (!own) return [];
  const { facts } = own;
  const places = (facts.functions[index]?.returns ?? []).flatMap((returned): readonly number[] => {
    if (returned.kind === 'call') return placesMapped(facts, returned.call, index);
    const filled = returned.kind === 'name' && returned.binding !== undefined ? returned.binding : undefined;
    const start = filled === undefined ? undefined : facts.bindings[filled]?.value;
    if (start?.kind !== 'object' || start.properties.length > 0) return [];
    return (own.byPath.elements.get(String(filled)) ?? []).flatMap((value) => placeTaken(facts, value, index) ?? []);
  });
  return [...new Set(places)].flatMap((place) => {
    const handed = given[place];
    return handed && handed.kind !== 'spread' ? of(at, handed).filter(({ kind }) => HOLDERS.has(kind)) : [];
  });
}

const HOLDERS = new Set<Value['kind']>(['module', 'expression', 'class', 'instance']);

/** `given[key]`, or `wrap(given[key])`. */
function placeTaken(facts: FileFacts, value: Expression, owner: number): number | undefined {
  if (value.kind === 'element') return parameterPlace(facts, value.of, owner);
  if (value.kind !== 'call') return undefined;
  for (const argument of facts.calls[value.call]?.arguments ?? []) {
    const place = argument.kind === 'element' ? parameterPlace(facts, argument.of, owner) : undefined;
    if (place !== undefined) return place;
  }
  return undefined;
}

/** `return Object.fromEntries(Object.entries(given).map(([name, run]) => [name, wrap(run)]))`, `return mapValues(given, wrap)`. */
function placesMapped(facts: FileFacts, index: number, owner: number): readonly number[] {
  const call = facts.calls[index];
  const name = call && nameOf(call.callee);
  const [first] = call?.arguments ?? [];
  if (!first || name === undefined) return [];
  if (name === 'mapValues') return listed(parameterPlace(facts, first, owner));
  if (name !== 'fromEntries' || first.kind !== 'call') return [];
  const mapped = facts.calls[first.call]?.callee;
  const entries = mapped?.kind === 'member' && mapped.name === 'map' && mapped.of.kind === 'call' ? facts.calls[mapped.of.call] : undefined;
  const [walked] = entries?.arguments ?? [];
  return walked && entries && WALKS.has(nameOf(entries.callee) ?? '') ? listed(parameterPlace(facts, walked, owner)) : [];
}

const WALKS = new Set(['entries', 'keys']);

function nameOf(callee: Expression): string | undefined {
  return callee.kind === 'member' || callee.kind === 'name' ? callee.name : undefined;
}

function parameterPlace(facts: FileFacts, expression: Expression, owner: number): number | undefined {
  const value = expression.kind === 'name' && expression.binding !== undefined ? facts.bindings[expression.binding]?.value : expression;
  return value?.kind === 'parameter' && value.function === owner && !value.rest ? value.index : undefined;
}

function listed(place: number | undefined): readonly number[] {
  return place === undefined ? [] : [place];
}
