/** What repeats a call. */

import assert from 'node:assert/strict';
import { iterationsAround } from '../../../rules/kit/iterations.ts';
import { nameOf } from '../../../rules/kit/names.ts';
import { linkedSource } from '../knowledge/linked-source.ts';
import { callNamed } from './call-named.ts';

const cases: readonly (readonly [title: string, body: string, around: readonly string[]])[] = [
  ['a loop', 'for (const order of orders) query(order);', ['for-of orders']],
  ['a while', 'while (orders.length) query(orders.pop());', ['while']],
  ['loops from the inside outwards', 'for (const order of orders) { for (const item of order.items) query(item); }', ['for-of order.items', 'for-of orders']],
  ['a callback per element', 'orders.map((order) => query(order));', ['callback orders']],
  ['a callback in a loop', 'for (const order of orders) order.items.forEach((item) => query(item));', ['callback order.items', 'for-of orders']],
  ['an async callback in Promise.all', 'await Promise.all(orders.map(async (order) => { await query(order); }));', ['callback orders']],
  ['nothing, for what a loop goes through', 'for (const order of query()) send(order);', []],
  ['nothing, for a call before a loop', 'query(); for (const order of orders) send(order);', []],
  ['nothing, for a callback that runs once', 'new Promise((resolve) => resolve(query()));', []],
  ['nothing, for a function that is only declared in a loop', 'for (const order of orders) { setTimeout(() => query(order), 10); }', []],
];

describe('iterations around a call', () => {
  for (const [title, body, around] of cases) {
    it(`are ${title}`, () => {
      const codebase = linkedSource({ 'a.ts': `export async function load(orders: any[]) {\n  ${body}\n}` });
      const call = callNamed(codebase, 'query');
      const facts = codebase.facts.get(call.file);
      const found = [...iterationsAround(codebase, call)].map(({ kind, over }) => (kind === 'while' ? kind : `${kind} ${nameOf(facts, over)}`));
      assert.deepEqual(found, around);
    });
  }

  it('know what changes from turn to turn', () => {
    const codebase = linkedSource({ 'a.ts': 'export function load(orders: any[]) { for (const { id } of orders) query(id); }' });
    const call = callNamed(codebase, 'query');
    const [iteration] = iterationsAround(codebase, call);
    const names = [...(iteration?.variables ?? [])].map((index) => codebase.facts.get(call.file)?.bindings[index]?.name);
    assert.deepEqual(names, ['id']);
  });
});
