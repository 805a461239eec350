/** Code that runs where load arrives, as against code that only a browser or a tool loads. */

import type { Codebase } from '../model/codebase.ts';
import { partsOfFunctionId } from '../model/function-id.ts';
import type { FilePath } from '../model/source.ts';

/** Files that hold an entry point and all that they load, however deep; undefined where no entry point is known, so that nothing can be told. */
export function servedFiles({ workspace, modules }: Codebase): ReadonlySet<FilePath> | undefined {
  const served = new Set<FilePath>();
  for (const { entryPoints } of workspace.services) {
    for (const { at, handler } of entryPoints) served.add(at.file).add(partsOfFunctionId(handler).file);
  }
  if (served.size === 0) return undefined;
  for (const file of served) {
    for (const { to, kind } of modules.dependenciesOf(file)) if (kind !== 'type-only') served.add(to);
  }
  return served;
}
