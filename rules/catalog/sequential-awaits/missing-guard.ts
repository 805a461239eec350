/** `if (!order) throw new NotFound();`: a way out that asks whether an earlier read found anything. What stands behind it can be read meanwhile; where nothing was found, it was read for nothing. */

import { namesIn } from '../../kit/data-flow.ts';
import type { Expression } from '../../model/expression.ts';
import type { BranchFact, FileFacts } from '../../model/facts.ts';

/** Who asks, and what they may do, is found out first on purpose: `if (!user) return response.status(401).end()`. */
export function asksWhetherFound(facts: FileFacts, { kind, test }: BranchFact): boolean {
  return kind === 'then' && test !== undefined && saysMissing(test) && ![...namesIn(facts, test)].some(({ name }) => WHO.test(name));
}

/** Names of those who ask, of what they show for it, and of what bounds them. */
export const WHO = /user|session|auth|account|member|token|permission|access|admin|identity|credential|log_?in|secret|api_?key|owner|viewer|limit|quota|allowed|enabled|valid/i;

function saysMissing(test: Expression): boolean {
  if (test.kind === 'either') return test.test !== undefined && saysMissing(test.test) ? true : test.options[0] !== undefined && saysMissing(test.options[0]);
  if (test.kind !== 'operation') return false;
  const [left, right] = test.operands;
  if (test.operator === '!') return left !== undefined && left.kind !== 'operation';
  if (test.operator === '==' || test.operator === '===') return [left, right].some((each) => each !== undefined && isNothing(each));
  return test.operator === '<' && left?.kind === 'member' && left.name === 'length';
}

function isNothing(expression: Expression): boolean {
  if (expression.kind === 'literal') return expression.value === null || expression.value === 0 || expression.value === false;
  return expression.kind === 'name' && expression.name === 'undefined' && expression.binding === undefined;
}
