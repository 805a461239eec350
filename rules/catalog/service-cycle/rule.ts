import { defineRule } from '../../kit/define-rule.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Dependency } from '../../model/graphs.ts';

export default defineRule({
  scope: 'workspace',
  category: 'coupling',
  tier: 'warning',
  options: {},

  *check(_workspace, codebase) {
    const edges = edgesBetweenServices(codebase);
    for (const cycle of shortestCycles(edges)) {
      const [first] = cycle;
      if (!first) continue;
      const names = cycle.map(({ from }) => from);
      yield {
        at: { file: first.dependency.from, span: first.dependency.span },
        message: `${names.join(', ')} depend on one another in a circle, so none can be deployed or owned alone.`,
        confidence: 'certain',
        evidence: cycle.map(({ from, to, dependency }) => ({ at: { file: dependency.from, span: dependency.span }, shows: `${from} depends on ${to} here` })),
      };
    }
  },
});

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly dependency: Dependency;
}

/** One import for each pair of services or shared packages; types and tests do not count. */
function edgesBetweenServices(codebase: Codebase): ReadonlyMap<string, readonly Edge[]> {
  const edges = new Map<string, Map<string, Edge>>();
  for (const file of codebase.workspace.files) {
    const from = codebase.serviceOf(file);
    if (!from || codebase.isOffline(file)) continue;
    for (const dependency of codebase.modules.dependenciesOf(file)) {
      const to = codebase.serviceOf(dependency.to);
      if (!to || to.name === from.name || dependency.kind === 'type-only' || dependency.isErasable || codebase.isOffline(dependency.to)) continue;
      const own = edges.get(from.name) ?? new Map<string, Edge>();
      if (!own.has(to.name)) own.set(to.name, { from: from.name, to: to.name, dependency });
      edges.set(from.name, own);
    }
  }
  return new Map([...edges].map(([name, own]) => [name, [...own.values()]]));
}

/** The shortest circle through each service that lies on one, each circle once. */
function* shortestCycles(edges: ReadonlyMap<string, readonly Edge[]>): Iterable<readonly Edge[]> {
  const told = new Set<string>();
  for (const start of [...edges.keys()].sort()) {
    const cycle = cycleThrough(start, edges);
    const key = cycle && [...cycle.map(({ from }) => from)].sort().join();
    if (!cycle || key === undefined || told.has(key)) continue;
    told.add(key);
    yield cycle;
  }
}

function cycleThrough(start: string, edges: ReadonlyMap<string, readonly Edge[]>): readonly Edge[] | undefined {
  const cameBy = new Map<string, Edge>();
  const queue = [start];
  for (const name of queue) {
    for (const edge of edges.get(name) ?? []) {
      if (edge.to === start) {
        const cycle = [edge];
        for (let at = name; at !== start; ) {
          const by = cameBy.get(at);
          if (!by) return undefined;
          cycle.unshift(by);
          at = by.from;
        }
        return cycle;
      }
      if (cameBy.has(edge.to)) continue;
      cameBy.set(edge.to, edge);
      queue.push(edge.to);
    }
  }
  return undefined;
}
