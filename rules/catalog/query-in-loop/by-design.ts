/** What is repeated on purpose, or a turn of which is many already: streams, pages, retries, chunks, groups, short lists written down. */

import { isBounded } from '../../kit/bounds.ts';
import type { Iteration } from '../../kit/iterations.ts';
import { nameOf } from '../../kit/names.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import type { Call } from '../../model/graphs.ts';

export function isByDesign(codebase: Codebase, { kind, file, over, variables }: Iteration): boolean {
  if (kind === 'for-await') return over === undefined || isStream(codebase, file, over);
  if (kind === 'for-in') return over !== undefined && (isBounded(codebase, file, over) || isGrouped(codebase, file, over, variables));
  if (kind === 'for' || kind === 'while' || kind === 'do') return over === undefined || takesStrides(codebase, file, variables) || isBounded(codebase, file, over) || isGrouped(codebase, file, over, variables);
  return over !== undefined && (isBounded(codebase, file, over) || isGrouped(codebase, file, over, variables));
}

/** A list awaited element by element is a list; what a call or a library gives piece by piece is a stream. */
function isStream(codebase: Codebase, file: Call['file'], over: Expression): boolean {
  if (over.kind === 'call') return true;
  const name = nameOf(codebase.facts.get(file), over) ?? '';
  const values = codebase.values.of(file, over);
  return /stream|cursor|iterator|pages?$|events|lines|readline/i.test(name) || values.some((value) => value.kind === 'external' && /stream|cursor|iterat|paginat|readline|watch|subscri/i.test(value.origin));
}

/** `i += BATCH_SIZE`: each turn takes many. */
function takesStrides({ facts }: Codebase, file: Call['file'], variables: ReadonlySet<number>): boolean {
  return facts.get(file)?.assignments.some(({ target, operator, value }) => operator === '+=' && !(value?.kind === 'literal' && value.value === 1) && target.kind === 'name' && target.binding !== undefined && variables.has(target.binding)) === true;
}

/** One query per group or per chunk is what batching leaves. */
function isGrouped(codebase: Codebase, file: Call['file'], over: Expression, variables: ReadonlySet<number>): boolean {
  const facts = codebase.facts.get(file);
  const written = (nameOf(facts, over) ?? '').replace(/\.(?:values|entries|keys)\(\)$/, '');
  const name = written.toLowerCase();
  // `idsByKind`: one turn for each kind.
  if (/[a-z]By[A-Z]\w*$/.test(written)) return true;
  // Groups of users are things of their own, unless something made them here.
  if (/^(?:\w+\.)*groups$/.test(name)) return isMadeByGrouping(facts, over);
  // The members of a group are no groups.
  if (/chunk|batch|group|page|partition|shard|bucket/.test(name.split('.').at(-1) ?? '')) return true;
  return isKeysOf(facts, over) && ![...variables].some((each) => IDENTITY.test(facts?.bindings[each]?.name ?? ''));
}

/** What is kept by such a key may be as many as there are things; what is kept by a name is one record. */
const IDENTITY = /(?:^|_)id$|Id$|ID$|[uU]uid$|[sS]lug$|[eE]mail$/;

export function isKeysOf(facts: FileFacts | undefined, over: Expression): boolean {
  return keyed(facts, over) !== undefined;
}

/** `byCustomer` of `Object.entries(byCustomer)`, also where that is kept in a constant. */
export function keyed(facts: FileFacts | undefined, over: Expression): Expression | undefined {
  const binding = over.kind === 'name' && over.binding !== undefined ? facts?.bindings[over.binding] : undefined;
  if (binding?.kind === 'const' && binding.value?.kind === 'call') return keyed(facts, binding.value);
  const call = over.kind === 'call' ? facts?.calls[over.call] : undefined;
  const isKeys = call?.callee.kind === 'member' && call.callee.of.kind === 'name' && call.callee.of.name === 'Object' && /^(?:entries|keys|values)$/.test(call.callee.name);
  return isKeys ? call.arguments[0] : undefined;
}

function isMadeByGrouping(facts: FileFacts | undefined, over: Expression): boolean {
  const value = over.kind === 'name' && over.binding !== undefined ? facts?.bindings[over.binding]?.value : over;
  const made = value?.kind === 'await' ? value.of : value;
  const callee = made?.kind === 'call' ? facts?.calls[made.call]?.callee : undefined;
  const isObject = callee?.kind === 'member' && callee.of.kind === 'name' && (callee.of.name === 'Object' || callee.of.name === 'Array');
  return isObject || made?.kind === 'array' || made?.kind === 'object' || ((callee?.kind === 'name' || callee?.kind === 'member') && /group|chunk|batch|partition|split/i.test(callee.name));
}

/** What one turn sends is itself many: a slice, an `in` list. */
export function isBatch({ facts }: Codebase, { variables }: Iteration, call: Call): boolean {
  const own = facts.get(call.file);
  const names = [...variables].map((index) => own?.bindings[index]?.name.toLowerCase() ?? '');
  return names.some((name) => /^(?:chunk|batch|page|group(?!$)|slice|bucket|shard|attempt|retry|retries|offset|cursor)/.test(name));
}
