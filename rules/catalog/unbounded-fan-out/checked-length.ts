/** Whether the code turns a list away that is too long: `if (invites.length > MAX_INVITES) throw …` in front of what goes through it. */

import { nameOf } from '../../kit/names.ts';
import { partsOf, type Expression } from '../../model/expression.ts';
import type { CallFact, FileFacts } from '../../model/facts.ts';

export function isTurnedAwayWhenLong(facts: FileFacts, call: CallFact, collection: Expression): boolean {
  const name = nameOf(facts, collection);
  if (name === undefined) return false;
  const around = new Set<number>();
  for (let at: number | undefined = call.in; at !== undefined; at = facts.functions[at]?.parent) around.add(at);
  return facts.branches.some(({ test, leaves, span, in: owner }) => leaves && test !== undefined && around.has(owner) && span[1] <= call.span[0] && isTooLong(facts, test, name));
}

/** `orders.length > 50`, `count + invites.length > MAX`; to be longer than nothing is no bound. */
function isTooLong(facts: FileFacts, test: Expression, name: string): boolean {
  if (test.kind === 'either') return partsOf(test).some((each) => isTooLong(facts, each, name));
  if (test.kind !== 'operation') return false;
  const { operator, operands } = test;
  // A sum in front of the comparison is read as one with it.
  const last = operands.at(-1);
  const isMeasured = (each: Expression): boolean => measures(facts, each, name);
  if (last && (operator === '>' || operator === '>=')) return operands.slice(0, -1).some(isMeasured) && !isLittle(last);
  if (last && (operator === '<' || operator === '<=')) return isMeasured(last) && !operands.slice(0, -1).some(isLittle);
  return operands.some((each) => isTooLong(facts, each, name));
}

function measures(facts: FileFacts, expression: Expression, name: string): boolean {
  if (expression.kind === 'member') return (expression.name === 'length' || expression.name === 'size') && nameOf(facts, expression.of) === name;
  return expression.kind === 'operation' && expression.operator === '+' && expression.operands.some((each) => measures(facts, each, name));
}

function isLittle(expression: Expression): boolean {
  return expression.kind === 'literal' && typeof expression.value === 'number' && expression.value < 2;
}
