/** Tells values apart, and keeps each once. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { Value } from '../../../../rules/model/values.ts';

/** More alternatives than this say that we do not know. */
const MOST_ALTERNATIVES = 12;
/** A table of what clients may ask for is long. */
const MOST_OF_A_TABLE = 400;

const NONE: readonly Value[] = [];

/** The list is as long as it says: answers are kept by the hundred thousand, and a list that was added to has room for sixteen more. */
export function distinct(values: readonly Value[]): readonly Value[] {
  if (values.length < 2) return values.length === 0 ? NONE : values.slice();
  const seen = new Map<string, Value>();
  for (const value of values) {
    const key = keyOf(value);
    const before = seen.get(key);
    if (!before || ('isGuessed' in before && before.isGuessed)) seen.set(key, value);
  }
  const kept = [...seen.values()];
  const isTable = kept.length > MOST_ALTERNATIVES && kept.every(({ kind }) => kind === 'function' || kind === 'module');
  return kept.slice(0, isTable ? MOST_OF_A_TABLE : MOST_ALTERNATIVES);
}

function keyOf(value: Value): string {
  switch (value.kind) {
    case 'external':
      return `e ${value.origin}`;
    case 'function':
      return `f ${value.function}`;
    case 'class':
    case 'instance':
      return `${value.kind} ${value.file} ${value.class}`;
    case 'module':
      return `m ${value.file}`;
    case 'literal':
      return `l ${typeof value.value} ${value.value}`;
    case 'shape':
      return value.returns ? `=> ${value.returns.map(keyOf).join()}` : `s ${value.file} ${value.members.map(({ name }) => name).join()}`;
    case 'expression':
      return `x ${value.file} ${placeOf(value.expression)}`;
  }
}

function placeOf(expression: Expression): string {
  return 'at' in expression ? `${expression.kind} ${expression.at[0]}` : JSON.stringify(expression).slice(0, 200);
}
