/** Who imports whom inside the workspace, and the circles in it. */

import type { ImportFact } from '../../../rules/model/facts.ts';
import type { Dependency, ModuleGraph } from '../../../rules/model/graphs.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import { perFile, saysTheSame } from './per-file.ts';
import { pushTo } from './file-index.ts';
import type { Program } from './program.ts';
import { stronglyConnected } from './strongly-connected.ts';

export interface RenewableModules {
  /** As the files import now. */
  graph(): ModuleGraph;
}

export function createModules(program: Program): RenewableModules {
  const outgoing = perFile(program.tracker, program.files, (file) => dependenciesFrom(program, file), saysTheSame);
  let graph: ModuleGraph | undefined;
  return {
    graph() {
      const isChanged = outgoing.refresh().length > 0;
      if (!graph || isChanged) graph = graphOf(program.files, (file) => outgoing.of(file) ?? []);
      return graph;
    },
  };
}

function graphOf(files: readonly FilePath[], dependenciesOf: (file: FilePath) => readonly Dependency[]): ModuleGraph {
  let incoming: ReadonlyMap<FilePath, readonly Dependency[]> | undefined;
  const knotsOf = (follow: (dependency: Dependency) => boolean, within: Iterable<FilePath>): readonly (readonly FilePath[])[] =>
    stronglyConnected([...within].sort(), (file) => dependenciesOf(file).flatMap((each) => (follow(each) ? [each.to] : []))).filter(({ length }) => length > 1);
  return {
    dependenciesOf,
    dependentsOf: (file) => (incoming ??= backwards(files, dependenciesOf)).get(file) ?? [],
    filesInCircles: (follow) => new Set(knotsOf(follow, files).flat()),
    *cycles(follow, within) {
      const follows = (dependency: Dependency): boolean => (!within || within.has(dependency.to)) && follow(dependency);
      for (const knot of knotsOf(follows, within ?? files).map((each) => [...each].sort()).sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1))) {
        const cycle = shortestCycle(new Set(knot), knot, dependenciesOf, follow);
        if (cycle) yield cycle;
      }
    },
  };
}

function backwards(files: readonly FilePath[], dependenciesOf: (file: FilePath) => readonly Dependency[]): ReadonlyMap<FilePath, readonly Dependency[]> {
  const incoming = new Map<FilePath, Dependency[]>();
  for (const file of files) for (const dependency of dependenciesOf(file)) pushTo(incoming, dependency.to, dependency);
  return incoming;
}

function dependenciesFrom(program: Program, file: FilePath): readonly Dependency[] {
  return (program.facts.get(file)?.imports ?? []).flatMap((fact) => dependencyFrom(program, file, fact) ?? []);
}

function dependencyFrom({ facts, resolver }: Program, file: FilePath, fact: ImportFact): Dependency | undefined {
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
