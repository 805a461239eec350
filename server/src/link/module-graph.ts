/** Who imports whom inside the workspace, and the circles in it. */

import type { FileFacts, ImportFact } from '../../../rules/model/facts.ts';
import type { Dependency, ModuleGraph } from '../../../rules/model/graphs.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import { pushTo } from './program.ts';
import type { Resolver } from './resolve-specifier.ts';
import { stronglyConnected } from './strongly-connected.ts';

export function linkModules(facts: ReadonlyMap<FilePath, FileFacts>, resolver: Resolver): ModuleGraph {
  const outgoing = new Map<FilePath, Dependency[]>();
  const incoming = new Map<FilePath, Dependency[]>();
  for (const [file, { imports }] of facts) {
    for (const fact of imports) {
      const dependency = dependencyFrom(file, fact, facts, resolver);
      if (!dependency) continue;
      pushTo(outgoing, file, dependency);
      pushTo(incoming, dependency.to, dependency);
    }
  }
  const dependenciesOf = (file: FilePath): readonly Dependency[] => outgoing.get(file) ?? [];

  return {
    dependenciesOf,
    dependentsOf: (file) => incoming.get(file) ?? [],
    *cycles(follow) {
      const files = [...facts.keys()].sort();
      const knots = stronglyConnected(files, (file) => dependenciesOf(file).filter(follow).map(({ to }) => to));
      for (const knot of knots.filter(({ length }) => length > 1).map((each) => [...each].sort()).sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1))) {
        const cycle = shortestCycle(new Set(knot), knot, dependenciesOf, follow);
        if (cycle) yield cycle;
      }
    },
  };
}

function dependencyFrom(file: FilePath, fact: ImportFact, facts: ReadonlyMap<FilePath, FileFacts>, resolver: Resolver): Dependency | undefined {
  const resolution = resolver.resolve(file, fact.specifier);
  if (resolution.kind !== 'file' || resolution.file === file || !facts.has(resolution.file)) return undefined;
  const { kind, isErasable, isLazy, specifier, specifierSpan } = fact;
  return { from: file, to: resolution.file, kind, isErasable, isLazy, specifier, span: specifierSpan };
}

/** The shortest circle in a knot, from the first file by name that lies on one so short. */
function shortestCycle(
  knot: ReadonlySet<FilePath>,
  order: readonly FilePath[],
  dependenciesOf: (file: FilePath) => readonly Dependency[],
  follow: (dependency: Dependency) => boolean,
): readonly Dependency[] | undefined {
  let best: readonly Dependency[] | undefined;
  for (const start of order) {
    const cycle = cycleThrough(start, knot, dependenciesOf, follow);
    if (cycle && (!best || cycle.length < best.length)) best = cycle;
    if (best?.length === 2) break;
  }
  return best;
}

function cycleThrough(start: FilePath, knot: ReadonlySet<FilePath>, dependenciesOf: (file: FilePath) => readonly Dependency[], follow: (dependency: Dependency) => boolean): readonly Dependency[] | undefined {
  const cameBy = new Map<FilePath, Dependency>();
  const queue: FilePath[] = [start];
  for (let next = 0; next < queue.length; next++) {
    const file = queue[next];
    if (file === undefined) break;
    for (const dependency of dependenciesOf(file)) {
      if (!knot.has(dependency.to) || !follow(dependency)) continue;
      if (dependency.to === start) {
        const cycle = [dependency];
        for (let at = file; at !== start; ) {
          const by = cameBy.get(at);
          if (!by) return undefined;
          cycle.unshift(by);
          at = by.from;
        }
        return cycle;
      }
      if (cameBy.has(dependency.to)) continue;
      cameBy.set(dependency.to, dependency);
      queue.push(dependency.to);
    }
  }
  return undefined;
}
