/** Functions that go through a list by calling themselves for the rest of it, one element a turn. */

import type { Codebase } from '../model/codebase.ts';
import type { Expression } from '../model/expression.ts';
import { partsOf } from '../model/expression.ts';
import type { CallFact, FileFacts } from '../model/facts.ts';
import { partsOfFunctionId } from '../model/function-id.ts';
import type { Call } from '../model/graphs.ts';
import { contains, type Span } from '../model/source.ts';
import type { Iteration } from './iterations.ts';
import { ofEachFile } from './of-each-file.ts';

/** The turns of the functions around a call, from the inside outwards. */
export function* recursionsAround(codebase: Codebase, { file, fact }: Pick<Call, 'file' | 'fact'>): Iterable<Iteration> {
  const turns = turnsIn.of(codebase, file);
  if (!turns) return;
  const functions = codebase.facts.get(file)?.functions ?? [];
  for (let owner: number | undefined = fact.in; owner !== undefined && owner !== 0; owner = functions[owner]?.parent) yield* turns.get(owner) ?? [];
}

/** By the function that goes on to its next turn. */
const turnsIn = ofEachFile((own, { calls }): ReadonlyMap<number, readonly Iteration[]> | undefined => {
  const turns = new Map<number, Iteration[]>();
  for (const [index, { span: called }] of own.calls.entries()) {
    const call = calls.callAt(own.file, index);
    for (const { callee } of call?.edges ?? []) {
      const { file, index: owner } = partsOfFunctionId(callee);
      const span = file === own.file && owner !== 0 ? own.functions[owner]?.span : undefined;
      if (!call || !span || !contains(span, called)) continue;
      const turn = restOfList(own, owner, call.fact) ?? nextPlace(own, owner, call.fact, span) ?? takenEachTurn(own, owner, span);
      const before = turns.get(owner) ?? [];
      if (turn) turns.set(owner, [...before, { kind: 'recursion', file, ...turn, at: call.nameSpan, span }]);
    }
  }
  return turns.size > 0 ? turns : undefined;
});

type Turn = Pick<Iteration, 'over' | 'variables'>;

/** `const [first, ...rest] = orders; … again(rest)`, `again(orders.slice(1))`. */
function restOfList(facts: FileFacts, owner: number, again: CallFact): Turn | undefined {
  for (const argument of again.arguments) {
    const sliced = argument.kind === 'call' ? facts.calls[argument.call] : undefined;
    if (sliced?.callee.kind === 'member' && sliced.callee.name === 'slice' && isOne(sliced.arguments[0]) && sliced.arguments.length === 1) {
      const list = sliced.callee.of;
      if (list.kind === 'name' && list.binding !== undefined) return { over: list, variables: new Set([list.binding]) };
    }
    const list = argument.kind === 'name' && argument.binding !== undefined ? facts.bindings[argument.binding]?.value : undefined;
    if (!list || argument.kind !== 'name' || (list.kind !== 'name' && list.kind !== 'parameter')) continue;
    const first = facts.bindings.flatMap(({ value, in: at }, index) => (at === owner && value?.kind === 'element' && isSame(value.of, list) ? [index] : []));
    if (first.length > 0) return { over: list.kind === 'name' ? list : argument, variables: new Set(first) };
  }
  return undefined;
}

/** `again(index + 1)`, where `orders[index]` is what the turn is about. */
function nextPlace(facts: FileFacts, owner: number, again: CallFact, span: Span): Turn | undefined {
  for (const argument of again.arguments) {
    if (argument.kind !== 'operation' || argument.operator !== '+' || !argument.operands.some(isOne)) continue;
    const index = argument.operands.find((operand) => operand.kind === 'name' && operand.binding !== undefined && facts.bindings[operand.binding]?.in === owner);
    if (index?.kind !== 'name' || index.binding === undefined) continue;
    const over = listAt(facts, index.binding, span);
    if (over) return { over, variables: new Set([index.binding]) };
  }
  return undefined;
}

/** `const order = queue.shift(); … again()`. */
function takenEachTurn(facts: FileFacts, owner: number, span: Span): Turn | undefined {
  for (const [index, { value, in: at }] of facts.bindings.entries()) {
    const call = at === owner && value?.kind === 'call' ? facts.calls[value.call] : undefined;
    if (call?.callee.kind !== 'member' || (call.callee.name !== 'shift' && call.callee.name !== 'pop')) continue;
    const list = call.callee.of;
    const declared = list.kind === 'name' && list.binding !== undefined ? facts.bindings[list.binding] : undefined;
    if (declared && (declared.kind === 'parameter' || !contains(span, declared.span))) return { over: list, variables: new Set([index]) };
  }
  return undefined;
}

/** What is asked for its element at this index, within the function. */
function listAt(facts: FileFacts, index: number, span: Span): Expression | undefined {
  const find = (expression: Expression, depth: number): Expression | undefined => {
    if (depth > 8) return undefined;
    if (expression.kind === 'element' && expression.key?.kind === 'name' && expression.key.binding === index) return expression.of;
    return partsOf(expression).map((part) => find(part, depth + 1)).find((each) => each !== undefined);
  };
  const written = [
    ...facts.bindings.flatMap(({ value, span: at }) => (value && contains(span, at) ? [value] : [])),
    ...facts.calls.flatMap((call) => (contains(span, call.span) ? [call.callee, ...call.arguments] : [])),
  ];
  return written.map((each) => find(each, 0)).find((each) => each !== undefined);
}

function isOne(expression: Expression | undefined): boolean {
  return expression?.kind === 'literal' && expression.value === 1;
}

function isSame(one: Expression, other: Expression): boolean {
  if (one.kind === 'name' && other.kind === 'name') return one.binding === other.binding;
  return one.kind === 'parameter' && other.kind === 'parameter' && one.function === other.function && one.index === other.index;
}
