/** Whether some other code takes an entry out again, so that whoever keeps it also ends it. */

import { nameOf } from '../../kit/names.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import type { Call } from '../../model/graphs.ts';

export function isRemovedAgain({ facts, calls, isOffline }: Codebase, { file }: Call, key: Expression): boolean {
  const own = facts.get(file);
  const kept = own ? kindOf(own, key) : undefined;
  if (kept === undefined) return false;
  for (const [other, { calls: all }] of facts) {
    if (isOffline(other)) continue;
    const home = facts.get(other);
    for (const [index, { callee, arguments: given }] of all.entries()) {
      if (callee.kind !== 'member' || !/^(?:del|delete|unlink|remove|take|getdel|getDel)$/.test(callee.name) || calls.callAt(other, index)?.operation?.kind !== 'cache-write') continue;
      if (home && given.some((each) => kindOf(home, each) === kept)) return true;
    }
  }
  return false;
}

/** What keys of a kind have in common: the text they start with, the function that makes them; in one file, the name. */
function kindOf(facts: FileFacts, key: Expression, depth = 0): string | undefined {
  if (depth > 5) return undefined;
  if (key.kind === 'template') return (key.texts[0] ?? '') === '' ? key.texts.join('*') : key.texts[0];
  if (key.kind === 'array') return key.elements[0] ? kindOf(facts, key.elements[0], depth + 1) : undefined;
  if (key.kind === 'call') return nameOf(facts, facts.calls[key.call]?.callee)?.replace(/^.*\./, '');
  if (key.kind === 'operation') return key.operands[0]?.kind === 'literal' ? String(key.operands[0].value) : nameOf(facts, key.operands[0]);
  const binding = key.kind === 'name' && key.binding !== undefined ? facts.bindings[key.binding] : undefined;
  if (binding?.value && binding.kind !== 'parameter') return kindOf(facts, binding.value, depth + 1);
  return binding?.kind === 'parameter' ? `${facts.file} ${binding.name}` : undefined;
}
