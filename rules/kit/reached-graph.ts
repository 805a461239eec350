/** What requests and jobs come to, as a graph that can be walked both ways: each function's calls, and the edges that lead to it. */

import type { Codebase } from '../model/codebase.ts';
import { type FunctionId, partsOfFunctionId } from '../model/function-id.ts';
import type { Call, CallEdge } from '../model/graphs.ts';
import type { FilePath } from '../model/source.ts';
import { oncePerCodebase } from './once-per-codebase.ts';
import { oncePerModules } from './once-per-modules.ts';

export interface Graph {
  /** Calls of each function, in the order of the files, then of the text. */
  readonly callsIn: ReadonlyMap<FunctionId, readonly Call[]>;
  /** Edges that lead to a function, but for deferred ones; in the order of the files and their calls. */
  callersOf(callee: FunctionId): readonly CallEdge[];
}

/** Functions that requests and jobs come to, and all that they come to. */
export const reachedGraph = oncePerCodebase((codebase) => graphFrom(codebase, [...codebase.requests.calls(), ...codebase.jobs.calls()].map(({ call }) => call.caller)));

/** All that these functions come to, they included. */
export function graphFrom(codebase: Codebase, starts: Iterable<FunctionId>): Graph {
  const within = new Set(starts);
  const edges: CallEdge[] = [];
  for (const caller of within) {
    for (const call of codebase.calls.callsIn(caller)) {
      for (const edge of call.edges) {
        if (edge.how === 'deferred') continue;
        edges.push(edge);
        within.add(edge.callee);
      }
    }
  }
  const placeOf = placesIn(codebase);
  const inOrder = [...within].map((id) => ({ id, ...partsOfFunctionId(id) })).sort((a, b) => placeOf(a.file) - placeOf(b.file) || a.index - b.index);
  edges.sort((a, b) => placeOf(a.call.file) - placeOf(b.call.file) || a.call.index - b.call.index);
  const callers = new Map<FunctionId, CallEdge[]>();
  for (const edge of edges) {
    const list = callers.get(edge.callee);
    if (list) list.push(edge);
    else callers.set(edge.callee, [edge]);
  }
  return {
    callsIn: new Map(inOrder.map(({ id }) => [id, codebase.calls.callsIn(id)])),
    callersOf: (callee) => callers.get(callee) ?? [],
  };
}

const places = oncePerModules(({ workspace: { files } }) => new Map(files.map((file, place) => [file, place])));

function placesIn(codebase: Codebase): (file: FilePath) => number {
  const known = places(codebase);
  return (file) => known.get(file) ?? 0;
}
