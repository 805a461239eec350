/** Code that runs where load arrives, as against code that only a browser or a tool loads. */

import type { Codebase } from '../model/codebase.ts';
import { partsOfFunctionId } from '../model/function-id.ts';
import type { FilePath } from '../model/source.ts';
import { oncePerModules } from './once-per-modules.ts';

/** Files that hold an entry point and all that they load, however deep; undefined where no entry point is known, so that nothing can be told. */
export function servedFiles(codebase: Codebase): ReadonlySet<FilePath> | undefined {
  const entering = new Set<FilePath>();
  for (const { entryPoints } of codebase.workspace.services) {
    for (const { at, handler } of entryPoints) entering.add(at.file).add(partsOfFunctionId(handler).file);
  }
  return entering.size === 0 ? undefined : filesLoadedBy(codebase, entering);
}

const filesLoadedBy = oncePerModules(({ modules }, entering: ReadonlySet<FilePath>): ReadonlySet<FilePath> => {
  const served = new Set(entering);
  for (const file of served) {
    for (const { to, kind } of modules.dependenciesOf(file)) if (kind !== 'type-only') served.add(to);
  }
  return served;
}, (entering) => [...entering].join('\n'));
