/** The ways by which load comes to a call: where the shortest rules itself out, another may hold. */

import type { Codebase } from '../model/codebase.ts';
import type { FunctionId } from '../model/function-id.ts';
import type { CallEdge, ReachedCall, RequestPath } from '../model/graphs.ts';
import { isRequest } from '../model/workspace.ts';
import { reachedGraph } from './reached-graph.ts';

/** Who comes to a much used function comes to it alike: more are not looked at. */
const MOST = 40;

/** The given path, then others, those first that differ from it by their last steps; each ends in the function that the call stands in. */
export function* waysTo(codebase: Codebase, { call, path }: ReachedCall): Iterable<RequestPath> {
  yield path;
  const paths = isRequest(path.entryPoint) ? codebase.requests : codebase.jobs;
  const ends: { readonly owner: FunctionId; readonly rest: readonly CallEdge[] }[] = [{ owner: call.caller, rest: [] }];
  const seen = new Set<FunctionId>([call.caller]);
  let told = 0;
  for (let end = ends.shift(); end; end = ends.shift()) {
    for (const edge of reachedGraph(codebase).callersOf(end.owner)) {
      const before = paths.to(edge.caller);
      if (!before) continue;
      const rest = [edge, ...end.rest];
      // The given path once more, from here on.
      if (!rest.every((each, at) => path.steps[path.steps.length - rest.length + at] === each)) yield { entryPoint: before.entryPoint, steps: [...before.steps, ...rest] };
      if (++told === MOST) return;
      if (seen.has(edge.caller)) continue;
      seen.add(edge.caller);
      ends.push({ owner: edge.caller, rest });
    }
  }
}
