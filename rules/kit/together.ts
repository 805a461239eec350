/** Whether the promises a call gives are awaited all at once: `Promise.all(orders.map(…))`. */

import type { FileFacts } from '../model/facts.ts';
import type { CallFact } from '../model/facts.ts';
import type { Call } from '../model/graphs.ts';

const TOGETHER = new Set(['all', 'allSettled', 'any', 'race']);

/** The `Promise.all` (or its like) that takes what `facts.calls[index]` gives, directly or through a constant. */
export function togetherWith(facts: FileFacts, index: number): CallFact | undefined {
  return facts.calls.find(({ callee, arguments: [first] }) => {
    if (callee.kind !== 'member' || !TOGETHER.has(callee.name) || !first) return false;
    if (callee.of.kind !== 'name' || !/^(?:Promise|Bluebird|BBPromise|P)$/.test(callee.of.name)) return false;
    // `[...loads, last]` takes all of `loads` too.
    const spread = first.kind === 'array' ? first.elements.flatMap((each) => (each.kind === 'spread' ? [each.of] : [])) : [first];
    return spread.some((given) => {
      if (given.kind === 'call') return given.call === index || isChainedOn(facts, given.call, index);
      const value = given.kind === 'name' && given.binding !== undefined ? facts.bindings[given.binding]?.value : undefined;
      return value?.kind === 'call' && value.call === index;
    });
  });
}

/** `pMap(orders, load)` and bluebird's `map` start all at once where no `concurrency` is said. */
export function startsAll({ operation, fact }: Call): boolean {
  const isSaid = fact.arguments.some((each) => each.kind === 'object' && each.properties.some(({ name }) => name === 'concurrency'));
  return operation?.traits.includes('unbounded-by-default') === true && operation.kind === 'limit' && !isSaid && fact.arguments.length < 3;
}

/** `orders.map(…).flat()`. */
function isChainedOn(facts: FileFacts, outer: number, index: number): boolean {
  const callee = facts.calls[outer]?.callee;
  return callee?.kind === 'member' && callee.of.kind === 'call' && callee.of.call === index;
}
