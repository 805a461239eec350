/** Maps that requests write to and that limit nobody: what was found a moment ago, what runs just now, what is counted for a chart. */

import { partsOf, type Expression } from '../../model/expression.ts';
import type { FileFacts, FunctionFact } from '../../model/facts.ts';

/** Whether an expression is the map in question. */
type IsMap = (expression: Expression) => boolean;

/** `if (kept && kept.until > now) return kept.roles`: what was found is given back, and nothing was counted. */
export function isMemo(facts: FileFacts, is: IsMap, owner: number): boolean {
  const own = facts.functions[owner];
  if (!own || addsOne(facts, owner)) return false;
  const isKept = (each: Expression, depth = 0): boolean => {
    if (depth > 6) return false;
    if (each.kind === 'await') return isKept(each.of, depth + 1);
    if (each.kind === 'either') return each.options.some((option) => isKept(option, depth + 1));
    if (each.kind === 'object') return each.spreads.some((spread) => isKept(spread, depth + 1));
    if (each.kind === 'member') return !COUNTED.test(each.name) && isKept(each.of, depth + 1);
    if (each.kind === 'element') return is(each.of);
    if (each.kind === 'call') return isLookUp(facts, is, each.call);
    const value = each.kind === 'name' && each.binding !== undefined ? facts.bindings[each.binding]?.value : undefined;
    return value !== undefined && value.kind !== 'parameter' && isKept(value, depth + 1);
  };
  // The entry as a whole may be counted on by whoever takes it; one of its values is what it was kept for.
  return own.returns.some((each) => (each.kind === 'member' || (each.kind === 'object' && each.properties.length === 0)) && isKept(each));
}

/** What a limiter says of an entry, as against what a memo gives back. */
const COUNTED = /count|hits?$|token|remain|attempt|reset|expire|last|time|block|limit|window|until|(?:At|_at)$|^(?:at|n|used|length|size)$/i;

function isLookUp({ calls }: FileFacts, is: IsMap, index: number): boolean {
  const callee = calls[index]?.callee;
  return callee?.kind === 'member' && callee.name === 'get' && is(callee.of);
}

/** `entry.count += 1`, `hits.set(key, count + 1)`; a time that is added to is none. */
function addsOne({ assignments, calls }: FileFacts, owner: number): boolean {
  const isOne = (each: Expression, depth = 0): boolean => (each.kind === 'operation' && each.operator === '+' && each.operands.some((operand) => operand.kind === 'literal' && operand.value === 1)) || (depth < 4 && partsOf(each).some((part) => isOne(part, depth + 1)));
  return assignments.some((each) => each.in === owner && /^(?:\+=|\+\+|-=|--)$/.test(each.operator) && each.target.kind !== 'name')
    || assignments.some((each) => each.in === owner && each.value !== undefined && isOne(each.value))
    || calls.some((each) => each.in === owner && each.callee.kind === 'member' && each.callee.name === 'set' && each.arguments.some((argument) => isOne(argument)));
}

/** Counted up where something begins and down where it ends: how much runs at once in this process, which each has to bound for itself. */
export function isOfWhatRuns({ assignments, functions }: FileFacts, owner: number): boolean {
  const own = functions[owner];
  const stepped = (operators: RegExp): ReadonlySet<string> => new Set(assignments.flatMap(({ target, operator, in: at }) => (own && operators.test(operator) && target.kind === 'member' && (at === owner || isWithin(functions, at, owner)) ? [target.name] : [])));
  const up = stepped(/^(?:\+\+|\+=)$/);
  return [...stepped(/^(?:--|-=)$/)].some((name) => up.has(name) && !/token|credit|budget|allow/i.test(name));
}

function isWithin(functions: readonly FunctionFact[], inner: number, outer: number): boolean {
  for (let at = functions[inner]?.parent; at !== undefined; at = functions[at]?.parent) if (at === outer) return true;
  return false;
}

/** `refused.set(key, (refused.get(key) ?? 0) + 1)`: looked up for nothing but to be one more. */
export function onlyAdds(facts: FileFacts, is: IsMap, owner: number): boolean {
  const own = facts.calls.filter(({ in: at }) => at === owner);
  const lookUps = own.filter(({ callee }) => callee.kind === 'member' && callee.name === 'get' && is(callee.of));
  const writes = own.filter(({ callee }) => callee.kind === 'member' && callee.name === 'set' && is(callee.of));
  return lookUps.length > 0 && lookUps.every(({ span }) => writes.some((write) => write.span[0] < span[0] && span[1] < write.span[1]));
}

/** It holds something against a number. */
export function compares({ branches, calls, functions }: FileFacts, owner: number): boolean {
  return branches.some(({ in: at, test }) => at === owner && test !== undefined && isComparison(test))
    || (functions[owner]?.returns.some((each) => isComparison(each)) ?? false)
    || calls.some(({ in: at, arguments: given }) => at === owner && given.some((each) => isComparison(each)));
}

export function isComparison(expression: Expression, depth = 0): boolean {
  if (expression.kind === 'operation' && /^[<>]=?$/.test(expression.operator)) return true;
  return depth < 4 && partsOf(expression).some((part) => isComparison(part, depth + 1));
}
