/** Whether an expression depends on certain names, through local variables, calls and their arguments. */

import type { Expression } from '../model/expression.ts';
import { partsOf } from '../model/expression.ts';
import type { FileFacts } from '../model/facts.ts';

/** True when the value of `expression` may change with one of `bindings` (indexes in `facts.bindings`), by following constants of the same file. */
export function dependsOn(facts: FileFacts, expression: Expression, bindings: ReadonlySet<number>): boolean {
  return bindings.size > 0 && reaches(facts, expression, (name) => name.binding !== undefined && bindings.has(name.binding));
}

/** True when some name, parameter or call below `expression` satisfies `is`. */
export function reaches(facts: FileFacts, expression: Expression, is: (name: Expression & { kind: 'name' }) => boolean): boolean {
  const seen = new Set<number>();
  const visit = (each: Expression, depth: number): boolean => {
    if (depth > 40) return false;
    if (each.kind === 'name') {
      if (is(each)) return true;
      if (each.binding === undefined || seen.has(each.binding)) return false;
      seen.add(each.binding);
      const binding = facts.bindings[each.binding];
      if (!binding || binding.in === 0 || binding.kind === 'function') return false;
      if (binding.value && visit(binding.value, depth + 1)) return true;
      return binding.isReassigned && facts.assignments.some(({ target, value }) => value !== undefined && target.kind === 'name' && target.binding === each.binding && visit(value, depth + 1));
    }
    if (each.kind === 'call') {
      const call = facts.calls[each.call];
      return call !== undefined && [call.callee, ...call.arguments].some((part) => visit(part, depth + 1));
    }
    if (each.kind === 'function') return mentionsInside(facts, each.function, visit, depth);
    return partsOf(each).some((part) => visit(part, depth + 1));
  };
  return visit(expression, 0);
}

/** A function depends on what the calls and results inside it depend on. */
function mentionsInside(facts: FileFacts, index: number, visit: (each: Expression, depth: number) => boolean, depth: number): boolean {
  const inner = facts.functions[index];
  if (!inner) return false;
  return inner.returns.some((each) => visit(each, depth + 1)) || facts.calls.some((call) => call.in === index && [call.callee, ...call.arguments].some((each) => visit(each, depth + 1)));
}

/** Every name below an expression, calls' callees and arguments included; constants are not followed. */
export function* namesIn(facts: FileFacts, expression: Expression, depth = 0): Iterable<Expression & { kind: 'name' }> {
  if (depth > 40) return;
  if (expression.kind === 'name') yield expression;
  else if (expression.kind === 'call') {
    const call = facts.calls[expression.call];
    for (const part of call ? [call.callee, ...call.arguments] : []) yield* namesIn(facts, part, depth + 1);
  } else for (const part of partsOf(expression)) yield* namesIn(facts, part, depth + 1);
}
