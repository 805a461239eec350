/** Which way to the loop is shown: one that hands in many, that enters the branches on it, whose request waits, and best one that reads. */

import { asking } from '../../kit/asking.ts';
import { isRuledOutOn } from '../../kit/flags.ts';
import type { Iteration } from '../../kit/iterations.ts';
import { waysTo } from '../../kit/ways-to.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Call, CallEdge, ReachedCall } from '../../model/graphs.ts';
import { pathWithMany } from './handed-few.ts';
import { isLeft } from './waited-for.ts';

/** Undefined where every way rules itself out. `within`: the edges from the call in the loop to the query. */
export function wayThatHolds(codebase: Codebase, shortest: ReachedCall, iteration: Iteration, within: readonly CallEdge[] = [], target: Call = shortest.call): ReachedCall | undefined {
  const { call } = shortest;
  let toChange: ReachedCall | undefined;
  let unwaited: ReachedCall | undefined;
  // Who comes there is only asked where the shortest way is a change.
  let mayRead: boolean | undefined;
  for (const way of waysTo(codebase, shortest)) {
    const reached = { call, path: pathWithMany(codebase, way, iteration) };
    if (isRuledOutOn(codebase, reached.path.steps, call)) continue;
    if (isLeft(codebase, reached, iteration, within, target)) unwaited ??= reached;
    else if (asking(codebase, reached.path.entryPoint) === 'to-change') toChange ??= reached;
    else return reached;
    if (toChange && !(mayRead ??= codebase.requests.entryPointsOf(call.caller).some((each) => asking(codebase, each) !== 'to-change'))) return toChange;
  }
  return toChange ?? unwaited;
}
