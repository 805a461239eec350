/** Whether a later call needs anything of earlier ones: what they gave, what was made of it, or that the function went on at all. */

import { branchesAround } from '../../kit/branches-around.ts';
import { reaches } from '../../kit/data-flow.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { BranchFact, CallFact, FileFacts } from '../../model/facts.ts';
import { contains, type Span } from '../../model/source.ts';
import type { Call } from '../../model/graphs.ts';
import { asksWhetherFound, WHO } from './missing-guard.ts';
import { nameOf } from './pure-reads.ts';

/** More than this between two awaits, and they are two different thoughts. */
const MOST_STATEMENTS = 25;

/** `later` may start as soon as the first of `earlier` does. `mayMove` says which awaited calls between them do not matter. */
export function isIndependent(codebase: Codebase, later: Call, earlier: readonly Call[], mayMove: (call: Call) => boolean): boolean {
  const facts = codebase.facts.get(later.file);
  const last = earlier.at(-1);
  if (!facts || !last) return false;
  if (later.fact.statement - last.fact.statement > MOST_STATEMENTS || earlier.some(({ fact }) => contains(later.fact.span, fact.span) || contains(fact.span, later.fact.span))) return false;
  const between: Span = [last.fact.span[1], later.fact.span[0]];
  const given = new Set(earlier.flatMap(({ index }) => bindingsOf(facts, index)));
  const made = madeOf(facts, later.fact, given, [earlier[0]?.fact.span[1] ?? between[0], between[1]]);
  const waysOut = waysOutIn(facts, later.fact, between);
  if (waysOut.length > 0 && earlier.some((each) => WHO.test(nameOf(each)))) return false;
  if (waysOut.some((each) => !each.test || !depends(facts, each.test, made) || !asksWhetherFound(facts, each))) return false;
  for (const each of callsBetween(facts, later.fact.in, between)) {
    if (waysOut.some(({ span }) => contains(span, each.span))) continue;
    const call = codebase.calls.callAt(later.file, facts.calls.indexOf(each));
    if (each.use === 'awaited' ? !call || !mayMove(call) : mayThrow(facts, each, made)) return false;
  }
  // Where it stands in a condition that began behind them, what the condition asks counts too.
  const tests = branchesAround(facts, later.fact.branch).flatMap(({ test, span }) => (test && contains([between[0], later.fact.span[1]], [span[0], span[0]]) ? [test] : []));
  return !depends(facts, { kind: 'other', parts: [later.fact.callee, ...later.fact.arguments, ...tests] }, made);
}

/** Names that hold what a call gave, taken apart or not. */
export function bindingsOf(facts: FileFacts, call: number): readonly number[] {
  const holds = (value: Expression | undefined, depth = 0): boolean => {
    if (!value || depth > 6) return false;
    if (value.kind === 'call') return value.call === call;
    if (value.kind === 'await' || value.kind === 'member' || value.kind === 'element') return holds(value.of, depth + 1);
    return value.kind === 'either' && value.options.some((option) => holds(option, depth + 1));
  };
  const declared = facts.bindings.flatMap(({ value }, index) => (holds(value) ? [index] : []));
  const assigned = facts.assignments.flatMap(({ target, value }) => (target.kind === 'name' && target.binding !== undefined && holds(value) ? [target.binding] : []));
  return [...declared, ...assigned];
}

/** `authorize(user, 'read', document);`: nobody keeps what it gives, so that it is there to judge what was read. */
function mayThrow(facts: FileFacts, { callee, arguments: given, use }: CallFact, made: ReadonlySet<number>): boolean {
  if (use !== 'dropped' || (callee.kind === 'member' && FILLS.test(callee.name))) return false;
  return given.some((each) => depends(facts, each, made));
}

const FILLS = /^(?:push|unshift|add|set|append|concat|splice|sort|forEach|assign|log|debug|info|warn|error|trace|verbose)$/;

/** Where the function may end on the way. */
function waysOutIn({ branches }: FileFacts, { in: owner }: CallFact, between: Span): readonly BranchFact[] {
  return branches.filter((branch) => branch.leaves && branch.in === owner && contains(between, branch.span));
}

function callsBetween({ calls }: FileFacts, owner: number, between: Span): readonly CallFact[] {
  return calls.filter((call) => call.in === owner && call.span[0] >= between[0] && call.span[1] <= between[1]);
}

/** `given`, and what is filled with it on the way: `where.owner = user.id`, `uids.push(post.uid)`, `if (user.isAdmin) where.all = true`. */
function madeOf(facts: FileFacts, { in: owner }: CallFact, given: ReadonlySet<number>, between: Span): ReadonlySet<number> {
  const made = new Set(given);
  const add = (expression: Expression): void => {
    const root = rootOf(expression);
    if (root !== undefined) made.add(root);
  };
  const isUnder = (branch: number | undefined): boolean => branchesAround(facts, branch).some(({ test, span }) => contains(between, span) && test !== undefined && depends(facts, test, made));
  for (const { target, value, in: at, branch, span } of facts.assignments) {
    if (at !== owner || !contains(between, span)) continue;
    if ((value && depends(facts, value, made)) || isUnder(branch)) add(target);
  }
  for (const call of callsBetween(facts, owner, between)) {
    // What is asked for its answer fills nothing: `db` of `await db.find(ids)` is what it was.
    const isFilled = call.callee.kind === 'member' && (call.use === 'dropped' || FILLS.test(call.callee.name));
    for (const filled of filledFor(facts, call, made)) add(filled);
    if (call.use === 'receiver') continue;
    const touched = call.callee.kind === 'member' && isFilled ? [call.callee.of, ...call.arguments] : call.arguments;
    if (isUnder(call.branch) || touched.some((each) => depends(facts, each, made))) touched.filter(({ kind }) => kind === 'name').forEach(add);
  }
  return made;
}

function depends(facts: FileFacts, expression: Expression, bindings: ReadonlySet<number>): boolean {
  return bindings.size > 0 && reaches(facts, expression, ({ binding }) => binding !== undefined && bindings.has(binding));
}

function rootOf(expression: Expression): number | undefined {
  if (expression.kind === 'name') return expression.binding;
  return expression.kind === 'member' || expression.kind === 'element' ? rootOf(expression.of) : undefined;
}

/** `orders.forEach((order) => buyerIds.add(order.buyerId))`: what a callback fills from each of them. */
function filledFor(facts: FileFacts, { callee, arguments: given, span }: CallFact, made: ReadonlySet<number>): readonly Expression[] {
  if (callee.kind !== 'member' || !given.some(({ kind }) => kind === 'function') || !depends(facts, callee.of, made)) return [];
  const calls = facts.calls.flatMap((inner) => (contains(span, inner.span) && inner.callee.kind === 'member' && FILLS.test(inner.callee.name) ? [inner.callee.of] : []));
  return [...calls, ...facts.assignments.flatMap((inner) => (contains(span, inner.span) ? [inner.target] : []))];
}
