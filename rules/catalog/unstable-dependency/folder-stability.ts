/** How stable each folder is by its imports, counted as dependency-cruiser counts them (Martin, 1994). */

import type { Codebase } from '../../model/codebase.ts';
import type { Dependency } from '../../model/graphs.ts';
import { filePath, type FilePath } from '../../model/source.ts';

export interface Stability {
  /** Imports that lead into the folder from outside (Ca), and out of it (Ce). Tests and imports of types do not count. */
  readonly incoming: number;
  readonly outgoing: number;
  /** Ce / (Ca + Ce): 0 rests on nothing, 1 nothing rests on it. */
  readonly instability: number;
}

/** Imports between folders that lie side by side, under the two folders' names joined by a line break. */
export interface Folders {
  readonly stability: ReadonlyMap<FilePath, Stability>;
  readonly crossings: ReadonlyMap<string, readonly [Dependency, ...Dependency[]]>;
}

export function foldersOf({ facts, modules, isOffline }: Codebase): Folders {
  const incoming = new Map<FilePath, number>();
  const outgoing = new Map<FilePath, number>();
  const crossings = new Map<string, [Dependency, ...Dependency[]]>();
  for (const file of facts.keys()) {
    if (isOffline(file)) continue;
    for (const dependency of modules.dependenciesOf(file)) {
      if (dependency.kind === 'type-only' || isOffline(dependency.to)) continue;
      const from = foldersAround(file);
      const to = foldersAround(dependency.to);
      const common = from.filter((folder) => to.includes(folder)).length;
      for (const folder of from.slice(common)) outgoing.set(folder, (outgoing.get(folder) ?? 0) + 1);
      for (const folder of to.slice(common)) incoming.set(folder, (incoming.get(folder) ?? 0) + 1);
      const [own, other] = [from[common], to[common]];
      if (own === undefined || other === undefined) continue;
      const key = `${own}\n${other}`;
      const known = crossings.get(key);
      if (known) known.push(dependency);
      else crossings.set(key, [dependency]);
    }
  }
  const folders = new Set([...incoming.keys(), ...outgoing.keys()]);
  return { crossings, stability: new Map([...folders].map((folder) => [folder, stabilityOf(incoming.get(folder) ?? 0, outgoing.get(folder) ?? 0)])) };
}

/** The outermost first. */
export function foldersAround(file: FilePath): readonly FilePath[] {
  const parts = file.split('/').slice(0, -1);
  return parts.map((_, index) => filePath(parts.slice(0, index + 1).join('/')));
}

function stabilityOf(incoming: number, outgoing: number): Stability {
  return { incoming, outgoing, instability: outgoing / Math.max(1, incoming + outgoing) };
}
