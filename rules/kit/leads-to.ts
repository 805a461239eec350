/** Which functions come to certain calls, and by which shortest way: worked out backwards from the calls, once for all functions. */

import type { Codebase } from '../model/codebase.ts';
import { functionId, type FunctionId } from '../model/function-id.ts';
import type { Call, CallEdge } from '../model/graphs.ts';

export interface Lead {
  /** Edges from the function to the one that holds the call; empty when it holds it itself. */
  readonly steps: readonly CallEdge[];
  readonly target: Call;
}

/** `follows`: edges a way may take; deferred ones it never does. Certain edges come before guessed ones. */
export function leadsTo(codebase: Codebase, isTarget: (call: Call) => boolean, follows: (edge: CallEdge) => boolean = () => true): (from: FunctionId) => Lead | undefined {
  const next = new Map<FunctionId, CallEdge | Call>();
  let front: FunctionId[] = [];
  for (const [file, { functions }] of codebase.facts) {
    if (codebase.isOffline(file)) continue;
    for (let index = 1; index < functions.length; index++) {
      const id = functionId(file, index);
      const target = codebase.calls.callsIn(id).find(isTarget);
      if (!target) continue;
      next.set(id, target);
      front.push(id);
    }
  }
  const guessed: CallEdge[] = [];
  const spread = (): void => {
    while (front.length > 0) {
      const now = front;
      front = [];
      for (const callee of now) {
        for (const edge of codebase.calls.callersOf(callee)) {
          if (edge.how === 'deferred' || next.has(edge.caller) || !follows(edge)) continue;
          if (edge.resolution === 'dynamic') guessed.push(edge);
          else {
            next.set(edge.caller, edge);
            front.push(edge.caller);
          }
        }
      }
    }
  };
  spread();
  for (let index = 0; index < guessed.length; index++) {
    const edge = guessed[index];
    if (!edge || next.has(edge.caller)) continue;
    next.set(edge.caller, edge);
    front.push(edge.caller);
    spread();
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
