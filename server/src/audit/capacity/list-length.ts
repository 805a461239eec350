/** How many elements a list has: exactly where that is written, bounded where a limit is, else an assumption. */

import { isBounded } from '../../../../rules/kit/bounds.ts';
import type { Range } from '../../../../rules/kit/capacity-model.ts';
import type { Codebase } from '../../../../rules/model/codebase.ts';
import type { Expression } from '../../../../rules/model/expression.ts';
import type { CallFact } from '../../../../rules/model/facts.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import { ELEMENTS } from './costs.ts';
import { numberIn } from './effort.ts';
import { scaled } from './range.ts';

const ONE: Range = { low: 1, typical: 1, high: 1 };
/** Elements of a list that is written down somewhere. An estimate. */
const FEW = 3;
const MOST_STEPS = 6;

export function lengthOf(codebase: Codebase, file: FilePath, list: Expression | undefined): Range {
  if (!list) return ELEMENTS;
  if (list.kind === 'array' && list.elements.every(({ kind }) => kind !== 'spread')) return scaled(ONE, list.elements.length);
  const most = limitOf(codebase, file, list, 0);
  if (most !== undefined) return atMost(most);
  return isBounded(codebase, file, list) ? scaled(ONE, FEW) : ELEMENTS;
}

/** As many as a list of unknown length has, and never more than the limit. */
function atMost(limit: number): Range {
  return { low: Math.min(ELEMENTS.low, limit), typical: Math.min(ELEMENTS.typical, limit), high: Math.min(ELEMENTS.high, limit) };
}

/** The number that the code itself puts on it: `slice(0, 5)`, `limit(5)`, `findMany({ take: 5 })`, chains and names of such. */
function limitOf(codebase: Codebase, file: FilePath, list: Expression, depth: number): number | undefined {
  if (depth > MOST_STEPS) return undefined;
  switch (list.kind) {
    case 'await':
    case 'spread':
      return limitOf(codebase, file, list.of, depth + 1);
    case 'name': {
      const binding = list.binding === undefined ? undefined : codebase.facts.get(file)?.bindings[list.binding];
      return binding?.value && !binding.isReassigned && binding.kind !== 'parameter' ? limitOf(codebase, file, binding.value, depth + 1) : undefined;
    }
    // `const { rows } = await …`, `(await …).rows`.
    case 'member':
      return /^(?:rows|items|data|results?|docs|records|nodes|hits|entries|list)$/.test(list.name) ? limitOf(codebase, file, list.of, depth + 1) : undefined;
    case 'call': {
      const call = codebase.facts.get(file)?.calls[list.call];
      return call && limitOfCall(codebase, file, call, depth);
    }
    default:
      return undefined;
  }
}

const LIMITS = new Set(['limit', 'take', 'top', 'first', 'sample', 'sampleSize', 'takeRight']);
const OPTIONS = ['take', 'limit', 'first', 'pageSize', 'perPage', 'Limit', 'MaxKeys', 'count', 'size'];
/** Their result has no more elements than what they are called on. */
const KEEP = new Set(['map', 'filter', 'sort', 'toSorted', 'reverse', 'orderBy', 'where', 'select', 'lean', 'exec', 'toArray', 'all', 'then', 'skip', 'offset', 'populate', 'getMany', 'execute']);

function limitOfCall(codebase: Codebase, file: FilePath, { callee, arguments: given }: CallFact, depth: number): number | undefined {
  const number = (each: Expression | undefined): number | undefined => positive(each && numberIn(codebase, file, each));
  const name = callee.kind === 'member' || callee.kind === 'name' ? callee.name : '';
  if (name === 'slice' || name === 'splice') return number(given[1]);
  if (LIMITS.has(name)) return number(given.at(-1));
  for (const each of given) {
    if (each.kind !== 'object') continue;
    for (const option of OPTIONS) {
      const found = codebase.values.propertyOf(file, each, option);
      const most = found && positive(numberIn(codebase, found.file, found.expression));
      if (most !== undefined) return most;
    }
  }
  return callee.kind === 'member' && KEEP.has(name) ? limitOf(codebase, file, callee.of, depth + 1) : undefined;
}

function positive(number: number | undefined): number | undefined {
  return number !== undefined && number > 0 ? number : undefined;
}
