/** What mends a cause, and what is left of its demand then. */

import type { Fix, Range } from '../../../../rules/kit/capacity-model.ts';
import { isRepeatable, type Part } from './demand.ts';
import { NONE, scaled } from './range.ts';

/** A cache that answers nine times of ten. */
const MISSES = 0.1;
/** What starting work elsewhere and taking its result back costs, against doing it. */
const HANDING_OVER = 0.02;

/** `demand` is what the cause takes now. */
export function fixOf(part: Part, demand: Range, id: string): Fix {
  const { label, resource, operation, times, isHeld } = part;
  if (resource === 'memory') return { id, what: `a bound for ${label}`, demand: NONE };
  if (isHeld) return { id, what: `${label} outside of the transaction`, demand: NONE };
  if (isRepeatable(part)) return { id, what: `one ${label} for all instead of one for each`, demand: scaled(demand, 1 / times.typical) };
  if (resource === 'event loop' && operation?.kind === 'blocking') return unblocked(operation.instead, label, operation.traits, demand, id);
  if ((resource === 'event loop' && operation?.kind === 'heavy') || resource === 'thread pool') return { id, what: `${label} left to a worker or a queue`, demand: scaled(demand, HANDING_OVER) };
  const isRead = operation?.kind === 'query' && (operation.action === 'read-one' || operation.action === 'read-many' || operation.action === 'count' || operation.action === 'raw');
  return isRead ? { id, what: `${label} answered by a cache nine times of ten`, demand: scaled(demand, MISSES) } : { id, what: `${label} taken off the way of requests`, demand: NONE };
}

/** The asynchronous form of what computes or reads files is done by the thread pool, which then has it. */
function unblocked(instead: string | undefined, label: string, traits: readonly string[], demand: Range, id: string): Fix {
  const isPooled = traits.includes('fs') || traits.includes('password') || /zlib|crypto|bcrypt|argon2/.test(instead ?? '');
  return {
    id,
    what: instead === undefined ? `${label} taken off the event loop` : `${instead} in place of ${label}`,
    demand: scaled(demand, HANDING_OVER),
    ...(isPooled ? { moves: { to: 'thread pool' as const, demand } } : {}),
  };
}
