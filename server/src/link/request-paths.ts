/** Walks the call graph from where requests enter: what they come to, and by which shortest path. */

import type { FunctionId } from '../../../rules/model/function-id.ts';
import type { CallEdge, CallGraph, ReachedCall, RequestPath, RequestPaths } from '../../../rules/model/graphs.ts';
import { isRequest, type EntryPoint } from '../../../rules/model/workspace.ts';

interface Arrival {
  readonly entryPoint: EntryPoint;
  /** The edge taken last; absent at a handler. */
  readonly by?: CallEdge;
}

interface Walk {
  readonly entryPoints: readonly EntryPoint[];
  readonly calls: CallGraph;
  /** Functions no path may lead through (tests, scripts). */
  isSkipped(callee: FunctionId): boolean;
}

export function createRequestPaths({ entryPoints, ...rest }: Walk): RequestPaths {
  return createPaths({ ...rest, entryPoints: entryPoints.filter(isRequest) });
}

/** The same for what nobody waits for: schedules, consumers of queues and events. */
export function createJobPaths({ entryPoints, ...rest }: Walk): RequestPaths {
  return createPaths({ ...rest, entryPoints: entryPoints.filter((each) => !isRequest(each) && each.kind !== 'startup') });
}

function createPaths({ entryPoints: requests, calls, isSkipped }: Walk): RequestPaths {
  const handlersOf = new Map<FunctionId, EntryPoint[]>();
  for (const entryPoint of requests) {
    const list = handlersOf.get(entryPoint.handler);
    if (list) list.push(entryPoint);
    else handlersOf.set(entryPoint.handler, [entryPoint]);
  }
  let walked: ReadonlyMap<FunctionId, Arrival> | undefined;
  const arrivals = (): ReadonlyMap<FunctionId, Arrival> => (walked ??= walk(requests, calls, isSkipped));
  let backwards: ReadonlyMap<FunctionId, readonly FunctionId[]> | undefined;
  const callersOf = (callee: FunctionId): readonly FunctionId[] => (backwards ??= callersAmong(arrivals().keys(), calls)).get(callee) ?? [];
  const listed = new Map<string | undefined, readonly ReachedCall[]>();

  const to = (callee: FunctionId): RequestPath | undefined => {
    const last = arrivals().get(callee);
    if (!last) return undefined;
    const steps: CallEdge[] = [];
    for (let at: Arrival | undefined = last; at?.by; at = arrivals().get(at.by.caller)) steps.unshift(at.by);
    return { entryPoint: last.entryPoint, steps };
  };

  return {
    to,
    // Nearly every rule goes through them: they are listed once.
    calls(service) {
      let found = listed.get(service?.name);
      if (!found) listed.set(service?.name, (found = [...callsReached(service?.name)]));
      return found;
    },
    entryPointsOf(callee) {
      const first = arrivals().get(callee)?.entryPoint;
      if (!first) return [];
      const found = new Set<EntryPoint>([first]);
      const seen = new Set<FunctionId>([callee]);
      const queue = [callee];
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
        for (const entryPoint of handlersOf.get(next) ?? []) found.add(entryPoint);
        for (const caller of callersOf(next)) {
          if (seen.has(caller)) continue;
          seen.add(caller);
          queue.push(caller);
        }
      }
      return [first, ...[...found].filter((each) => each !== first).sort(byPlace)];
    },
  };

  function* callsReached(service: string | undefined): Iterable<ReachedCall> {
    for (const [reached, { entryPoint }] of arrivals()) {
      if (service !== undefined && entryPoint.service !== service) continue;
      let path: RequestPath | undefined;
      for (const call of calls.callsIn(reached)) {
        if (call.isForLater) continue;
        path ??= to(reached);
        if (path) yield { call, path };
      }
    }
  }
}

/** Who calls whom among what requests come to: code that no request runs need not be linked for it. */
function callersAmong(reached: Iterable<FunctionId>, calls: CallGraph): ReadonlyMap<FunctionId, readonly FunctionId[]> {
  const callers = new Map<FunctionId, FunctionId[]>();
  for (const caller of reached) {
    for (const { edges } of calls.callsIn(caller)) {
      for (const { callee, how } of edges) {
        if (how === 'deferred') continue;
        const list = callers.get(callee);
        if (list) list.push(caller);
        else callers.set(callee, [caller]);
      }
    }
  }
  return callers;
}

/** Breadth first from all handlers at once: first along certain edges, then along guessed ones from all that was reached. */
function walk(requests: readonly EntryPoint[], calls: CallGraph, isSkipped: (callee: FunctionId) => boolean): ReadonlyMap<FunctionId, Arrival> {
  const arrivals = new Map<FunctionId, Arrival>();
  const guessedEdges: { edge: CallEdge; entryPoint: EntryPoint }[] = [];
  let queue: FunctionId[] = [];

  const arrive = (callee: FunctionId, arrival: Arrival): void => {
    if (arrivals.has(callee) || isSkipped(callee)) return;
    arrivals.set(callee, arrival);
    queue.push(callee);
  };
  const exhaust = (): void => {
    while (queue.length > 0) {
      const now = queue;
      queue = [];
      for (const caller of now) {
        const entryPoint = arrivals.get(caller)?.entryPoint;
        if (!entryPoint) continue;
        for (const call of calls.callsIn(caller)) {
          for (const edge of call.edges) {
            if (edge.how === 'deferred') continue;
            if (edge.resolution === 'dynamic') guessedEdges.push({ edge, entryPoint });
            else arrive(edge.callee, { entryPoint, by: edge });
          }
        }
      }
    }
  };

  // Handlers proper come before middleware, so that a path starts at the route its owner thinks of.
  for (const isCertain of [true, false]) {
    for (const kind of ['handler', 'middleware'] as const) {
      for (const entryPoint of requests) {
        if ((entryPoint.kind === 'middleware') !== (kind === 'middleware')) continue;
        if ((entryPoint.resolution === 'static') === isCertain) arrive(entryPoint.handler, { entryPoint });
      }
      exhaust();
    }
  }
  for (let next = guessedEdges.shift(); next; next = guessedEdges.shift()) {
    arrive(next.edge.callee, { entryPoint: next.entryPoint, by: next.edge });
    exhaust();
  }
  return arrivals;
}

function byPlace(a: EntryPoint, b: EntryPoint): number {
  if (a.at.file !== b.at.file) return a.at.file < b.at.file ? -1 : 1;
  return a.at.span[0] - b.at.span[0] || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0);
}
