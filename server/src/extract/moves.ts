/** Finds files again that were moved from one state of the code to the next: by what is in them, else by the end of their path. */

import type { FilePath } from '../../../rules/model/source.ts';
import type { FileExtract } from './cache/facts-pack.ts';

export interface Moves {
  /** The same path where nothing was moved. */
  oldPathOf(path: FilePath): FilePath;
  newPathOf(path: FilePath): FilePath;
}

type Extracts = ReadonlyMap<FilePath, FileExtract>;

export function createMoves(now: Extracts, before: Extracts): Moves {
  const oldPaths = new Map<FilePath, FilePath>();
  const newPaths = new Map<FilePath, FilePath>();
  const gone = new Set([...before.keys()].filter((path) => !now.has(path)));
  const byHash = grouped(gone, (path) => before.get(path)?.hash ?? '');
  const byName = grouped(gone, nameOf);
  for (const [path, { hash }] of gone.size === 0 ? [] : now) {
    if (before.has(path)) continue;
    const old = (hash === '' ? [] : (byHash.get(hash) ?? [])).find((each) => gone.has(each)) ?? nearest(path, (byName.get(nameOf(path)) ?? []).filter((each) => gone.has(each)));
    if (old === undefined) continue;
    gone.delete(old);
    oldPaths.set(path, old);
    newPaths.set(old, path);
  }
  return { oldPathOf: (path) => oldPaths.get(path) ?? path, newPathOf: (path) => newPaths.get(path) ?? path };
}

function grouped(paths: Iterable<FilePath>, by: (path: FilePath) => string): ReadonlyMap<string, readonly FilePath[]> {
  const groups = new Map<string, FilePath[]>();
  for (const path of paths) {
    const group = groups.get(by(path));
    if (group) group.push(path);
    else groups.set(by(path), [path]);
  }
  return groups;
}

function nameOf(path: FilePath): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The one whose path ends most alike; none where two end equally. */
function nearest(path: FilePath, named: readonly FilePath[]): FilePath | undefined {
  const byLikeness = named.map((each) => ({ each, like: sameEnd(each, path) })).sort((a, b) => b.like - a.like);
  return byLikeness[0]?.like === byLikeness[1]?.like ? undefined : byLikeness[0]?.each;
}

/** How many of the last parts are the same. */
function sameEnd(one: string, other: string): number {
  const [left, right] = [one.split('/').reverse(), other.split('/').reverse()];
  const differs = left.findIndex((part, index) => part !== right[index]);
  return differs < 0 ? left.length : differs;
}
