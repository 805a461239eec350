/** Lists under keys, to which every file adds its part: who calls a function, which classes extend one. */

import type { FilePath } from '../../../rules/model/source.ts';
import { orNone } from './none.ts';
import { perFile } from './per-file.ts';
import type { Program } from './program.ts';

export interface ListsByFile<Key, Item> {
  /** File by file in the order of the program. */
  of(key: Key): readonly Item[];
  /** Works out the parts that are stale, and gives the keys whose list may differ now. */
  refresh(): readonly Key[];
}

/** `isSame`: lists that differ as objects, but say the same to whoever asked for them. */
export function listsByFile<Key, Item>(
  program: Program,
  partOf: (file: FilePath) => ReadonlyMap<Key, readonly Item[]>,
  isSame: (one: readonly Item[], other: readonly Item[]) => boolean = () => false,
): ListsByFile<Key, Item> {
  const place = new Map(program.files.map((file, index) => [file, index]));
  const parts = perFile(program.tracker, program.files, (file) => orNone(partOf(file)));
  const byKey = new Map<Key, Map<FilePath, readonly Item[]>>();
  const joined = new Map<Key, readonly Item[]>();

  return {
    of(key) {
      const known = joined.get(key);
      if (known) return known;
      const lists = [...(byKey.get(key) ?? [])].sort(([one], [other]) => (place.get(one) ?? 0) - (place.get(other) ?? 0));
      const made = lists.flatMap(([, items]) => items);
      joined.set(key, made);
      return made;
    },
    refresh() {
      const changed = new Set<Key>();
      for (const { file, before = new Map<Key, readonly Item[]>(), after } of parts.refresh()) {
        for (const [key, items] of before) {
          const now = after.get(key);
          if (!now || !isSame(items, now)) changed.add(key);
          if (!now) byKey.get(key)?.delete(file);
        }
        for (const [key, items] of after) {
          if (!before.has(key)) changed.add(key);
          let lists = byKey.get(key);
          if (!lists) byKey.set(key, (lists = new Map()));
          lists.set(file, items);
          joined.delete(key);
        }
      }
      for (const key of changed) joined.delete(key);
      return [...changed];
    },
  };
}
