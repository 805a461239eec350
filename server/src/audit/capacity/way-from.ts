/** The way that requests to one route take to what costs them: the route that takes most is shown, not whichever is nearest. */

import type { Codebase } from '../../../../rules/model/codebase.ts';
import { functionId, type FunctionId } from '../../../../rules/model/function-id.ts';
import type { Call, CallEdge, RequestPath } from '../../../../rules/model/graphs.ts';
import type { Site } from '../../../../rules/model/source.ts';
import type { EntryPoint } from '../../../../rules/model/workspace.ts';
import { followed, repeatedBy, type Part } from './demand.ts';

/** Through the loop that repeats it, where there is one; undefined where the route itself does not come there, as with what stands before every route. */
export function wayFrom(codebase: Codebase, entryPoint: EntryPoint, part: Part): RequestPath | undefined {
  const loop = callAt(codebase, repeatedBy(part)?.at);
  const direct = loop ? undefined : stepsBetween(codebase, entryPoint.handler, part.caller);
  if (!loop || loop.caller === part.caller) {
    const steps = direct ?? stepsBetween(codebase, entryPoint.handler, part.caller);
    return steps && { entryPoint, steps };
  }
  const before = stepsBetween(codebase, entryPoint.handler, loop.caller);
  if (!before) return undefined;
  for (const edge of followed(loop.edges)) {
    const behind = stepsBetween(codebase, edge.callee, part.caller);
    if (behind) return { entryPoint, steps: [...before, edge, ...behind] };
  }
  return undefined;
}

function callAt({ facts, calls }: Codebase, at: Site | undefined): Call | undefined {
  const index = at === undefined ? -1 : (facts.get(at.file)?.calls.findIndex(({ nameSpan }) => nameSpan[0] === at.span[0] && nameSpan[1] === at.span[1]) ?? -1);
  return at === undefined || index < 0 ? undefined : calls.callsIn(functionId(at.file, facts.get(at.file)?.calls[index]?.in ?? 0)).find((call) => call.index === index);
}

/** The fewest steps; of functions as many as a service has. */
function stepsBetween(codebase: Codebase, from: FunctionId, to: FunctionId): readonly CallEdge[] | undefined {
  const cameBy = new Map<FunctionId, { readonly before: FunctionId; readonly edge: CallEdge } | undefined>([[from, undefined]]);
  for (const owner of cameBy.keys()) {
    if (owner === to) return backFrom(cameBy, to);
    for (const { edges } of codebase.calls.callsIn(owner)) {
      for (const edge of followed(edges)) if (!cameBy.has(edge.callee)) cameBy.set(edge.callee, { before: owner, edge });
    }
  }
  return undefined;
}

function backFrom(cameBy: ReadonlyMap<FunctionId, { readonly before: FunctionId; readonly edge: CallEdge } | undefined>, to: FunctionId): readonly CallEdge[] {
  const steps: CallEdge[] = [];
  for (let came = cameBy.get(to); came; came = cameBy.get(came.before)) steps.unshift(came.edge);
  return steps;
}
