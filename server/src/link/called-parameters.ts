/** What functions do with the functions they are given: call them, hand them on, call them once for each element. */

import { callbackUse } from '../../../rules/knowledge/callbacks.ts';
import type { Expression } from '../../../rules/model/expression.ts';
import type { CallFact, FileFacts } from '../../../rules/model/facts.ts';
import { partsOfFunctionId, type FunctionId } from '../../../rules/model/function-id.ts';
import type { Program } from './program.ts';

/** The function, or one inside it, calls what it was given as this parameter, or hands it on. */
export function callsItsParameter(program: Program, target: FunctionId, position: number): boolean {
  const { file, index } = partsOfFunctionId(target);
  const facts = program.facts.get(file);
  const parameter = facts?.functions[index]?.parameters[position];
  if (!facts || !parameter) return false;
  if (parameter.binding === undefined) return true;
  const { binding } = parameter;
  return facts.calls.some(({ callee, arguments: given }) => mentions(callee, binding) || given.some((each) => mentions(each, binding)));
}

/** `function once(make) { made ??= make(); return made; }`: it keeps or hands on what the function gives that it was given, and no list of it. */
export function usesWhatItsParameterGives(program: Program, target: FunctionId, position: number): boolean {
  const { file, index } = partsOfFunctionId(target);
  const facts = program.facts.get(file);
  const binding = facts?.functions[index]?.parameters[position]?.binding;
  if (!facts || binding === undefined) return false;
  return facts.calls.some(({ callee, use, in: owner, loop }) => owner === index && loop === undefined && use !== 'dropped' && callee.kind === 'name' && callee.binding === binding);
}

/** `function onlyOwners(next) { return (request) => next(request); }`: places of parameters that the function given back calls. */
export function coatedParameters(program: Program, target: FunctionId): readonly number[] {
  const { file, index } = partsOfFunctionId(target);
  const facts = program.facts.get(file);
  return calledBy(facts, index, (facts?.functions[index]?.returns ?? []).flatMap((each) => functionBehind(facts, each) ?? []));
}

/** The same of functions that are given back in something: `action` of `function route(next) { const action = () => next(); return { action }; }`. */
export function parametersCalledIn(program: Program, target: FunctionId, inner: readonly FunctionId[]): readonly number[] {
  const { file, index } = partsOfFunctionId(target);
  const facts = program.facts.get(file);
  const within = inner.map(partsOfFunctionId).filter((each) => each.file === file && each.index !== index && facts !== undefined && isInside(facts, each.index, index));
  return calledBy(facts, index, within.map((each) => each.index));
}

/** Of what is handed in as a parameter; without a name, each of its members. */
interface Member {
  readonly place: number;
  readonly name?: string;
}

/** `wrapper({ schema, handler })`, where the function given back calls `handler`: places of such parameters, and the member of what is handed in. */
export function coatedMembers(program: Program, target: FunctionId): readonly Member[] {
  const { file, index } = partsOfFunctionId(target);
  const facts = program.facts.get(file);
  const returned = (facts?.functions[index]?.returns ?? []).flatMap((each) => functionBehind(facts, each) ?? []);
  if (!facts || returned.length === 0) return [];
  return facts.calls.flatMap((call) => {
    const member = returned.some((each) => isWithin(facts, call, each)) ? memberOfParameter(facts, call.callee, index, 0) : undefined;
    return member ? [member] : [];
  });
}

/** `options.handler`, `handler` that was taken out of it, or `handlers[method]`. */
function memberOfParameter(facts: FileFacts, expression: Expression, owner: number, depth: number): Member | undefined {
  if (expression.kind === 'name') {
    const written = expression.binding === undefined || depth > 3 ? undefined : facts.bindings[expression.binding]?.value;
    return written && memberOfParameter(facts, written, owner, depth + 1);
  }
  if (expression.kind === 'element') return tableIn(facts, expression.of, owner);
  if (expression.kind !== 'member') return undefined;
  const of = expression.of.kind === 'name' && expression.of.binding !== undefined ? facts.bindings[expression.of.binding]?.value : expression.of;
  return of?.kind === 'parameter' && of.function === owner && !of.rest ? { place: of.index, name: expression.name } : undefined;
}

/** The parameter itself, or `{ ...defaults, ...handlers }`. */
function tableIn(facts: FileFacts, of: Expression, owner: number): Member | undefined {
  const written = of.kind === 'name' && of.binding !== undefined ? facts.bindings[of.binding]?.value : of;
  if (written?.kind === 'parameter') return written.function === owner && !written.rest ? { place: written.index } : undefined;
  return written?.kind === 'object' ? written.spreads.map((each) => (each === of ? undefined : tableIn(facts, each, owner))).find((each) => each !== undefined) : undefined;
}

function calledBy(facts: FileFacts | undefined, index: number, inner: readonly number[]): readonly number[] {
  const owner = facts?.functions[index];
  if (!facts || !owner || inner.length === 0) return [];
  return owner.parameters.flatMap(({ binding }, place) => {
    if (binding === undefined) return [];
    const isCalled = facts.calls.some((call) => mentions(call.callee, binding) && inner.some((each) => isWithin(facts, call, each)));
    return isCalled ? [place] : [];
  });
}

/** A function written there, or one that the file calls so: `const run = (request) => next(request); return run;`. */
function functionBehind(facts: FileFacts | undefined, each: Expression): number | undefined {
  const written = each.kind === 'name' && each.binding !== undefined ? facts?.bindings[each.binding]?.value : each;
  return written?.kind === 'function' ? written.function : undefined;
}

/** Helpers that take a few at a time, try again or turn pages repeat on purpose. */
const ON_PURPOSE = /limit|concurren|pool|throttl|batch|chunk|retry|retries|attempt|poll|page|stream|cursor|until|times/i;

/** `async function forEachAsync(list, run) { for (const each of list) await run(each); }`: once for each element of another parameter. */
export function repeatsItsParameter(program: Program, target: FunctionId, position: number): boolean {
  const { file, index } = partsOfFunctionId(target);
  const facts = program.facts.get(file);
  const owner = facts?.functions[index];
  const binding = owner?.parameters[position]?.binding;
  if (!facts || !owner || binding === undefined || ON_PURPOSE.test(owner.name)) return false;
  return facts.calls.some((call) => isWithin(facts, call, index) && (repeats(facts, call, binding) || handsToEach(call, binding)));
}

function repeats(facts: FileFacts, { callee, arguments: given, loop, in: owner }: CallFact, binding: number): boolean {
  if (!mentions(callee, binding) || given.length === 0) return false;
  const around = loop === undefined ? undefined : facts.loops[loop];
  if (around) return around.kind === 'for-of' || around.kind === 'for-in' || (around.kind === 'for' && speaksOfLength(around.over));
  const callback = facts.functions[owner]?.argumentOf;
  const call = callback && facts.calls[callback.call];
  return call?.callee.kind === 'member' && callbackUse([], call.callee.name) === 'per-element';
}

/** `list.map(run)`. */
function handsToEach({ callee, arguments: given }: CallFact, binding: number): boolean {
  return callee.kind === 'member' && callbackUse([], callee.name) === 'per-element' && given.some((each) => each.kind === 'name' && each.binding === binding);
}

function speaksOfLength(test: Expression | undefined): boolean {
  return test?.kind === 'operation' && test.operands.some((operand) => operand.kind === 'member' && operand.name === 'length');
}

function isWithin(facts: FileFacts, { in: owner }: CallFact, outer: number): boolean {
  return isInside(facts, owner, outer);
}

function isInside({ functions }: FileFacts, owner: number, outer: number): boolean {
  for (let at: number | undefined = owner; at !== undefined; at = functions[at]?.parent) if (at === outer) return true;
  return false;
}

function mentions(expression: Expression, binding: number): boolean {
  if (expression.kind === 'name') return expression.binding === binding;
  return expression.kind === 'member' || expression.kind === 'spread' ? mentions(expression.of, binding) : false;
}
