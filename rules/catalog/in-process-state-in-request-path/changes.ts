/** Where something is changed, and where it is read. */

import { partsOf, type Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import type { Span } from '../../model/source.ts';
import type { Holder } from '../../kit/holders.ts';

export interface Change {
  readonly in: number;
  readonly span: Span;
  /** `adds` an entry, `removes` one, `counts` up or down, `replaces` the whole. */
  readonly how: 'adds' | 'removes' | 'counts' | 'replaces';
  readonly key?: Expression;
  readonly value?: Expression;
}

const ADDS = /^(?:set|add|push|unshift)$/;
const REMOVES = /^(?:delete|clear|splice|pop|shift)$/;

export function* changesOf(facts: FileFacts, holder: Holder): Iterable<Change> {
  for (const { callee, arguments: given, in: owner, nameSpan: span } of facts.calls) {
    if (callee.kind !== 'member' || !holder.is(callee.of)) continue;
    const [first, second] = given;
    if (ADDS.test(callee.name)) yield { in: owner, span, how: 'adds', ...(callee.name === 'set' ? { ...(first && { key: first }), ...(second && { value: second }) } : { ...(callee.name === 'add' && first && { key: first }), ...(first && { value: first }) }) };
    else if (REMOVES.test(callee.name)) yield { in: owner, span, how: 'removes', ...(first && { key: first }) };
  }
  for (const { target, operator, in: owner, span: whole, value } of facts.assignments) {
    const span = placeOf(target) ?? whole;
    const isEntry = (target.kind === 'element' || target.kind === 'member') && holder.is(target.of);
    if (isEntry) yield { in: owner, span, how: operator === 'delete' ? 'removes' : operator === '=' || operator === '??=' || operator === '||=' ? 'adds' : 'counts', ...(target.kind === 'element' && target.key && { key: target.key }), ...(value && { value }) };
    else if (holder.is(target)) yield { in: owner, span, how: /^(?:\+\+|--|\+=|-=)$/.test(operator) ? 'counts' : 'replaces', ...(value && { value }) };
  }
}

/** Functions that look at it, other than to change it, and where. */
export function* readsOf(facts: FileFacts, holder: Holder): Iterable<{ readonly in: number; readonly span: Span }> {
  for (const { callee, arguments: given, in: owner, span, nameSpan } of facts.calls) {
    const isCalled = callee.kind === 'member' && mentions(callee.of, holder);
    if (isCalled && !(holder.is(callee.of) && (ADDS.test(callee.name) || REMOVES.test(callee.name)))) yield { in: owner, span: nameSpan };
    if (given.some((each) => looksAt(each, holder))) yield { in: owner, span };
  }
  for (const { test, in: owner, span } of facts.branches) if (test && mentions(test, holder)) yield { in: owner, span: [span[0], span[0] + 1] };
  for (const [owner, { returns, span }] of facts.functions.entries()) if (returns.some((each) => looksAt(each, holder))) yield { in: owner, span: [span[0], span[0] + 1] };
  for (const { value, in: owner, span } of facts.bindings) if (value && looksAt(value, holder)) yield { in: owner, span };
  for (const { over, in: owner, span } of facts.loops) if (over && mentions(over, holder)) yield { in: owner, span: [span[0], span[0] + 1] };
}

/** Where it only counts itself up, it numbers things or is measured: `${host}-${count++}`. */
function looksAt(expression: Expression, holder: Holder, depth = 0): boolean {
  if (expression.kind === 'operation' && (expression.operator === '++' || expression.operator === '--')) return false;
  return holder.is(expression) || (depth < 12 && partsOf(expression).some((part) => looksAt(part, holder, depth + 1)));
}

export function mentions(expression: Expression, holder: Holder, depth = 0): boolean {
  return holder.is(expression) || (depth < 12 && partsOf(expression).some((part) => mentions(part, holder, depth + 1)));
}

/** The name at its root. */
function placeOf(target: Expression): Span | undefined {
  if (target.kind === 'name') return target.at;
  if (target.kind === 'member' && target.of.kind === 'this') return target.at;
  return target.kind === 'member' || target.kind === 'element' ? placeOf(target.of) : undefined;
}
