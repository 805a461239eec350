/** What a loop asks for less often than it turns: behind a cache, up to a count, until one answers, or only where the caller brings nothing. */

import { branchesAround } from '../../kit/branches-around.ts';
import type { Iteration } from '../../kit/iterations.ts';
import type { Codebase } from '../../model/codebase.ts';
import { partsOf, type Expression } from '../../model/expression.ts';
import type { BranchFact, FileFacts } from '../../model/facts.ts';
import { partsOfFunctionId } from '../../model/function-id.ts';
import type { Call, CallEdge } from '../../model/graphs.ts';
import { contains } from '../../model/source.ts';
import { outwards } from './answered.ts';

/** `within`: the edges from the call in the loop to the query. */
export function isAskedSeldom(codebase: Codebase, call: Call, iteration: Iteration, within: readonly CallEdge[], target: Call): boolean {
  const facts = codebase.facts.get(call.file);
  if (facts && iteration.file === call.file && (endsByCount(facts, iteration) || endsWithFirst(facts, call, iteration))) return true;
  return within.some((edge, index) => {
    const next = within[index + 1]?.call ?? target;
    const own = codebase.facts.get(next.file);
    return own !== undefined && next.caller === edge.callee && (isLeftWhenKept(own, next) || isBrought(own, edge, next));
  });
}

/** `if (++tries > limit) break`: the count ends the loop, not the list. */
function endsByCount(facts: FileFacts, { kind, span }: Iteration): boolean {
  if (kind === 'callback' || kind === 'recursion' || kind === 'field') return false;
  const isCounted = (each: Expression): boolean => {
    if (each.kind === 'operation' && each.operator === '++') return true;
    return each.kind === 'name' && each.binding !== undefined && facts.assignments.some(({ target, operator, span: at }) => operator === '++' && contains(span, at) && target.kind === 'name' && target.binding === each.binding);
  };
  const isLimit = (each: Expression): boolean => (each.kind === 'literal' && typeof each.value === 'number') || each.kind === 'name' || (each.kind === 'member' && !/^(?:length|size)$/.test(each.name));
  return facts.branches.some(({ kind: sort, leaves, goesOn, test, span: at }) => {
    if (sort !== 'then' || !leaves || goesOn || test?.kind !== 'operation' || !contains(span, at) || !/^(?:>=?|===?)$/.test(test.operator)) return false;
    const [left, right] = test.operands;
    return left !== undefined && right !== undefined && isCounted(left) && isLimit(right) && !isCounted(right);
  });
}

/** `try { return await ask(model); } catch { … }`: the next is asked only where this one fails. */
function endsWithFirst(facts: FileFacts, { fact }: Call, { kind, span }: Iteration): boolean {
  if (kind === 'callback' || kind === 'recursion' || kind === 'field') return false;
  for (const site of outwards(facts, fact)) {
    if (!contains(span, site.span)) return false;
    if (branchesAround(facts, site.branch).some((branch) => branch.kind === 'try' && branch.leaves && !branch.goesOn && contains(span, branch.span))) return true;
  }
  return false;
}

/** `const kept = cache.get(key); if (kept) return kept;` before it, of a cache or of a map that is filled there. */
function isLeftWhenKept(facts: FileFacts, { fact }: Call): boolean {
  const owner = facts.functions[fact.in];
  return owner !== undefined && facts.branches.some((branch) => branch.kind === 'then' && branch.leaves && branch.in === fact.in && branch.span[1] <= fact.span[0] && branch.test !== undefined && asksFor(branch.test, 0));

  function asksFor(test: Expression, depth: number): boolean {
    if (depth > 5) return false;
    if (test.kind === 'call') {
      const callee = facts.calls[test.call]?.callee;
      return callee?.kind === 'member' && /^(?:get|has)$/.test(callee.name) && keeps(callee.of);
    }
    if (test.kind === 'element') return keeps(test.of);
    if (test.kind === 'name') {
      const value = test.binding === undefined ? undefined : facts.bindings[test.binding]?.value;
      return value !== undefined && value.kind !== 'name' && asksFor(value, depth + 1);
    }
    return test.kind !== 'member' && partsOf(test).some((part) => asksFor(part, depth + 1));
  }

  function keeps(store: Expression): boolean {
    if (store.kind !== 'name' && store.kind !== 'member') return false;
    if (/cache|memo/i.test(store.name)) return true;
    const isStore = (each: Expression): boolean => each.kind === store.kind && each.name === store.name;
    const isInside = (at: BranchFact['span']): boolean => owner !== undefined && contains(owner.span, at);
    return facts.calls.some(({ callee, span }) => isInside(span) && callee.kind === 'member' && /^(?:set|add)$/.test(callee.name) && isStore(callee.of))
      || facts.assignments.some(({ target, span }) => isInside(span) && target.kind === 'element' && isStore(target.of));
  }
}

/** `if (!shopId) shopId = await find()`, where the call on this way brings a `shopId`. */
function isBrought(facts: FileFacts, { call, callee, how }: CallEdge, { fact }: Call): boolean {
  if (how !== 'call') return false;
  return branchesAround(facts, fact.branch).some(({ kind, test }) => kind === 'then' && test?.kind === 'operation' && test.operator === '!' && test.operands.some((each) => isGiven(each, 0)));

  function isGiven(expression: Expression, depth: number): boolean {
    if (depth > 4) return false;
    if (expression.kind === 'either') return expression.options.some((each) => isGiven(each, depth + 1));
    if (expression.kind === 'name') {
      const value = expression.binding === undefined ? undefined : facts.bindings[expression.binding]?.value;
      return value !== undefined && isGiven(value, depth + 1);
    }
    const property = expression.kind === 'member' ? expression.name : undefined;
    const parameter = expression.kind === 'member' ? expression.of : expression;
    if (parameter.kind !== 'parameter' || parameter.function !== partsOfFunctionId(callee).index) return false;
    const handed = call.fact.arguments[parameter.index];
    const given = property === undefined || handed?.kind !== 'object' ? handed : handed.properties.find(({ name }) => name === property)?.value;
    if (property !== undefined && handed?.kind !== 'object') return false;
    return given !== undefined && !(given.kind === 'literal' && given.value === null) && !(given.kind === 'name' && given.name === 'undefined');
  }
}
