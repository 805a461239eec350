/** Loops that try a call again until it works. */

import { branchesAround, catchOf } from '../../kit/branches-around.ts';
import { dependsOn } from '../../kit/data-flow.ts';
import type { Codebase } from '../../model/codebase.ts';
import { partsOf, type Expression } from '../../model/expression.ts';
import type { BranchFact, CallFact, FileFacts, LoopFact } from '../../model/facts.ts';
import type { FunctionId } from '../../model/function-id.ts';
import type { Call } from '../../model/graphs.ts';
import { contains } from '../../model/source.ts';

export interface RetryLoop {
  readonly loop: LoopFact;
  /** What is run when a try fails. */
  readonly caught: BranchFact;
  /** `none`: at once. `same`: always as long. `longer`: longer and longer, or as some helper says. */
  readonly waits: 'none' | 'same' | 'longer';
  /** Nothing but success ends it. */
  readonly isEndless: boolean;
}

/** The loop that tries this call again with the same arguments; absent where a failure ends it or each turn does something else. */
export function retryLoopAround(codebase: Codebase, { file, fact }: Call): RetryLoop | undefined {
  const facts = codebase.facts.get(file);
  const loop = facts && fact.loop !== undefined ? facts.loops[fact.loop] : undefined;
  if (!facts || !loop || !/^(?:for|while|do)$/.test(loop.kind)) return undefined;
  const tried = branchesAround(facts, fact.branch).find(({ kind, span }) => kind === 'try' && contains(loop.bodySpan, span));
  const caught = tried && catchOf(facts, tried);
  if (!tried || !caught || caught.leaves || !succeeds(facts, tried, fact)) return undefined;
  // `urls[turn]` is another address each time.
  if (fact.arguments.some((given) => given.kind !== 'function' && dependsOn(facts, given, new Set(loop.variables)))) return undefined;
  if (hasDeadline(facts, loop) || triesTwiceAtMost(codebase, facts, loop)) return undefined;
  return { loop, caught, waits: waitsOf(codebase, facts, loop), isEndless: isEndless(facts, loop, caught) };
}

/** `if (Date.now() >= deadline) return`: it asks until something is done, or the time is up. */
function hasDeadline({ branches, calls }: FileFacts, loop: LoopFact): boolean {
  const tests = [loop.over, ...branches.flatMap(({ test, leaves, span }) => (leaves && contains(loop.span, span) ? [test] : []))];
  const says = (each: Expression, depth: number): boolean => {
    if (depth > 6) return false;
    if (each.kind === 'name' || each.kind === 'member') return /deadline|until|elapsed|expires|maxWait|startedAt|startTime/i.test(each.name);
    if (each.kind === 'call') {
      const callee = calls[each.call]?.callee;
      return (callee?.kind === 'name' || callee?.kind === 'member') && callee.name === 'now';
    }
    return partsOf(each).some((part) => says(part, depth + 1));
  };
  return tests.some((test) => test !== undefined && says(test, 0));
}

/** `for (let turn = 0; turn < 2; turn++)`: one more try, which storms nobody. */
function triesTwiceAtMost({ values }: Codebase, { file }: FileFacts, { over }: LoopFact): boolean {
  if (over?.kind !== 'operation' || !/^[<>]=?$/.test(over.operator)) return false;
  const most = over.operands.flatMap((each) => values.of(file, each)).flatMap((value) => (value.kind === 'literal' && typeof value.value === 'number' && value.value > 0 ? [value.value] : []));
  return most.length === 1 && most.every((count) => count + (over.operator.endsWith('=') ? 1 : 0) <= 2);
}

/** The try ends the loop once the call has worked. */
function succeeds(facts: FileFacts, tried: BranchFact, { use }: CallFact): boolean {
  if (tried.leaves || use === 'returned') return true;
  return facts.branches.some(({ kind, leaves, span }) => kind === 'then' && leaves && contains(tried.span, span));
}

function isEndless(facts: FileFacts, loop: LoopFact, caught: BranchFact): boolean {
  const isForEver = loop.over === undefined || (loop.over.kind === 'literal' && loop.over.value === true);
  return isForEver && !facts.branches.some(({ leaves, span }) => leaves && contains(caught.span, span));
}

/** How the turns are spaced. */
function waitsOf(codebase: Codebase, facts: FileFacts, loop: LoopFact): RetryLoop['waits'] {
  const waits = facts.calls.filter((call) => contains(loop.span, call.span) && isWait(codebase, facts, call));
  if (waits.length === 0) return 'none';
  const changes = new Set([...loop.variables, ...facts.bindings.flatMap(({ isReassigned }, index) => (isReassigned ? [index] : []))]);
  const isSame = waits.every((call) => {
    const given = call.arguments.filter(({ kind }) => kind !== 'function');
    return given.length > 0 && given.every((each) => isPlain(facts, each) && !dependsOn(facts, each, changes));
  });
  return isSame ? 'same' : 'longer';
}

/** A number as written, or a constant with a name. */
function isPlain(facts: FileFacts, expression: CallFact['arguments'][number]): boolean {
  if (expression.kind === 'literal') return true;
  const binding = expression.kind === 'name' && expression.binding !== undefined ? facts.bindings[expression.binding] : undefined;
  return binding?.value?.kind === 'literal' || (binding?.kind === 'import' && /^[A-Z\d_]+$/.test(binding.name));
}

/** `setTimeout`, `sleep`, `delay` and whatever else says that it waits. */
export function isWait({ calls }: Codebase, facts: FileFacts, call: CallFact): boolean {
  const name = call.callee.kind === 'name' || call.callee.kind === 'member' ? call.callee.name : '';
  if (/^(?:setTimeout|setImmediate)$|sleep|delay|wait|back_?off|pause|jitter/i.test(name)) return true;
  const linked = calls.callAt(facts.file, facts.calls.indexOf(call));
  // A helper with a name of its own that waits inside.
  return linked?.edges.some(({ callee, how }) => how === 'call' && waitsInside(calls, callee)) === true;
}

function waitsInside(calls: Codebase['calls'], callee: FunctionId): boolean {
  return calls.callsIn(callee).some(({ origins, edges }) => origins.some((origin) => /#setTimeout$|#scheduler\.wait$/.test(origin)) || edges.some(({ how, callee: inner }) => how === 'callback' && calls.callsIn(inner).some((each) => each.origins.includes('global#setTimeout'))));
}
