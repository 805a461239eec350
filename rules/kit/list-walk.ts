/** Which list a loop goes through that counts or takes from it by hand: `while (i < orders.length)`, `while (queue.length > 0) queue.shift()`. */

import type { Expression } from '../model/expression.ts';
import { partsOf } from '../model/expression.ts';
import type { FileFacts, LoopFact } from '../model/facts.ts';
import { contains } from '../model/source.ts';

export interface ListWalk {
  readonly over: Expression;
  /** Bindings that change with each turn: the index, what was taken, or the list itself where it gets shorter. */
  readonly variables: ReadonlySet<number>;
}

/** Undefined for loops that wait, try again, or turn pages: they do not go through one list element by element. */
export function listWalk(facts: FileFacts, loop: LoopFact): ListWalk | undefined {
  const { over: test, kind } = loop;
  if (!test) return undefined;
  if (kind === 'for') {
    const over = listOfCount(facts, test, new Set(loop.variables));
    return over && { over, variables: new Set(loop.variables) };
  }
  return kind === 'while' || kind === 'do' ? (taken(facts, loop) ?? counted(facts, loop, test)) : undefined;
}

/** The list whose length the test of a `for` speaks of, itself, through a constant, or where the count starts (`i = orders.length - 1`). */
export function listOfCount({ bindings }: FileFacts, test: Expression, counters: ReadonlySet<number>): Expression | undefined {
  const operands = test.kind === 'operation' ? test.operands : [];
  for (const operand of operands) {
    const list = listOfLength(operand) ?? (operand.kind === 'name' && operand.binding !== undefined ? listBehind(bindings[operand.binding]?.value, counters.has(operand.binding)) : undefined);
    if (list) return list;
  }
  return undefined;
}

function listBehind(value: Expression | undefined, isCounter: boolean): Expression | undefined {
  if (!value) return undefined;
  if (value.kind === 'operation' && value.operator === '-' && isCounter) return value.operands.map(listOfLength).find((each) => each !== undefined);
  return listOfLength(value);
}

function listOfLength(expression: Expression): Expression | undefined {
  return expression.kind === 'member' && expression.name === 'length' ? expression.of : undefined;
}

/** `while (i < orders.length) { … i++ }`; a stride of more than one takes many at a time. */
function counted(facts: FileFacts, loop: LoopFact, test: Expression): ListWalk | undefined {
  if (test.kind !== 'operation') return undefined;
  const steps = facts.assignments.filter(({ target, span }) => target.kind === 'name' && contains(loop.span, span));
  for (const operand of test.operands) {
    if (operand.kind !== 'name' || operand.binding === undefined) continue;
    const { binding } = operand;
    const own = steps.filter(({ target }) => target.kind === 'name' && target.binding === binding);
    const isByOne = own.length > 0 && own.every(({ operator, value }) => operator === '++' || operator === '--' || (operator === '+=' && value?.kind === 'literal' && value.value === 1));
    const over = isByOne ? listOfCount(facts, test, new Set([binding])) : undefined;
    if (over) return { over, variables: new Set([binding]) };
  }
  return undefined;
}

/** `while (queue.length) { const order = queue.shift(); … }`, `while ((order = queue.pop()))`. */
function taken(facts: FileFacts, loop: LoopFact): ListWalk | undefined {
  const test = loop.over;
  if (!test) return undefined;
  for (const { callee, span, in: owner } of facts.calls) {
    if (owner !== loop.in || !contains(loop.span, span) || callee.kind !== 'member' || (callee.name !== 'shift' && callee.name !== 'pop')) continue;
    const list = callee.of;
    if (list.kind !== 'name' || list.binding === undefined) continue;
    const { binding } = list;
    if (span[0] < loop.bodySpan[0] || mentions(test, binding)) return { over: list, variables: new Set([binding, ...holders(facts, loop)]) };
  }
  return undefined;
}

/** What is assigned in the loop's own test. */
function holders({ assignments }: FileFacts, { span, bodySpan }: LoopFact): readonly number[] {
  return assignments.flatMap(({ target, span: at }) => (target.kind === 'name' && target.binding !== undefined && contains(span, at) && at[0] < bodySpan[0] ? [target.binding] : []));
}

function mentions(expression: Expression, binding: number): boolean {
  return expression.kind === 'name' ? expression.binding === binding : partsOf(expression).some((part) => mentions(part, binding));
}
