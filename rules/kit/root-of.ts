/** The name that an expression begins with: `db` of `(await db.orders()).find(…)`. */

import type { Expression } from '../model/expression.ts';
import type { FileFacts } from '../model/facts.ts';

/** Longer chains are generated. */
const LONGEST = 20;

export function rootOf(facts: FileFacts, expression: Expression, depth = 0): (Expression & { kind: 'name' }) | undefined {
  if (depth > LONGEST) return undefined;
  if (expression.kind === 'name') return expression;
  if (expression.kind === 'member' || expression.kind === 'element' || expression.kind === 'await') return rootOf(facts, expression.of, depth + 1);
  const callee = expression.kind === 'call' ? facts.calls[expression.call]?.callee : undefined;
  return callee && rootOf(facts, callee, depth + 1);
}
