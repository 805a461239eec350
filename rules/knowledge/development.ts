/** How code says that a part of it runs on a developer's machine or in tests only. */

import { partsOf, type Expression } from '../model/expression.ts';
import type { BranchFact, FileFacts } from '../model/facts.ts';

/** Within `if (isDev)`, `if (process.env.NODE_ENV === 'development')` and their like; `branch` is the innermost around the place. */
export function isForDevelopment({ branches }: FileFacts, branch: number | undefined): boolean {
  for (let index = branch; index !== undefined; ) {
    const around: BranchFact | undefined = branches[index];
    if (!around) return false;
    if (around.kind === 'then' && around.test && saysDevelopment(around.test)) return true;
    index = around.parent;
  }
  return false;
}

function saysDevelopment(test: Expression): boolean {
  switch (test.kind) {
    case 'name':
    case 'member':
      return /^(?:is_?)?(?:dev|development|e2e|test(?:ing)?|debug)(?:_?(?:mode|env|environment))?$/i.test(test.name) || test.name === '__DEV__';
    case 'operation':
      // `NODE_ENV === 'development'` and `NODE_ENV !== 'production'`.
      if (test.operator === '===' || test.operator === '==') return test.operands.some(isEnvironment) && test.operands.some((each) => isLiteral(each, /^(?:dev|development|test|local)$/));
      if (test.operator === '!==' || test.operator === '!=') return test.operands.some(isEnvironment) && test.operands.some((each) => isLiteral(each, /^prod(?:uction)?$/));
      return false;
    case 'either':
      return test.options.some(saysDevelopment) || (test.test !== undefined && saysDevelopment(test.test));
    default:
      return false;
  }
}

function isEnvironment(expression: Expression): boolean {
  if (expression.kind === 'name' || expression.kind === 'member') return /^(?:node_?env|env|environment|mode|stage)$/i.test(expression.name);
  return partsOf(expression).some(isEnvironment);
}

function isLiteral(expression: Expression, pattern: RegExp): boolean {
  return expression.kind === 'literal' && typeof expression.value === 'string' && pattern.test(expression.value);
}
