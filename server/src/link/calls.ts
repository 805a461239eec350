/** Links each call to the functions it runs and the outside things it names. */

import type { Expression } from '../../../rules/model/expression.ts';
import type { CallFact, FileFacts } from '../../../rules/model/facts.ts';
import { functionId, type FunctionId } from '../../../rules/model/function-id.ts';
import type { Call, CallEdge } from '../../../rules/model/graphs.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { Value } from '../../../rules/model/values.ts';
import { callbackUse, endsStream, finishesWithCallback, takesPromiseForLater } from '../../../rules/knowledge/callbacks.ts';
import { callsItsParameter, repeatsItsParameter } from './called-parameters.ts';
import { functionsRunBy } from './evaluate/results.ts';
import type { Evaluation } from './evaluate/evaluation.ts';
import { handlersOf } from './sent-to-handlers.ts';
import { operationOfCall, type Recognition } from './operations.ts';

/** A named function given to more unknown code than this is not followed into it. */
const MOST_TARGETS = 12;
/** What a table of handlers holds, one of which runs: `handlers[type](event)`. */
const MOST_HANDLERS = 30;
/** What clients may name, word by word: `path.reduce((at, name) => at[name], services)`. */
const MOST_WALKED = 400;

export function linkCall(evaluation: Evaluation, recognition: Recognition, file: FilePath, index: number, fact: CallFact): Call {
  const callees = evaluation.of(file, fact.callee);
  const origins = [...new Set(callees.flatMap((value) => (value.kind === 'external' ? [value.origin] : [])))];
  const edges: CallEdge[] = [];
  const recognised = operationOfCall(evaluation, recognition, file, index, fact, callees);
  const isLater = isForLater(evaluation, file, fact);
  const call: Call = {
    file,
    index,
    fact,
    caller: functionId(file, fact.in),
    edges,
    origins,
    ...(recognised ? { operation: recognised.operation } : {}),
    isGuessed: recognised?.isGuessed ?? false,
    ...(isLater ? { isForLater: true } : {}),
    nameSpan: recognised?.nameSpan ?? fact.nameSpan,
    ...(recognised?.chain ? { chain: recognised.chain } : {}),
  };

  const add = (callee: FunctionId, isGuessed: boolean, how: CallEdge['how'], isPerElement: boolean): void => {
    if (edges.some((edge) => edge.callee === callee)) return;
    edges.push({ call, caller: call.caller, callee, resolution: isGuessed ? 'dynamic' : 'static', how: isLater ? 'deferred' : how, isPerElement });
  };

  // A bare parameter that is called runs what its callers handed in: those edges start at the callers.
  const { callee: named } = fact;
  const isHandedIn = isParameter(evaluation, file, named);
  const mayBeMany = named.kind === 'member' && (named.name === 'call' || named.name === 'apply') && callees.length > 1 && isParameter(evaluation, file, named.of);
  // `load.bind(this)` runs nothing.
  const isBound = named.kind === 'member' && named.name === 'bind';
  const targets = isHandedIn || mayBeMany || isBound ? [] : [...callees, ...handlersOf(evaluation, file, fact, origins)].flatMap((callee) => functionsRunBy(evaluation, callee, fact.kind === 'new'));
  if (targets.length <= mostTargets(evaluation, file, named)) {
    for (const target of targets) add(target.function, target.isGuessed || targets.length > 1, 'call', false);
  }
  for (const callback of callbacksOf(evaluation, file, fact, origins, targets.map((each) => each.function))) {
    add(callback.function, callback.isGuessed, callback.how, callback.isPerElement);
  }
  return call;
}

/** Written among the arguments of `waitUntil(…)` of the same function. */
function isForLater(evaluation: Evaluation, file: FilePath, { in: owner, span }: CallFact): boolean {
  const index = evaluation.program.of(file);
  return (index?.mayTakeForLater ?? []).some((outer) => {
    if (outer.in !== owner || span[0] < outer.nameSpan[1] || span[1] >= outer.span[1]) return false;
    const origins = evaluation.of(file, outer.callee).flatMap((value) => (value.kind === 'external' ? [value.origin] : []));
    return takesPromiseForLater(origins, nameOf(outer));
  });
}

function nameOf({ callee }: CallFact): string | undefined {
  return callee.kind === 'member' || callee.kind === 'name' ? callee.name : undefined;
}

interface Callback {
  readonly function: FunctionId;
  readonly isGuessed: boolean;
  readonly how: 'callback' | 'deferred';
  readonly isPerElement: boolean;
}

/** Functions given to the call, directly or one property deep. */
function callbacksOf(evaluation: Evaluation, file: FilePath, fact: CallFact, origins: readonly string[], targets: readonly FunctionId[]): readonly Callback[] {
  // A parameter that is handed on is what callers handed in: those edges start at the callers too.
  const given = fact.arguments.flatMap((argument, position) => isParameter(evaluation, file, argument) ? [] : functionsIn(evaluation, file, argument, position));
  if (given.length === 0) return [];
  const name = nameOf(fact);
  const use = goesOnIn(evaluation, file, fact, origins, name) ? 'once' : callbackUse(origins, name);
  const first = Math.min(...given.map(({ position }) => position));
  const finishes = finishesWithCallback(origins);
  return given.flatMap(({ value, isInline, position }): readonly Callback[] => {
    const isLast = finishes && position > first;
    const isRepeated = use === undefined && targets.some((target) => repeatsItsParameter(evaluation.program, target, position));
    const base = { function: value.function, isPerElement: (use === 'per-element' && !isLast) || isRepeated };
    if (use === 'deferred') return [{ ...base, isGuessed: value.isGuessed, how: 'deferred' }];
    if (use !== undefined) return [{ ...base, isGuessed: value.isGuessed, how: 'callback' }];
    if (targets.length > 0) {
      const isCalled = targets.some((target) => callsItsParameter(evaluation.program, target, position));
      // Given by name to code that never calls it: stored, compared, passed on.
      if (!isCalled && !isInline) return [];
      return [{ ...base, isGuessed: value.isGuessed || !isCalled, how: 'callback' }];
    }
    if (!isInline && origins.length === 0) return [];
    return [{ ...base, isGuessed: value.isGuessed || !isInline || origins.length === 0, how: 'callback' }];
  });
}

/** `stream.on('end', …)`: whoever waits for the stream waits for what is done then. */
function goesOnIn(evaluation: Evaluation, file: FilePath, { arguments: [event] }: CallFact, origins: readonly string[], name: string | undefined): boolean {
  if ((name !== 'on' && name !== 'once') || !event) return false;
  const [value] = evaluation.of(file, event);
  return value?.kind === 'literal' && endsStream(String(value.value), origins);
}

type FunctionValue = Value & { kind: 'function' };

function functionsIn(evaluation: Evaluation, file: FilePath, argument: Expression, position: number): readonly { value: FunctionValue; isInline: boolean; position: number }[] {
  switch (argument.kind) {
    case 'function':
      return [{ value: { kind: 'function', function: functionId(file, argument.function), isGuessed: false }, isInline: true, position }];
    case 'name':
    case 'member':
      return evaluation.of(file, argument).flatMap((value) => (value.kind === 'function' ? [{ value, isInline: false, position }] : []));
    case 'call': {
      // fn.bind(this) and wrappers give back a function.
      return evaluation.of(file, argument).flatMap((value) => (value.kind === 'function' ? [{ value, isInline: false, position }] : []));
    }
    case 'object':
      return argument.properties.flatMap(({ value }) => (value.kind === 'function' ? functionsIn(evaluation, file, value, position) : []));
    case 'array':
      return argument.elements.flatMap((each) => (each.kind === 'function' ? functionsIn(evaluation, file, each, position) : []));
    default:
      return [];
  }
}

/** How many functions a callee may stand for before they say nothing. */
function mostTargets({ program }: Evaluation, file: FilePath, callee: Expression): number {
  const facts = program.facts.get(file);
  const value = callee.kind === 'name' && callee.binding !== undefined ? facts?.bindings[callee.binding]?.value : callee;
  if (value?.kind === 'element') return MOST_HANDLERS;
  if (facts && callee.kind === 'member' && isMadeOfTable(facts, callee.of)) return MOST_WALKED;
  const walk = value?.kind === 'call' ? facts?.calls[value.call]?.callee : undefined;
  return walk?.kind === 'member' && walk.name === 'reduce' ? MOST_WALKED : MOST_TARGETS;
}

/** `const task = new Task(); task.perform()`, where `const Task = tasks[name]`: one of all there are. */
function isMadeOfTable({ bindings, calls }: FileFacts, of: Expression): boolean {
  const valueOf = (each: Expression | undefined): Expression | undefined => (each?.kind === 'name' && each.binding !== undefined ? bindings[each.binding]?.value : each);
  const made = valueOf(of);
  const call = made?.kind === 'call' ? calls[made.call] : undefined;
  return call?.kind === 'new' && valueOf(call.callee)?.kind === 'element';
}

function isParameter({ program }: Evaluation, file: FilePath, callee: Expression): boolean {
  if (callee.kind !== 'name' || callee.binding === undefined) return false;
  return program.facts.get(file)?.bindings[callee.binding]?.value?.kind === 'parameter';
}
