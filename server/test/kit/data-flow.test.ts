/** Whether an expression depends on a name. */

import assert from 'node:assert/strict';
import { dependsOn } from '../../../rules/kit/data-flow.ts';
import { linkedSource } from '../knowledge/linked-source.ts';
import { callNamed } from './call-named.ts';

const depends = ['order', 'order.id', '{ where: { id: order.id } }', '`orders/${order.id}`', 'key', 'later', 'keyOf(order)', 'order.items.map((item) => item.id)', 'ids.filter((id) => id !== order.id)', '[1, ...order.items]'];
const independent = ['other', "'orders'", 'ids', 'keyOf(other)', '() => other', 'fixed'];

describe('an expression', () => {
  for (const text of depends) it(`depends on order: ${text}`, () => assert.equal(isDependent(text), true));
  for (const text of independent) it(`does not depend on order: ${text}`, () => assert.equal(isDependent(text), false));
});

function isDependent(text: string): boolean {
  const codebase = linkedSource({
    'a.ts': `export function run(orders: any[], other: any, ids: any[]) {
  for (const order of orders) {
    const part = order.part;
    const key = part.key;
    const fixed = other.key;
    let later;
    later = order.later;
    go(${text});
  }
}`,
  });
  const { file, fact } = callNamed(codebase, 'go');
  const facts = codebase.facts.get(file);
  const [given] = fact.arguments;
  assert.ok(facts && given);
  return dependsOn(facts, given, new Set([facts.bindings.findIndex(({ name }) => name === 'order')]));
}
