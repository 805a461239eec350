/** Which registration a row of a table comes to: `if (route.type === 'get') app.get(…); else app.post(…)`. */

import { partsOf, type Expression } from '../../../../rules/model/expression.ts';
import type { BranchFact, FileFacts } from '../../../../rules/model/facts.ts';

/** What this row gives for `route.type`; undefined for what is no column of the table. */
export type Cell = (expression: Expression) => { readonly text: string | undefined } | undefined;

/** `branch`: the innermost around the registration. What cannot be told holds, but for an `else`: of two ways a row takes one. */
export function isRegistered({ branches, calls }: FileFacts, branch: number | undefined, cell: Cell): boolean {
  for (let around = branchAt(branch); around; around = branchAt(around.parent)) {
    if (!around.test || around.kind === 'catch' || around.kind === 'finally') continue;
    const isMet = isDefault(around) ? !casesBeside(around).some(({ test }) => test && holds(test) === true) : holds(around.test);
    if (around.kind === 'else' ? isMet === true || (isMet === undefined && speaksOfRow(around.test)) : isMet === false) return false;
  }
  return true;

  function branchAt(index: number | undefined): BranchFact | undefined {
    return index === undefined ? undefined : branches[index];
  }

  function isDefault({ kind, test }: BranchFact): boolean {
    return kind === 'case' && test?.kind !== 'operation';
  }

  function casesBeside(own: BranchFact): readonly BranchFact[] {
    return branches.filter((each) => each.kind === 'case' && each.in === own.in && each.parent === own.parent && !isDefault(each));
  }

  function holds(test: Expression): boolean | undefined {
    if (test.kind === 'either') return test.test ? both(test.test, test.options) : oneOf(test.options.map(holds));
    if (test.kind !== 'operation') return undefined;
    if (test.operator === '!') return negated(test.operands.map(holds)[0]);
    const isEqual = /^={2,3}$/.test(test.operator);
    if (!isEqual && !/^!={1,2}$/.test(test.operator)) return undefined;
    const written = test.operands.find((each) => each.kind === 'literal');
    const text = test.operands.map(cellOf).find((each) => each !== undefined)?.text;
    if (written?.kind !== 'literal' || typeof written.value !== 'string' || text === undefined) return undefined;
    return (written.value.toLowerCase() === text.toLowerCase()) === isEqual;
  }

  /** `a && b`; of `a ? b : c` nothing is said. */
  function both(test: Expression, options: readonly Expression[]): boolean | undefined {
    if (options.length !== 1) return undefined;
    const all = [test, ...options].map(holds);
    return all.includes(false) ? false : all.includes(undefined) ? undefined : true;
  }

  /** The column itself, or `route.method.toLowerCase()`. */
  function cellOf(expression: Expression): ReturnType<Cell> {
    const callee = expression.kind === 'call' ? calls[expression.call]?.callee : undefined;
    return cell(callee?.kind === 'member' && /^to(?:Lower|Upper)Case$/.test(callee.name) ? callee.of : expression);
  }

  function speaksOfRow(expression: Expression): boolean {
    return cellOf(expression) !== undefined || partsOf(expression).some(speaksOfRow);
  }
}

function oneOf(all: readonly (boolean | undefined)[]): boolean | undefined {
  return all.includes(true) ? true : all.includes(undefined) ? undefined : false;
}

function negated(each: boolean | undefined): boolean | undefined {
  return each === undefined ? undefined : !each;
}
