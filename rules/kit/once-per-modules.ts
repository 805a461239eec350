/** Remembers what is worked out from who imports whom: most edits change no import. */

import type { Codebase } from '../model/codebase.ts';
import type { ModuleGraph } from '../model/graphs.ts';
import type { FilePath } from '../model/source.ts';
import type { Service, Workspace } from '../model/workspace.ts';

/** What stays the same as long as the imports do. */
export interface Standing extends Pick<Codebase, 'modules' | 'packageOf' | 'isOffline' | 'manifests'> {
  readonly workspace: Pick<Workspace, 'files' | 'packages'>;
  serviceOf(file: FilePath): Pick<Service, 'name' | 'root' | 'kind' | 'package'> | undefined;
}

/** `keyOf` says all that the answer depends on besides; the last `most` answers are remembered. */
export function oncePerModules<Answer, Rest extends readonly unknown[] = []>(compute: (standing: Standing, ...rest: Rest) => Answer, keyOf: (...rest: Rest) => string = () => '', most = 1): (codebase: Codebase, ...rest: Rest) => Answer {
  const known = new WeakMap<ModuleGraph, Map<string, { readonly answer: Answer }>>();
  return (codebase, ...rest) => {
    let answers = known.get(codebase.modules);
    if (!answers) known.set(codebase.modules, (answers = new Map()));
    const key = keyOf(...rest);
    let found = answers.get(key);
    if (!found) {
      if (answers.size >= most) answers.clear();
      answers.set(key, (found = { answer: compute(codebase, ...rest) }));
    }
    return found.answer;
  };
}
