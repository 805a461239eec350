/** Circles in small graphs. */

import assert from 'node:assert/strict';
import { circlesIn, reachedFrom } from '../../../rules/kit/circles.ts';

describe('circles', () => {
  it('are found, the shortest of each knot', () => {
    assert.deepEqual(circles('a>b b>c c>a b>a'), ['a>b b>a']);
  });

  it('are told once for each knot', () => {
    assert.deepEqual(circles('a>b b>a c>d d>e e>c'), ['a>b b>a', 'c>d d>e e>c']);
  });

  it('are none where all point one way', () => {
    assert.deepEqual(circles('a>b a>c b>d c>d'), []);
  });

  it('leave out what only leads to them', () => {
    assert.deepEqual(circles('a>b b>c c>b c>d'), ['b>c c>b']);
  });
});

describe('what is reached', () => {
  it('holds the start only on a circle', () => {
    const next: Readonly<Record<string, readonly string[]>> = { a: ['b'], b: ['c'], c: ['b'] };
    assert.deepEqual([...reachedFrom('a', (node) => next[node] ?? [])], ['b', 'c']);
    assert.deepEqual([...reachedFrom('b', (node) => next[node] ?? [])], ['c', 'b']);
  });
});

function circles(text: string): readonly string[] {
  const edges = text.split(' ').map((each) => ({ from: each.charAt(0), to: each.charAt(2) }));
  const nodes = [...new Set(edges.flatMap(({ from, to }) => [from, to]))].sort();
  return [...circlesIn(nodes, edges)].map((circle) => circle.map(({ from, to }) => `${from}>${to}`).join(' '));
}
