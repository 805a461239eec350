/** Remembers what one file's facts say by themselves, for as long as the file says the same. */

import type { FileFacts } from '../model/facts.ts';

/** `compute` looks at nothing but the facts it is given. */
export function oncePerFile<Answer>(compute: (facts: FileFacts) => Answer): (facts: FileFacts) => Answer {
  const known = new WeakMap<FileFacts, { readonly answer: Answer }>();
  return (facts) => {
    let found = known.get(facts);
    if (!found) known.set(facts, (found = { answer: compute(facts) }));
    return found.answer;
  };
}
