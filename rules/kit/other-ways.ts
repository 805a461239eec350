/** Who else comes to a function that many share: each of them has to change with it. */

import type { Codebase } from '../model/codebase.ts';
import type { FunctionId } from '../model/function-id.ts';
import { siteOf, type CallEdge, type ReachedCall } from '../model/graphs.ts';
import type { Step } from './define-rule.ts';
import { reachedGraph } from './reached-graph.ts';

/** More than these, and they are everywhere. */
const MOST = 6;
/** Helpers around helpers. */
const HIGHEST = 3;

/** Calls that requests make of the function that was reached, or of the one around it that several call, but for the way that is shown. */
export function otherWays(codebase: Codebase, { call, path }: ReachedCall): readonly Step[] {
  const { callersOf } = reachedGraph(codebase);
  const shown = new Set(path.steps.map((step) => step.call));
  let shared: FunctionId = call.caller;
  let edges: readonly CallEdge[] = [];
  for (let height = 0; height < HIGHEST; height++) {
    edges = callersOf(shared).filter(({ how }) => how === 'call');
    const [only, ...others] = edges;
    if (!only || others.length > 0) break;
    shared = only.caller;
  }
  return edges
    .filter((edge) => !shown.has(edge.call) && !codebase.isOffline(edge.call.file))
    .flatMap((edge) => {
      const other = codebase.requests.to(edge.caller);
      return other ? [{ at: siteOf(edge.call), shows: `${other.entryPoint.label} comes this way too` }] : [];
    })
    .slice(0, MOST);
}
