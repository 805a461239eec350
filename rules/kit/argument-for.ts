/** What a call hands to the function that it runs, parameter by parameter. */

import type { Expression } from '../model/expression.ts';
import type { CallFact } from '../model/facts.ts';
import type { CallEdge } from '../model/graphs.ts';

/** Undefined where nothing is handed in, or what it is cannot be told. */
export function argumentFor({ call: { fact }, how }: CallEdge, index: number): Expression | undefined {
  return how === 'call' && isInOrder(fact, index + 1) ? fact.arguments[index] : undefined;
}

/** The first so many arguments are the first parameters: not so in `load.call(this, id)`, and not behind `load(...ids)`. */
export function isInOrder({ callee, arguments: given }: CallFact, count: number = given.length): boolean {
  return !(callee.kind === 'member' && /^(?:call|apply)$/.test(callee.name)) && !given.slice(0, count).some(({ kind }) => kind === 'spread');
}
