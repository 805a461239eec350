/** Whether a failure is met with nothing: no word, no mark, no other try. */

import type { BranchFact, CallFact, FileFacts, FunctionFact } from '../../model/facts.ts';
import { contains, type Span } from '../../model/source.ts';

/** `empty`: not even a comment stands there. `goes on`: the code leaves with a value of its own, as if nothing had happened. */
export type Silence = 'empty' | 'goes on';

/** Of the `catch` that a failure inside `tried` comes to; undefined when it is heard of. */
export function silenceOf(facts: FileFacts, caught: BranchFact): Silence | undefined {
  if (caught.isEmpty) return isBare(facts, caught.span) ? 'empty' : undefined;
  if (!caught.leaves || isHandled(facts, caught.span) || saysNo(facts, caught)) return undefined;
  // The error is looked at, or thrown on.
  const error = facts.bindings.find(({ kind, in: owner, span }) => kind === 'catch' && owner === caught.in && span[1] <= caught.span[0] && caught.span[0] - span[1] < 40);
  return error?.isUsedAsValue === true ? undefined : 'goes on';
}

/** Of `.catch(() => {})`. */
export function silenceOfCallback(facts: FileFacts, { bodySpan, returns }: FunctionFact): Silence | undefined {
  return returns.length === 0 && isBare(facts, bodySpan) ? 'empty' : undefined;
}

/** The `catch` of the innermost `try` around a call. */
export function catchAround(facts: FileFacts, fact: CallFact): BranchFact | undefined {
  for (let index = fact.branch; index !== undefined; ) {
    const branch: BranchFact | undefined = facts.branches[index];
    if (!branch) return undefined;
    if (branch.kind === 'try') return facts.branches.find(({ kind, in: owner, parent, span }) => kind === 'catch' && owner === branch.in && parent === branch.parent && span[0] >= branch.span[1] && span[0] - branch.span[1] < 200);
    index = branch.parent;
  }
  return undefined;
}

/** `return false`: whoever asked whether it works is told that it does not. */
function saysNo({ functions }: FileFacts, { in: owner, span }: BranchFact): boolean {
  return functions[owner]?.returns.some((each) => each.kind === 'literal' && typeof each.value === 'boolean' && contains(span, each.at)) === true;
}

/** A call, or something that others may look at. */
function isHandled(facts: FileFacts, span: Span): boolean {
  return facts.calls.some((call) => contains(span, call.span)) || facts.assignments.some((each) => contains(span, each.span));
}

/** Two braces with white space between: a comment would take more room than a line's end and the indent of the closing one. */
function isBare({ lineStarts }: FileFacts, [start, end]: Span): boolean {
  if (end - start <= 3) return true;
  const line = lineStarts.findLast((each) => each < end) ?? 0;
  const above = lineStarts.findLast((each) => each < line) ?? 0;
  const isNextLine = above <= start && start < line;
  return isNextLine && line - start <= 3;
}
