/** Circles that close because a file imports the index that gathers it: `orders/price.ts` imports `orders/index.ts`, which loads `orders/price.ts`. */

import type { Dependency, ModuleGraph } from '../../model/graphs.ts';
import type { FilePath } from '../../model/source.ts';

type Follows = (dependency: Dependency) => boolean;

/** One circle, the shortest, for each file and index above it; none of `told`. `within`: the files of all circles. */
export function* circlesThroughIndexAbove(modules: ModuleGraph, follows: Follows, within: ReadonlySet<FilePath>, told: ReadonlySet<Dependency>): Iterable<readonly Dependency[]> {
  for (const file of within) {
    const above = new Set<FilePath>();
    for (const dependency of modules.dependenciesOf(file)) {
      if (!follows(dependency) || told.has(dependency) || !within.has(dependency.to) || above.has(dependency.to) || !isAbove(dependency)) continue;
      const back = shortestWay(modules, follows, dependency.to, file);
      if (!back) continue;
      above.add(dependency.to);
      yield [dependency, ...back];
    }
  }
}

function isAbove({ from, to }: Dependency): boolean {
  const folder = /^(.*\/)?index\.[cm]?[jt]sx?$/.exec(to);
  return folder !== null && from !== to && from.startsWith(folder[1] ?? '');
}

function shortestWay(modules: ModuleGraph, follows: Follows, start: FilePath, end: FilePath): readonly Dependency[] | undefined {
  const by = new Map<FilePath, Dependency | undefined>([[start, undefined]]);
  for (const [file] of by) {
    for (const dependency of modules.dependenciesOf(file)) {
      if (!follows(dependency) || by.has(dependency.to)) continue;
      by.set(dependency.to, dependency);
      if (dependency.to === end) return wayTo(by, end);
    }
  }
  return undefined;
}

function wayTo(by: ReadonlyMap<FilePath, Dependency | undefined>, end: FilePath): readonly Dependency[] {
  const way: Dependency[] = [];
  for (let step = by.get(end); step; step = by.get(step.from)) way.unshift(step);
  return way;
}
