/** Whether a loop goes through what its callers hand in, and they hand in few: `verify([id])`. */

import { isBounded } from '../../kit/bounds.ts';
import type { Iteration } from '../../kit/iterations.ts';
import { reachedGraph } from '../../kit/reached-graph.ts';
import type { Codebase } from '../../model/codebase.ts';
import { functionId } from '../../model/function-id.ts';
import type { CallEdge, RequestPath } from '../../model/graphs.ts';

/** On this path, and on every other one that requests take. */
export function isHandedFew(codebase: Codebase, { steps }: RequestPath, { file, over }: Iteration): boolean {
  const value = over?.kind === 'name' && over.binding !== undefined ? codebase.facts.get(file)?.bindings[over.binding]?.value : undefined;
  if (value?.kind !== 'parameter' || value.rest) return false;
  const owner = functionId(file, value.function);
  const step = steps.find(({ callee }) => callee === owner);
  const hasFew = ({ call, how }: CallEdge): boolean => {
    const given = how === 'call' ? call.fact.arguments[value.index] : undefined;
    return given !== undefined && isBounded(codebase, call.file, given);
  };
  return step !== undefined && hasFew(step) && reachedGraph(codebase).callersOf(owner).every((edge) => hasFew(edge) || codebase.requests.to(edge.caller) === undefined);
}
