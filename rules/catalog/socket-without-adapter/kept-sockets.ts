/** Sockets that a process keeps in a collection of its own, to speak to all of them: `everybody.add(socket)`, `for (const each of everybody) each.send(…)`. */

import { nameOf } from '../../kit/names.ts';
import type { Code } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import type { Call } from '../../model/graphs.ts';

/** The name of the collection, where this call speaks to one after the other of what is kept in it. */
export function spokenTo(code: Code, facts: FileFacts, call: Call): string | undefined {
  const { callee } = call.fact;
  if (callee.kind !== 'member' || (callee.name !== 'send' && callee.name !== 'write')) return undefined;
  const element = rootOf(callee.of);
  const collection = element === undefined ? undefined : (loopedOver(facts, call, element) ?? givenEachOf(facts, element));
  if (!collection || !outlives(facts, collection)) return undefined;
  return keepsSockets(code, facts, collection, callee.name) ? nameOf(facts, collection) : undefined;
}

/** The binding at the start of `each.socket`. */
function rootOf(expression: Expression): number | undefined {
  if (expression.kind === 'name') return expression.binding;
  return expression.kind === 'member' ? rootOf(expression.of) : undefined;
}

function loopedOver({ loops, calls }: FileFacts, { fact }: Call, element: number): Expression | undefined {
  for (let index = fact.loop; index !== undefined; index = loops[index]?.parent) {
    const { over, variables } = loops[index] ?? {};
    if (!over || !variables?.includes(element)) continue;
    const values = over.kind === 'call' ? calls[over.call]?.callee : undefined;
    return values?.kind === 'member' && /^(?:values|entries)$/.test(values.name) ? values.of : over;
  }
  return undefined;
}

/** `everybody.forEach((each) => …)` */
function givenEachOf({ bindings, functions, calls }: FileFacts, element: number): Expression | undefined {
  const value = bindings[element]?.value;
  const owner = value?.kind === 'parameter' && value.index === 0 ? functions[value.function]?.argumentOf : undefined;
  const callee = owner ? calls[owner.call]?.callee : undefined;
  return callee?.kind === 'member' && callee.name === 'forEach' ? callee.of : undefined;
}

/** A variable of the module, a field. */
function outlives({ bindings }: FileFacts, collection: Expression): boolean {
  if (collection.kind === 'name') return collection.binding !== undefined && bindings[collection.binding]?.in === 0;
  return collection.kind === 'member' && collection.of.kind === 'this';
}

function keepsSockets(code: Code, facts: FileFacts, collection: Expression, speaks: string): boolean {
  return facts.calls.some(({ callee, arguments: given }) => {
    if (callee.kind !== 'member' || !/^(?:add|set|push)$/.test(callee.name) || !isSame(callee.of, collection)) return false;
    return given.some((each) => (each.kind === 'object' ? each.properties.map(({ value }) => value) : [each]).some((value) => isSocket(code, facts, value, speaks)));
  });
}

function isSocket({ values }: Code, { file }: FileFacts, expression: Expression, speaks: string): boolean {
  const what = speaks === 'send' ? SOCKET : RESPONSE;
  return values.of(file, expression).some((value) => value.kind === 'external' && what.test(value.origin));
}

/** What `ws`, and those built on it, hand to who listens; an answer that is kept open. */
const SOCKET = /^(?:ws#|isomorphic-ws#|@fastify\/websocket#|express-ws#).*(?:\(0\)|WebSocket\{\})$|^fastify#.*\.get\(0\)$/;
const RESPONSE = /^(?:express|fastify|node:https?)#.*(?:\(1\)(?:\.raw)?|Response\{\})$/;

function isSame(a: Expression, b: Expression): boolean {
  if (a.kind === 'name' && b.kind === 'name') return a.binding !== undefined && a.binding === b.binding;
  return a.kind === 'member' && b.kind === 'member' && a.name === b.name && a.of.kind === 'this' && b.of.kind === 'this' && a.of.class === b.of.class;
}
