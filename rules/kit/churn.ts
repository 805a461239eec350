/** How often people change something, sweeps over the whole codebase left out. */

import { nowNamed, type History } from '../model/history.ts';
import type { FilePath } from '../model/source.ts';

/**
 * Commits for each thing that files belong to (`keysOf`, called with the names files have today).
 * Commits to more than `largest` files and those of bots do not count.
 */
export function churnOf<Key>(history: History, largest: number, keysOf: (file: FilePath) => Iterable<Key>): ReadonlyMap<Key, number> {
  const churn = new Map<Key, number>();
  for (const { commit, files } of nowNamed(history)) {
    if (history.authors[commit.author]?.isBot !== false || commit.files.length > largest) continue;
    const touched = new Set(files.flatMap(({ file }) => [...keysOf(file)]));
    for (const key of touched) churn.set(key, (churn.get(key) ?? 0) + 1);
  }
  return churn;
}
