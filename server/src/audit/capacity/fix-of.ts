/** What mends a cause, and what is left of its demand then. */

import type { Fix, Range } from '../../../../rules/kit/capacity-model.ts';
import type { Operation } from '../../../../rules/model/operations.ts';
import { repeatedBy, type Part } from './demand.ts';
import { NONE, scaled } from './range.ts';

/** A cache that answers nine times of ten. */
const MISSES = 0.1;
/** What starting work elsewhere and taking its result back costs, against doing it. */
const HANDING_OVER = 0.02;

/** `demand` is what the cause takes now. */
export function fixOf(part: Part, demand: Range, id: string): Fix {
  const { label, resource, operation, isHeld } = part;
  const loop = repeatedBy(part);
  if (resource === 'memory') return { id, what: `a bound for ${label}`, demand: NONE };
  if (isHeld) return { id, what: `${label} outside of the transaction`, demand: NONE };
  // Each receiver gets a letter of their own: what can change is who waits for it.
  if (operation?.kind === 'message') return { id, what: `${label} left to a job after the answer`, demand: scaled(demand, HANDING_OVER) };
  if (loop) return { id, what: onceForAll(label, operation), demand: scaled(demand, 1 / loop.turns) };
  if (resource === 'event loop' && operation?.kind === 'blocking') return unblocked(operation.instead, label, operation.traits, demand, id);
  // Who signs in waits for the answer, so that it cannot come later; elsewhere it holds up only those who sign in. One move does for all places.
  if (resource === 'thread pool' && operation?.traits.includes('password')) return { id: `${label} in a process of its own`, what: `${label} in a process of its own`, demand: scaled(demand, HANDING_OVER) };
  // Hashed in JavaScript: the same by native code leaves the event loop, and is as quick for who waits.
  if (resource === 'event loop' && operation?.kind === 'heavy' && operation.traits.includes('password')) return { id, what: `a library of native code in place of ${label}`, demand: scaled(demand, HANDING_OVER), moves: { to: 'thread pool', demand } };
  if ((resource === 'event loop' && operation?.kind === 'heavy') || resource === 'thread pool') return { id, what: `${label} left to a worker or a queue`, demand: scaled(demand, HANDING_OVER) };
  const isRead = operation?.kind === 'query' && (operation.action === 'read-one' || operation.action === 'read-many' || operation.action === 'count' || operation.action === 'raw');
  return isRead ? { id, what: `${label} answered by a cache nine times of ten`, demand: scaled(demand, MISSES) } : { id, what: `${label} taken off the way of requests`, demand: NONE };
}

/** Another service may not take lists; a database always does. */
function onceForAll(label: string, operation: Operation | undefined): string {
  if (operation?.kind === 'outbound') return `${label} once for all, or in a job after the answer`;
  if (operation?.kind === 'transaction') return `one ${label} for all instead of one for each`;
  return operation?.action === 'write' ? `one statement that writes all rows instead of one ${label} for each` : `one ${label} for all instead of one for each`;
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
