/** Files that import the index that gathers them: `orders/price.ts` imports `orders/index.ts`, which loads `orders/price.ts`. */

import { reachedFrom } from '../../kit/circles.ts';
import type { Report } from '../../kit/define-rule.ts';
import { shortNames } from '../../kit/short-name.ts';
import type { Dependency, ModuleGraph } from '../../model/graphs.ts';
import type { FilePath } from '../../model/source.ts';

type Follows = (dependency: Dependency) => boolean;

/** Imports of one index, one for each file below it. */
export type Gathered = readonly [Dependency, ...Dependency[]];

/** By index, in the order of the files; none of `told`. `within`: the files of all circles. */
export function importsOfIndexAbove(modules: ModuleGraph, follows: Follows, within: ReadonlySet<FilePath>, told: ReadonlySet<Dependency>): readonly Gathered[] {
  const byIndex = new Map<FilePath, [Dependency, ...Dependency[]]>();
  const loadedBy = new Map<FilePath, ReadonlySet<FilePath>>();
  const loads = (index: FilePath): ReadonlySet<FilePath> => {
    let found = loadedBy.get(index);
    if (!found) loadedBy.set(index, (found = reachedFrom(index, (file) => modules.dependenciesOf(file).filter(follows).map(({ to }) => to))));
    return found;
  };
  for (const file of within) {
    const seen = new Set<FilePath>();
    for (const dependency of modules.dependenciesOf(file)) {
      const { to } = dependency;
      if (!follows(dependency) || told.has(dependency) || seen.has(to) || !isAbove(dependency) || !loads(to).has(file)) continue;
      seen.add(to);
      const list = byIndex.get(to);
      if (list) list.push(dependency);
      else byIndex.set(to, [dependency]);
    }
  }
  return [...byIndex.values()];
}

export function gatheredReport([first, ...others]: Gathered): Report {
  const [name, index] = shortNames(first.from, first.to);
  const importers = others.length === 0 ? `${name} imports` : `${name} and ${others.length} more ${others.length === 1 ? 'file' : 'files'} import`;
  return {
    at: { file: first.from, span: first.span },
    message: `${importers} ${index}, which gathers ${others.length === 0 ? 'it' : 'them'}: whoever imports one file of it loads them all.`,
    confidence: 'certain',
    evidence: others.map(({ from, to, span }) => ({ at: { file: from, span }, shows: shortNames(from, to).join(' imports ') })),
    tier: 'advice',
    data: { files: others.length + 2 },
  };
}

function isAbove({ from, to }: Dependency): boolean {
  const folder = /^(.*\/)?index\.[cm]?[jt]sx?$/.exec(to);
  return folder !== null && from !== to && from.startsWith(folder[1] ?? '');
}
