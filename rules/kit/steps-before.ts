/** The earlier steps of the chain that a call ends, last first: `createQueryBuilder('o')` and `where(…)` for `getMany` of `….createQueryBuilder('o').where(…).getMany()`. */

import type { Expression } from '../model/expression.ts';
import type { CallFact, FileFacts } from '../model/facts.ts';

export function* stepsBefore({ calls }: FileFacts, fact: CallFact): Iterable<CallFact> {
  for (let at: CallFact | undefined = fact; at?.callee.kind === 'member'; ) {
    const of: Expression = at.callee.of;
    at = of.kind === 'call' ? calls[of.call] : undefined;
    if (at) yield at;
  }
}

/** The calls of a chain from its end, that one included: `max(10)`, `min(1)` and `array(…)` for `z.array(…).min(1).max(10)`. */
export function* chainFrom(facts: FileFacts, end: Expression): Iterable<CallFact> {
  const last = end.kind === 'call' ? facts.calls[end.call] : undefined;
  if (!last) return;
  yield last;
  yield* stepsBefore(facts, last);
}
