/** Functions that call themselves once more when what they asked for failed. */

import { branchesAround } from '../../kit/branches-around.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import type { Call } from '../../model/graphs.ts';
import { contains } from '../../model/source.ts';
import { isWait } from './retry-loop.ts';

/** True for `catch { return load(id, tries - 1) }` in `load`, where nothing is done or waited for in between. */
export function retriesItself(codebase: Codebase, call: Call): boolean {
  const facts = codebase.facts.get(call.file);
  const caught = facts && branchesAround(facts, call.fact.branch).find(({ kind }) => kind === 'catch');
  if (!facts || !caught || !call.edges.some(({ callee, resolution, how }) => callee === call.caller && resolution === 'static' && how === 'call')) return false;
  if (saysAgain(facts, call)) return false;
  // A fresh token, a new connection: what failed for a reason is mended first.
  return !facts.calls.some((other) => other !== call.fact && contains(caught.span, other.span) && (other.use === 'awaited' || isWait(codebase, facts, other)));
}

/** `load(id, true)`, where the parameter starts as `false`: told by a flag that this is the second time, so there is no third. */
function saysAgain({ functions }: FileFacts, { fact }: Call): boolean {
  return (functions[fact.in]?.parameters ?? []).some((parameter, index) => isLiteral(parameter.default, false) && isLiteral(fact.arguments[index], true));
}

function isLiteral(expression: Expression | undefined, value: boolean): boolean {
  return expression?.kind === 'literal' && expression.value === value;
}
