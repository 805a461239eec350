/** Calls that speak to all who are connected, or to all in a room. */

import { nameOf } from '../../kit/names.ts';
import type { Code } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import type { Call } from '../../model/graphs.ts';
import { spokenTo } from './kept-sockets.ts';

/** `pubsub`: what GraphQL subscriptions listen to. */
export type Medium = 'socket.io' | 'ws' | 'pubsub';

export interface Broadcast {
  readonly call: Call;
  readonly medium: Medium;
  /** As people say it: `io.to().emit`. */
  readonly label: string;
}

export function broadcastIn(code: Code, call: Call): Broadcast | undefined {
  const { operation, fact, file } = call;
  const facts = code.facts.get(file);
  if (!facts) return undefined;
  const label = nameOf(facts, fact.callee) ?? operation?.label ?? 'send';
  if (operation?.kind === 'socket' && operation.traits.includes('broadcast')) {
    if (operation.traits.includes('in-process-pubsub')) return { call, medium: 'pubsub', label };
    if (operation.traits.includes('ws')) return hangsUp(facts, fact) ? undefined : { call, medium: 'ws', label };
    return isToOneself(facts, fact.callee) ? undefined : { call, medium: 'socket.io', label };
  }
  if (isSentToAll(code, facts, call)) return { call, medium: 'ws', label: `${label} to all` };
  const kept = spokenTo(code, facts, call);
  return kept === undefined ? undefined : { call, medium: 'ws', label: `${label} to all of ${kept}` };
}

/** `io.to(socket.id).emit(…)`: an answer to the one who asks, whose socket is here. */
function isToOneself(facts: FileFacts, callee: Expression): boolean {
  if (callee.kind !== 'member') return false;
  if (callee.name === 'local') return true;
  if (callee.of.kind === 'member') return isToOneself(facts, callee.of);
  const to = callee.of.kind === 'call' ? facts.calls[callee.of.call] : undefined;
  const [room] = to?.arguments ?? [];
  return room?.kind === 'member' && room.name === 'id' && /^(?:socket|client|ws|sock)$/i.test(nameOf(facts, room.of) ?? '');
}

/** `server.clients.forEach((client) => client.close())`: nobody is told anything. */
function hangsUp({ calls }: FileFacts, { callee, arguments: [first] }: Call['fact']): boolean {
  if (callee.kind !== 'member' || callee.name !== 'forEach' || first?.kind !== 'function') return false;
  const within = calls.filter(({ in: at }) => at === first.function);
  return within.length > 0 && within.every(({ callee: each }) => each.kind === 'member' && /^(?:close|terminate|destroy|end|ping|removeAllListeners)$/.test(each.name));
}

/** `for (const client of server.clients) client.send(…)` */
function isSentToAll({ values }: Code, { loops, bindings }: FileFacts, { fact, file }: Call): boolean {
  const loop = fact.loop === undefined ? undefined : loops[fact.loop];
  if (loop?.over?.kind !== 'member' || loop.over.name !== 'clients' || fact.callee.kind !== 'member' || fact.callee.name !== 'send') return false;
  const { of: receiver } = fact.callee;
  const isClient = receiver.kind === 'name' && receiver.binding !== undefined && loop.variables.includes(receiver.binding) && bindings[receiver.binding] !== undefined;
  return isClient && values.of(file, loop.over.of).some((value) => value.kind === 'external' && /^ws#|^fastify#.*\.websocketServer$|^express-ws#.*getWss\(\)$/.test(value.origin));
}
