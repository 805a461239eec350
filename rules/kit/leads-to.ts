/** Which functions come to certain calls, and by which shortest way: worked out backwards from the calls, once for all that requests and jobs come to. */

import type { Codebase } from '../model/codebase.ts';
import { partsOfFunctionId, type FunctionId } from '../model/function-id.ts';
import type { Call, CallEdge } from '../model/graphs.ts';
import { isOnFailure } from './on-failure.ts';
import { graphFrom, reachedGraph, type Graph } from './reached-graph.ts';

export interface Lead {
  /** Edges from the function to the one that holds the call; empty when it holds it itself. */
  readonly steps: readonly CallEdge[];
  readonly target: Call;
}

/** A guessed step counts as many certain ones: a near guess tells more than a certain way through half the code. */
const GUESS = 4;

/**
 * `follows`: edges a way may take; deferred ones it never does, nor what is only done once something failed. Nothing is worked out before it
 * is asked for.
 */
export function leadsTo(codebase: Codebase, isTarget: (call: Call) => boolean, follows: (edge: CallEdge) => boolean = () => true): (from: FunctionId) => Lead | undefined {
  let reached: Ways | undefined;
  const elsewhere = new Map<FunctionId, Ways>();
  // A way depends on nothing but what its start comes to: it is the same in any graph that holds all that.
  const waysFrom = (from: FunctionId): Ways => {
    const graph = reachedGraph(codebase);
    if (graph.callsIn.has(from)) return (reached ??= waysIn(codebase, graph, isTarget, follows));
    let found = elsewhere.get(from);
    if (!found) elsewhere.set(from, (found = waysIn(codebase, graphFrom(codebase, [from]), isTarget, follows)));
    return found;
  };

  return (from) => {
    const next = waysFrom(from);
    const steps: CallEdge[] = [];
    for (let at = next.get(from); at; at = next.get(at.callee)) {
      if ('fact' in at) return { steps, target: at };
      steps.push(at);
    }
    return undefined;
  };
}

/** The next step from each function: an edge, or the call itself. */
type Ways = ReadonlyMap<FunctionId, CallEdge | Call>;

function waysIn(codebase: Codebase, graph: Graph, isTarget: (call: Call) => boolean, follows: (edge: CallEdge) => boolean): Ways {
  const next = new Map<FunctionId, CallEdge | Call>();
  /** Ways by length, the shortest first. */
  const waiting: { readonly from: FunctionId; readonly by: CallEdge | Call }[][] = [[]];
  for (const [id, calls] of graph.callsIn) {
    const { file, index } = partsOfFunctionId(id);
    if (index === 0 || codebase.isOffline(file)) continue;
    const target = calls.find((call) => !call.isForLater && isTarget(call) && !isOnFailure(codebase, call));
    if (target) waiting[0]?.push({ from: id, by: target });
  }
  for (let length = 0; length < waiting.length; length++) {
    for (const { from, by } of waiting[length] ?? []) {
      if (next.has(from)) continue;
      next.set(from, by);
      for (const edge of graph.callersOf(from)) {
        if (next.has(edge.caller) || !follows(edge) || isOnFailure(codebase, edge.call)) continue;
        const reached = length + (edge.resolution === 'dynamic' ? GUESS : 1);
        (waiting[reached] ??= []).push({ from: edge.caller, by: edge });
      }
    }
  }
  return next;
}
