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
