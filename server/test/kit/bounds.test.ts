/** Which collections are known to stay small. */

import assert from 'node:assert/strict';
import { isBounded } from '../../../rules/kit/bounds.ts';
import { linkedSource } from '../knowledge/linked-source.ts';
import { callNamed } from './call-named.ts';

const bounded = [
  "['eu', 'us']",
  'REGIONS',
  'REGIONS.filter((region) => region !== skip)',
  'Object.keys({ eu: 1, us: 2 })',
  'Object.values(Region)',
  'orders.slice(0, 20)',
  'orders.slice(-20)',
  'orders.slice(0, PAGE)',
  'Array.from({ length: 5 })',
  "'eu,us'.split(',')",
  'imported',
];
const unbounded = ['orders', 'request.body.ids', 'await load()', 'grown', '[...orders]', 'orders.filter(Boolean)', 'Object.keys(request.body)', "request.query.ids.split(',')", 'orders.slice(1)', 'changed'];

describe('a collection', () => {
  for (const text of bounded) it(`stays small: ${text}`, () => assert.equal(isSmall(text), true));
  for (const text of unbounded) it(`may grow: ${text}`, () => assert.equal(isSmall(text), false));
});

function isSmall(text: string): boolean {
  const codebase = linkedSource({
    'constants.ts': "export const imported = ['a', 'b'];",
    'a.ts': `import { imported } from './constants.ts';
const REGIONS = ['eu', 'us'];
const PAGE = 50;
enum Region { Eu, Us }
let changed = ['a'];
const grown: string[] = [];
export async function run(orders: any[], request: any, skip: string) {
  grown.push(skip);
  changed = orders;
  go(${text});
}`,
  });
  const { file, fact } = callNamed(codebase, 'go');
  const [collection] = fact.arguments;
  assert.ok(collection);
  return isBounded(codebase, file, collection);
}
