/** Whether a failure is met with nothing: no word, no mark, no other try. */

import { catchOf } from '../../kit/branches-around.ts';
import type { BindingFact, BranchFact, CallFact, FileFacts, FunctionFact } from '../../model/facts.ts';
import { contains, type Span } from '../../model/source.ts';

/** `empty`: not even a comment stands there. `goes on`: the code leaves with a value of its own, as if nothing had happened. */
export type Silence = 'empty' | 'goes on';

/** Of the `catch` that a failure inside `tried` comes to; undefined when it is heard of. */
export function silenceOf(facts: FileFacts, caught: BranchFact): Silence | undefined {
  if (caught.isEmpty) return caught.isBare ? 'empty' : undefined;
  if (!caught.leaves || isHandled(facts, caught.span) || saysNo(facts, caught)) return undefined;
  // The error is looked at, or thrown on.
  return errorsOf(facts, caught).some(({ isUsedAsValue }) => isUsedAsValue) ? undefined : 'goes on';
}

/** Of `.catch(() => {})`. */
export function silenceOfCallback({ isBare }: FunctionFact): Silence | undefined {
  return isBare ? 'empty' : undefined;
}

/** The `catch` of the innermost `try` around a call. */
export function catchAround(facts: FileFacts, fact: CallFact): BranchFact | undefined {
  for (let index = fact.branch; index !== undefined; ) {
    const branch: BranchFact | undefined = facts.branches[index];
    if (!branch) return undefined;
    if (branch.kind === 'try') return catchOf(facts, branch);
    index = branch.parent;
  }
  return undefined;
}

/** What it names between its parentheses: no other `catch` begins in between. */
function errorsOf({ bindings, branches }: FileFacts, { in: owner, span: [start] }: BranchFact): readonly BindingFact[] {
  const before = Math.max(0, ...branches.flatMap(({ kind, span }) => (kind === 'catch' && span[0] < start ? [span[0]] : [])));
  return bindings.filter(({ kind, in: declaredIn, span }) => kind === 'catch' && declaredIn === owner && span[0] >= before && span[1] <= start);
}

/** `return false`: whoever asked whether it works is told that it does not. */
function saysNo({ functions }: FileFacts, { in: owner, span }: BranchFact): boolean {
  return functions[owner]?.returns.some((each) => each.kind === 'literal' && typeof each.value === 'boolean' && contains(span, each.at)) === true;
}

/** A call, or something that others may look at. */
function isHandled(facts: FileFacts, span: Span): boolean {
  return facts.calls.some((call) => contains(span, call.span)) || facts.assignments.some((each) => contains(span, each.span));
}
