/** `read(sync) { if (sync) … }`: work behind a flag that none of those who come there set. */

import { branchesAround } from '../../kit/branches-around.ts';
import { reachedGraph } from '../../kit/reached-graph.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import { partsOfFunctionId, type FunctionId } from '../../model/function-id.ts';
import type { Call } from '../../model/graphs.ts';

export function isSwitchedOff(codebase: Codebase, { file, fact, caller }: Call): boolean {
  const own = codebase.facts.get(file);
  return own !== undefined && branchesAround(own, fact.branch).some(({ kind, test }) => {
    const slot = kind === 'then' && test ? slotOf(own, test, caller) : undefined;
    return slot !== undefined && isNeverSet(codebase, caller, slot, new Set());
  });
}

/** Which parameter of the function it is; undefined where it is none, starts as something by itself, or is written again. */
function slotOf({ bindings, functions }: FileFacts, { kind, ...flag }: Expression & { readonly binding?: number }, of: FunctionId): number | undefined {
  const binding = kind === 'name' && flag.binding !== undefined ? bindings[flag.binding] : undefined;
  const { index } = partsOfFunctionId(of);
  if (binding?.value?.kind !== 'parameter' || binding.value.function !== index || binding.isReassigned) return undefined;
  const parameter = functions[index]?.parameters[binding.value.index];
  return parameter === undefined || parameter.isRest || (parameter.default && !isFalse(parameter.default)) ? undefined : binding.value.index;
}

/** All that requests and jobs come there by hand nothing, or `false`, or a flag of their own that is never set. Calls that nobody knows set it. */
function isNeverSet(codebase: Codebase, id: FunctionId, slot: number, seen: Set<FunctionId>): boolean {
  if (seen.has(id)) return true;
  seen.add(id);
  const callers = reachedGraph(codebase).callersOf(id);
  return callers.length > 0 && callers.every(({ call, caller, how }) => {
    if (how !== 'call') return false;
    const given = call.fact.arguments;
    const flag = given[slot];
    if (!flag) return !given.some(({ kind }) => kind === 'spread');
    if (isFalse(flag)) return true;
    const own = codebase.facts.get(call.file);
    const further = own && slotOf(own, flag, caller);
    return further !== undefined && isNeverSet(codebase, caller, further, seen);
  });
}

function isFalse(expression: Expression): boolean {
  return (expression.kind === 'literal' && !expression.value) || (expression.kind === 'name' && expression.name === 'undefined');
}
