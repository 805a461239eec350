/** Which functions come to certain calls, and by which shortest way: worked out backwards from the calls, once for all functions. */

import type { Codebase } from '../model/codebase.ts';
import { functionId, type FunctionId } from '../model/function-id.ts';
import type { Call, CallEdge } from '../model/graphs.ts';
import { isOnFailure } from './on-failure.ts';

export interface Lead {
  /** Edges from the function to the one that holds the call; empty when it holds it itself. */
  readonly steps: readonly CallEdge[];
  readonly target: Call;
}

/** A guessed step counts as many certain ones: a near guess tells more than a certain way through half the code. */
const GUESS = 4;

/**
 * `follows`: edges a way may take; deferred ones it never does, nor what is only done once something failed.
 */
export function leadsTo(codebase: Codebase, isTarget: (call: Call) => boolean, follows: (edge: CallEdge) => boolean = () => true): (from: FunctionId) => Lead | undefined {
  const next = new Map<FunctionId, CallEdge | Call>();
  /** Ways by length, the shortest first. */
  const waiting: { readonly from: FunctionId; readonly by: CallEdge | Call }[][] = [[]];
  for (const [file, { functions }] of codebase.facts) {
    if (codebase.isOffline(file)) continue;
    for (let index = 1; index < functions.length; index++) {
      const id = functionId(file, index);
      const target = codebase.calls.callsIn(id).find((call) => !call.isForLater && isTarget(call) && !isOnFailure(codebase, call));
      if (target) waiting[0]?.push({ from: id, by: target });
    }
  }
  for (let length = 0; length < waiting.length; length++) {
    for (const { from, by } of waiting[length] ?? []) {
      if (next.has(from)) continue;
      next.set(from, by);
      for (const edge of codebase.calls.callersOf(from)) {
        if (edge.how === 'deferred' || next.has(edge.caller) || !follows(edge) || isOnFailure(codebase, edge.call)) continue;
        const reached = length + (edge.resolution === 'dynamic' ? GUESS : 1);
        (waiting[reached] ??= []).push({ from: edge.caller, by: edge });
      }
    }
  }

  return (from) => {
    const steps: CallEdge[] = [];
    for (let at = next.get(from); at; at = next.get(at.callee)) {
      if ('fact' in at) return { steps, target: at };
      steps.push(at);
    }
    return undefined;
  };
}
