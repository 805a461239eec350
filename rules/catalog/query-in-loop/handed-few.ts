/** Whether a loop goes through what its callers hand in, and they hand in few: `verify([id])`. */

import { argumentFor } from '../../kit/argument-for.ts';
import { isBounded } from '../../kit/bounds.ts';
import type { Iteration } from '../../kit/iterations.ts';
import { reachedGraph } from '../../kit/reached-graph.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import { functionId } from '../../model/function-id.ts';
import type { CallEdge, RequestPath } from '../../model/graphs.ts';

/** On this path, and on every other one that requests take. */
export function isHandedFew(codebase: Codebase, path: RequestPath, iteration: Iteration): boolean {
  return fewOn(codebase, path, iteration)?.many === null;
}

/** The path itself, or, where it hands in few, one that hands in many: the proof is one of the case that hurts. */
export function pathWithMany(codebase: Codebase, path: RequestPath, iteration: Iteration): RequestPath {
  const few = fewOn(codebase, path, iteration);
  const before = few?.many ? codebase.requests.to(few.many.caller) : undefined;
  return few?.many && before ? { entryPoint: before.entryPoint, steps: [...before.steps, few.many, ...path.steps.slice(few.step + 1)] } : path;
}

/** The step of the path that hands in few, and a call of the same function that hands in many; null where requests make none. Undefined where the path hands in many. */
function fewOn(codebase: Codebase, { steps }: RequestPath, { file, over }: Iteration): { readonly step: number; readonly many: CallEdge | null } | undefined {
  let parameter = parameterOf(codebase.facts.get(file), over);
  let at = parameter && !parameter.rest ? steps.findIndex(({ callee }) => callee === functionId(file, parameter?.function ?? 0)) : -1;
  // Handed on from parameter to parameter, as far as the path goes.
  for (let step = steps[at]; step && parameter; step = steps[at]) {
    const { index } = parameter;
    const given = argumentFor(step, index);
    const owner = step.callee;
    if (given && isBounded(codebase, step.call.file, given)) {
      const hasFew = (edge: CallEdge): boolean => {
        const other = argumentFor(edge, index);
        return other !== undefined && isBounded(codebase, edge.call.file, other);
      };
      return { step: at, many: reachedGraph(codebase).callersOf(owner).find((edge) => !hasFew(edge) && codebase.requests.to(edge.caller) !== undefined) ?? null };
    }
    parameter = parameterOf(codebase.facts.get(step.call.file), given);
    at = parameter && !parameter.rest && steps[at - 1]?.callee === functionId(step.call.file, parameter.function) ? at - 1 : -1;
  }
  return undefined;
}

/** `orders`, `orders.entries()` and `orders.map(…)` of a parameter. */
function parameterOf(facts: FileFacts | undefined, over: Expression | undefined): (Expression & { kind: 'parameter' }) | undefined {
  if (over?.kind === 'call') {
    const callee = facts?.calls[over.call]?.callee;
    return callee?.kind === 'member' && /^(?:entries|values|map|filter|sort)$/.test(callee.name) ? parameterOf(facts, callee.of) : undefined;
  }
  const value = over?.kind === 'name' && over.binding !== undefined ? facts?.bindings[over.binding]?.value : undefined;
  return value?.kind === 'parameter' ? value : undefined;
}
