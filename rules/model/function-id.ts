/** The name of a function of the workspace. */

import type { FilePath } from './source.ts';

/** `<FilePath>#<index in FileFacts.functions>`. */
export type FunctionId = string & { readonly __brand: 'FunctionId' };

export function functionId(file: FilePath, index: number): FunctionId {
  let own = idsOf.get(file);
  if (!own) {
    if (idsOf.size >= MOST_FILES) idsOf.clear();
    idsOf.set(file, (own = []));
  }
  return (own[index] ??= `${file}#${index}` as FunctionId);
}

/** A name that is put together anew is slow as a key, and takes room each time. */
const idsOf = new Map<FilePath, FunctionId[]>();
const MOST_FILES = 100_000;

interface Parts {
  readonly file: FilePath;
  readonly index: number;
}

export function partsOfFunctionId(id: FunctionId): Parts {
  let found = known.get(id);
  if (found) return found;
  const hash = id.lastIndexOf('#');
  found = { file: id.slice(0, hash) as FilePath, index: Number(id.slice(hash + 1)) };
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(id, found);
  return found;
}

/** A piece cut from a string is slow as a key, and the same names are taken apart millions of times. */
const known = new Map<FunctionId, Parts>();
const MOST_KNOWN = 500_000;
