/** What goes to another process and back, how it is counted, and what only looks like one more. */

import type { Iteration } from '../../kit/iterations.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Call } from '../../model/graphs.ts';

/** A cache or a queue answers sooner than a database, but each turn waits for the way there and back: worth knowing, no alarm. */
export function isSmallTrip({ fact, operation, isGuessed }: Call): boolean {
  if (operation === undefined || (fact.use !== 'awaited' && fact.use !== 'returned') || isGuessed) return false;
  return operation.kind === 'enqueue' || (operation.library === 'redis' && (operation.kind === 'cache-read' || operation.kind === 'cache-write'));
}

/** `openOrders().where({ id }).first()`, where `openOrders` only begins a query: the one that ends it is spoken of. */
export function isBuiltOn({ calls, facts }: Codebase, { file, index, fact }: Call, target: Call): boolean {
  if (fact.use !== 'receiver' || target.chain === undefined || target.fact.use !== 'returned') return false;
  const next = facts.get(file)?.calls.findIndex(({ callee }) => callee.kind === 'member' && callee.of.kind === 'call' && callee.of.call === index && !/^(?:then|catch|finally)$/.test(callee.name)) ?? -1;
  return next >= 0 && (calls.callAt(file, next)?.operation?.kind === 'query' || facts.get(file)?.calls[next]?.use === 'receiver');
}

/** Prisma joins look-ups by a unique key that start in the same turn, as the fields of one answer do: prisma.io/docs, Query optimization. */
export function isJoinedByClient({ kind }: Iteration, { operation }: Call): boolean {
  return kind === 'field' && operation?.library === 'prisma' && operation.traits.includes('unique');
}

export function noun({ operation }: Call): string {
  if (operation?.library === 'redis') return 'round trips';
  return operation?.kind === 'query' ? 'queries' : operation?.kind === 'message' || operation?.kind === 'enqueue' ? 'messages' : 'calls';
}
