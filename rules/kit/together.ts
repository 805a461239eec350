/** Whether the promises a call gives are awaited all at once: `Promise.all(orders.map(…))`. */

import type { FileFacts } from '../model/facts.ts';
import type { CallFact } from '../model/facts.ts';

const TOGETHER = new Set(['all', 'allSettled', 'any', 'race']);

/** The `Promise.all` (or its like) that takes what `facts.calls[index]` gives, directly or through a constant. */
export function togetherWith(facts: FileFacts, index: number): CallFact | undefined {
  return facts.calls.find(({ callee, arguments: [first] }) => {
    if (callee.kind !== 'member' || !TOGETHER.has(callee.name) || !first) return false;
    if (callee.of.kind !== 'name' || !/^(?:Promise|Bluebird|BBPromise|P)$/.test(callee.of.name)) return false;
    const given = first.kind === 'spread' ? first.of : first;
    if (given.kind === 'call') return given.call === index || isChainedOn(facts, given.call, index);
    const value = given.kind === 'name' && given.binding !== undefined ? facts.bindings[given.binding]?.value : undefined;
    return value?.kind === 'call' && value.call === index;
  });
}

/** `orders.map(…).flat()`. */
function isChainedOn(facts: FileFacts, outer: number, index: number): boolean {
  const callee = facts.calls[outer]?.callee;
  return callee?.kind === 'member' && callee.of.kind === 'call' && callee.of.call === index;
}
