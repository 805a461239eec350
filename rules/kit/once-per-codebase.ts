/** Remembers what is worked out from the whole codebase, so that several rules do not do it again. */

import type { Codebase } from '../model/codebase.ts';

export function oncePerCodebase<Answer>(compute: (codebase: Codebase) => Answer): (codebase: Codebase) => Answer {
  const known = new WeakMap<Codebase, { readonly answer: Answer }>();
  return (codebase) => {
    let found = known.get(codebase);
    if (!found) known.set(codebase, (found = { answer: compute(codebase) }));
    return found.answer;
  };
}
