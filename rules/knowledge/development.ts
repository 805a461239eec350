/** How code says that a part of it runs on a developer's machine or in tests only. */

import { partsOf, type Expression } from '../model/expression.ts';
import type { BranchFact, CallFact, FileFacts } from '../model/facts.ts';

/** Within `if (isDev)`, `if (process.env.NODE_ENV === 'development')`, `if (['development', 'staging'].includes(env))` and their like; `branch` is the innermost around the place. */
export function isForDevelopment(facts: FileFacts, branch: number | undefined): boolean {
  for (let index = branch; index !== undefined; ) {
    const around: BranchFact | undefined = facts.branches[index];
    if (!around) return false;
    if (around.kind === 'then' && around.test && saysDevelopment(facts, around.test)) return true;
    index = around.parent;
  }
  return false;
}

function saysDevelopment(facts: FileFacts, test: Expression): boolean {
  switch (test.kind) {
    case 'name':
    case 'member':
      return /^(?:is_?)?(?:dev|development|e2e|test(?:ing)?|debug)(?:_?(?:mode|env|environment))?$/i.test(test.name) || test.name === '__DEV__';
    case 'operation':
      // `NODE_ENV === 'development'` and `NODE_ENV !== 'production'`.
      if (test.operator === '===' || test.operator === '==') return test.operands.some(isEnvironment) && test.operands.some((each) => isLiteral(each, DEVELOPMENT));
      if (test.operator === '!==' || test.operator === '!=') return test.operands.some(isEnvironment) && test.operands.some((each) => isLiteral(each, /^prod(?:uction)?$/));
      return false;
    case 'either':
      return test.options.some((option) => saysDevelopment(facts, option)) || (test.test !== undefined && saysDevelopment(facts, test.test));
    case 'call':
      return isOneOfSuch(facts.calls[test.call]);
    default:
      return false;
  }
}

/** `['development', 'test'].includes(env)`: a list that leaves production out, and names a developer's machine. */
function isOneOfSuch(call: CallFact | undefined): boolean {
  if (call?.callee.kind !== 'member' || call.callee.name !== 'includes' || call.callee.of.kind !== 'array' || !call.arguments.some(isEnvironment)) return false;
  const { elements } = call.callee.of;
  return elements.some((each) => isLiteral(each, DEVELOPMENT)) && elements.every((each) => each.kind === 'literal' && !isLiteral(each, /prod/i));
}

const DEVELOPMENT = /^(?:dev|development|test|local)$/;

function isEnvironment(expression: Expression): boolean {
  if (expression.kind === 'name' || expression.kind === 'member') return /^(?:node_?env|env|environment|mode|stage)$/i.test(expression.name);
  return partsOf(expression).some(isEnvironment);
}

function isLiteral(expression: Expression, pattern: RegExp): boolean {
  return expression.kind === 'literal' && typeof expression.value === 'string' && pattern.test(expression.value);
}
