/** Whether an instance can be told not to run the jobs, so that one may run them for all. */

import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import { partsOf } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import { functionId, partsOfFunctionId } from '../../model/function-id.ts';
import { contains, type Span } from '../../model/source.ts';
import type { EntryPoint } from '../../model/workspace.ts';

/** How far up from where it is set up a condition is looked for. */
const HIGHEST = 4;

export function isStartedInOnePlace(codebase: Codebase, { at, handler }: EntryPoint): boolean {
  const own = codebase.facts.get(at.file);
  const { file, index } = partsOfFunctionId(handler);
  const home = codebase.facts.get(file);
  const body = home?.functions[index];
  if (home && body && home.branches.some((branch) => branch.in === index && branch.leaves && branch.test !== undefined && saysWho(home, branch.test))) return true;
  return own !== undefined && isUnderCondition(codebase, own, at.span, HIGHEST);
}

/** Around the place, in front of it, or around every call that leads there. */
function isUnderCondition(codebase: Codebase, facts: FileFacts, span: Span, depth: number): boolean {
  const index = facts.functions.reduce((found, each, current) => (contains(each.span, span) && (found === 0 || contains(facts.functions[found]?.span ?? each.span, each.span)) ? current : found), 0);
  const isHere = facts.branches.some(({ test, span: branch, leaves, in: owner }) => test !== undefined && (contains(branch, span) || (leaves && owner === index && branch[1] <= span[0])) && saysWho(facts, test));
  if (isHere) return true;
  if (depth === 0) return false;
  if (index === 0) return isLoadedUnderCondition(codebase, facts, depth);
  const callers = codebase.calls.callersOf(functionId(facts.file, index));
  return callers.length > 0 && callers.every(({ call }) => {
    const home = codebase.facts.get(call.file);
    return home !== undefined && isUnderCondition(codebase, home, call.fact.span, depth - 1);
  });
}

/** `if (process.env.NODE_APP_INSTANCE === '0') require('./jobs')` */
function isLoadedUnderCondition(codebase: Codebase, { file }: FileFacts, depth: number): boolean {
  const loads = codebase.modules.dependentsOf(file).filter(({ from, kind }) => kind !== 'type-only' && !codebase.isOffline(from));
  return loads.length > 0 && loads.every(({ from, span }) => {
    const home = codebase.facts.get(from);
    return home !== undefined && isUnderCondition(codebase, home, span, depth - 1);
  });
}

/** `if (config.runJobs)`, `process.env.ROLE === 'worker'`, `cluster.isPrimary`, `NODE_APP_INSTANCE === '0'`. */
function saysWho(facts: FileFacts, test: Expression, depth = 0): boolean {
  if (depth > 5) return false;
  if ((test.kind === 'name' || test.kind === 'member') && WHO.test(test.name)) return true;
  if (test.kind === 'literal') return typeof test.value === 'string' && WHO.test(test.value);
  if (test.kind === 'call') {
    const call = facts.calls[test.call];
    return call !== undefined && [call.callee, ...call.arguments].some((part) => saysWho(facts, part, depth + 1));
  }
  return partsOf(test).some((part) => saysWho(facts, part, depth + 1));
}

const WHO = /jobs?(?![a-z])|Jobs?(?![a-z])|JOBS?(?![A-Z])|cron|worker|leader|primary|master|schedul|instance|role(?![a-z])|background/i;
