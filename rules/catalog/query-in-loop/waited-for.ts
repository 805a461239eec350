/** Whether the request waits for what the loop starts, so that the message says no more than is so. */

import { isForgotten, isForgottenOn } from '../../kit/forgotten.ts';
import type { Iteration } from '../../kit/iterations.ts';
import { whenOf } from '../../kit/reached-calls.ts';
import type { Codebase } from '../../model/codebase.ts';
import { partsOfFunctionId } from '../../model/function-id.ts';
import type { Call, CallEdge, ReachedCall } from '../../model/graphs.ts';
import { isRequest } from '../../model/workspace.ts';
import { isAnsweredBefore } from './answered.ts';

/** `while GET /orders waits`, or `for each GET /orders, which does not wait`. `within`: the edges from the call in the loop to the query. */
export function whenInLoop(codebase: Codebase, reached: ReachedCall, iteration: Iteration, within: readonly CallEdge[] = [], target: Call = reached.call): string {
  const { entryPoint } = reached.path;
  return isLeft(codebase, reached, iteration, within, target) ? `for each ${entryPoint.label}, which does not wait for it` : whenOf(entryPoint);
}

export function isLeft(codebase: Codebase, reached: ReachedCall, iteration: Iteration, within: readonly CallEdge[], target: Call): boolean {
  const { call, path } = reached;
  const { entryPoint } = path;
  if (!isRequest(entryPoint)) return false;
  const ways = [...path.steps, ...within].filter((step) => isAsync(codebase, step));
  return isAnsweredBefore(codebase, reached) || isForgotten(codebase, call) || (target !== call && isStarted(codebase, target)) || isListLeft(codebase, iteration) || isForgottenOn(codebase, { entryPoint, steps: ways });
}

/** `void prisma.order.update({ … })` further on, which takes no callback by which somebody could wait. */
function isStarted(codebase: Codebase, target: Call): boolean {
  const { use, arguments: given } = target.fact;
  return (use === 'dropped' && given.length > 0 && given.every(({ kind }) => kind === 'object' || kind === 'literal')) || isForgotten(codebase, target);
}

/** `orders.map(async (order) => …);` or `orders.map((order) => send(order));`, and nobody takes the promises. */
function isListLeft({ facts }: Codebase, { call, file }: Iteration): boolean {
  const [given] = call?.arguments ?? [];
  const isMap = call?.callee.kind === 'member' && call.callee.name === 'map';
  return call?.use === 'dropped' && given?.kind === 'function' && (isMap || facts.get(file)?.functions[given.function]?.isAsync === true);
}

function isAsync({ facts }: Codebase, { callee }: CallEdge): boolean {
  const { file, index } = partsOfFunctionId(callee);
  return facts.get(file)?.functions[index]?.isAsync === true;
}
