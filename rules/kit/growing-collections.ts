/** Lists, maps, sets and records of a module, or of a class there is one of, that take entries and never give any back. */

import type { Codebase } from '../model/codebase.ts';
import type { Expression } from '../model/expression.ts';
import type { BindingFact, FileFacts } from '../model/facts.ts';
import type { Span } from '../model/source.ts';
import { holdersIn, type Holder } from './holders.ts';
import { oncePerCodebase } from './once-per-codebase.ts';

export interface Growth {
  /** The collection, as the code calls it. */
  readonly name: string;
  /** The function that adds to it. */
  readonly in: number;
  readonly span: Span;
  /** Absent where each time makes a further entry: `list.push(…)`. */
  readonly key: Expression | undefined;
  /** What is kept. */
  readonly entry: Expression | undefined;
  readonly loop: number | undefined;
  readonly branch: number | undefined;
}

/** Every place of the file that adds to such a collection, by collection in the order of the text; keys that are written down cannot grow without end. */
export function* growthsIn(codebase: Codebase, facts: FileFacts): Iterable<readonly Growth[]> {
  for (const holder of holdersIn(facts)) {
    if (!isCollection(facts, holder) || isShrunk(facts, holder) || (holder.field !== undefined && handedOn(codebase).has(holder.field))) continue;
    yield [...growthOf(facts, holder)].filter(({ key }) => !key || !isKnownKey(codebase, facts, key));
  }
}

/** It begins empty, and stays the same. */
function isCollection(facts: FileFacts, { value, isReassigned }: Holder): boolean {
  if (isReassigned || !value) return false;
  if (value.kind === 'array') return value.elements.length === 0;
  if (value.kind === 'object') return value.properties.length === 0 && value.spreads.length === 0;
  const call = value.kind === 'call' ? facts.calls[value.call] : undefined;
  return call?.kind === 'new' && call.callee.kind === 'name' && call.callee.binding === undefined && (call.callee.name === 'Map' || call.callee.name === 'Set');
}

const SHRINKS = new Set(['delete', 'clear', 'splice', 'shift', 'pop', 'fill']);

/** Something takes entries out, looks at the size, or hands the collection to code that may. */
function isShrunk(facts: FileFacts, { field, is: isIt }: Holder): boolean {
  const isTaken = facts.calls.some(({ callee, arguments: given }) => (callee.kind === 'member' && SHRINKS.has(callee.name) && isIt(callee.of)) || given.some(isIt));
  const isDeleted = facts.assignments.some(({ target, operator }) => (operator === 'delete' && 'of' in target && isIt(target.of)) || (target.kind === 'member' && target.name === 'length' && isIt(target.of)));
  const isMeasured = facts.branches.some(({ test }) => test !== undefined && measures(test, isIt, 0)) || facts.loops.some(({ kind, over }) => kind === 'while' && over !== undefined && measures(over, isIt, 0));
  const isExported = facts.exports.some((fact) => fact.kind === 'local' && isIt(fact.value)) || (field !== undefined && facts.functions.some(({ returns }) => returns.some(isIt)));
  return isTaken || isDeleted || isMeasured || isExported;
}

/** Names of members of which some file takes entries out, or which it hands on, through an instance or in a class below: `store.sessions.clear()`. */
const handedOn = oncePerCodebase(({ facts, isOffline }): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const own of facts.values()) {
    // What a test empties between two cases grows all the same.
    if (isOffline(own.file)) continue;
    const { calls, assignments, classes } = own;
    const isOwn = (of: Expression): boolean => of.kind === 'this' && (of.class === undefined || classes[of.class]?.extends === undefined);
    const add = (expression: Expression): void => void (expression.kind === 'member' && !isOwn(expression.of) && names.add(expression.name));
    for (const { callee, arguments: given } of calls) {
      if (callee.kind === 'member' && SHRINKS.has(callee.name)) add(callee.of);
      given.forEach(add);
    }
    for (const { target, operator } of assignments) {
      if (operator === '=') add(target);
      if (operator === 'delete' && 'of' in target) add(target.of);
    }
  }
  return names;
});

function measures(test: Expression, isIt: (expression: Expression) => boolean, depth: number): boolean {
  if (depth > 5) return false;
  if (test.kind === 'member' && (test.name === 'size' || test.name === 'length')) return isIt(test.of);
  if (test.kind === 'operation') return test.operands.some((operand) => measures(operand, isIt, depth + 1));
  return test.kind === 'either' && test.options.some((option) => measures(option, isIt, depth + 1));
}

/** `cache.set(key, …)`, `seen.add(key)`, `list.push(…)`, `cache[key] = …`. */
function* growthOf(facts: FileFacts, { name, is: isIt }: Holder): Iterable<Growth> {
  for (const { callee, arguments: given, in: owner, nameSpan, loop, branch } of facts.calls) {
    if (callee.kind !== 'member' || !isIt(callee.of)) continue;
    if (callee.name === 'set' || callee.name === 'add') yield { name, in: owner, span: nameSpan, key: given[0], entry: given.at(-1), loop, branch };
    if (callee.name === 'push' || callee.name === 'unshift') yield { name, in: owner, span: nameSpan, key: undefined, entry: given[0], loop, branch };
  }
  for (const { target, operator, value, in: owner, span, loop, branch } of facts.assignments) {
    if (target.kind === 'element' && operator !== 'delete' && isIt(target.of) && target.key) {
      yield { name, in: owner, span: 'at' in target.of ? target.of.at : span, key: target.key, entry: value, loop, branch };
    }
  }
}

/** Keys that are written down cannot grow without end. */
function isKnownKey(codebase: Codebase, facts: FileFacts, key: Expression): boolean {
  if (key.kind === 'literal') return true;
  if (key.kind === 'name' && key.binding !== undefined && isOfOwnType(facts.bindings[key.binding])) return true;
  const values = codebase.values.of(facts.file, key);
  return values.length > 0 && values.every(({ kind }) => kind === 'literal');
}

/** `reason: WarningReason`, `place: 'docs' | 'blog'`: a type made for it says that the values are few. */
function isOfOwnType(binding: BindingFact | undefined): boolean {
  const name = binding?.type?.name;
  return name !== undefined && name !== '' && !/^(?:string|number|bigint|symbol|any|unknown|object|\{\}|=>|Array)$/.test(name);
}
