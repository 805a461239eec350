/** Whether a call is only made once something failed: in a `catch`, or in what `.catch(…)` is given. */

import type { Codebase } from '../model/codebase.ts';
import type { Call } from '../model/graphs.ts';

export function isOnFailure({ facts }: Codebase, { file, fact }: Pick<Call, 'file' | 'fact'>): boolean {
  const own = facts.get(file);
  if (!own) return false;
  for (let index = fact.branch; index !== undefined; index = own.branches[index]?.parent) {
    if (own.branches[index]?.kind === 'catch') return true;
  }
  const given = own.functions[fact.in]?.argumentOf;
  const callee = given && given.index === 0 ? own.calls[given.call]?.callee : undefined;
  return callee?.kind === 'member' && callee.name === 'catch';
}
