/** Whether the request waits for what the loop starts, so that the message says no more than is so. */

import { isForgotten, isForgottenOn } from '../../kit/forgotten.ts';
import type { Iteration } from '../../kit/iterations.ts';
import { whenOf } from '../../kit/reached-calls.ts';
import type { Codebase } from '../../model/codebase.ts';
import { partsOfFunctionId } from '../../model/function-id.ts';
import type { Call, CallEdge, ReachedCall } from '../../model/graphs.ts';
import { isRequest } from '../../model/workspace.ts';

/** `while GET /orders waits`, or `for each GET /orders, which does not wait`. `within`: the edges from the call in the loop to the query. */
export function whenInLoop(codebase: Codebase, { call, path }: ReachedCall, iteration: Iteration, within: readonly CallEdge[] = [], target: Call = call): string {
  const { entryPoint } = path;
  const ways = [...path.steps, ...within].filter((step) => isAsync(codebase, step));
  const isLeft = isForgotten(codebase, call) || (target !== call && isStarted(codebase, target)) || isListLeft(codebase, iteration) || isForgottenOn(codebase, { entryPoint, steps: ways });
  return isLeft && isRequest(entryPoint) ? `for each ${entryPoint.label}, which does not wait for it` : whenOf(entryPoint);
}

/** `void prisma.order.update({ … })` further on, which takes no callback by which somebody could wait. */
function isStarted(codebase: Codebase, target: Call): boolean {
  const { use, arguments: given } = target.fact;
  return (use === 'dropped' && given.length > 0 && given.every(({ kind }) => kind === 'object' || kind === 'literal')) || isForgotten(codebase, target);
}

/** `orders.map(async (order) => …);`, and nobody takes the promises. */
function isListLeft({ facts }: Codebase, { call, file }: Iteration): boolean {
  const [given] = call?.arguments ?? [];
  return call?.use === 'dropped' && given?.kind === 'function' && facts.get(file)?.functions[given.function]?.isAsync === true;
}

function isAsync({ facts }: Codebase, { callee }: CallEdge): boolean {
  const { file, index } = partsOfFunctionId(callee);
  return facts.get(file)?.functions[index]?.isAsync === true;
}
