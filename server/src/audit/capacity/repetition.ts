/** How often a function comes to a place in it, each time it is run itself: conditions, loops, lists. */

import { branchesAround } from '../../../../rules/kit/branches-around.ts';
import type { Range } from '../../../../rules/kit/capacity-model.ts';
import type { Codebase } from '../../../../rules/model/codebase.ts';
import type { Expression } from '../../../../rules/model/expression.ts';
import type { BranchFact, LoopFact } from '../../../../rules/model/facts.ts';
import type { Call } from '../../../../rules/model/graphs.ts';
import { contains, type FilePath, type Span } from '../../../../rules/model/source.ts';
import { lengthOf } from './list-length.ts';
import { NONE, product, scaled } from './range.ts';

export const ONCE: Range = { low: 1, typical: 1, high: 1 };
/** What stands behind a condition may run or not. */
const PERHAPS: Range = { low: 0.1, typical: 0.5, high: 1 };
/** What turns away whoever is not expected: no session, another address. */
const SELDOM: Range = { low: 0.001, typical: 0.05, high: 1 };
/** Turns of a loop that counts. An estimate. */
const FEW = 3;

interface Place {
  readonly loop?: number | undefined;
  readonly branch?: number | undefined;
  readonly span: Span;
}

/** How often the function comes to this place each time it is run itself, and how much of that its innermost loop makes. */
export function timesOf(codebase: Codebase, file: FilePath, place: Place): { readonly times: Range; readonly turns: number } {
  const facts = codebase.facts.get(file);
  const around = facts ? branchesAround(facts, place.branch) : [];
  let times = ONCE;
  let turns = 1;
  for (const branch of around) {
    if (branch.kind === 'catch') return { times: NONE, turns };
    if (branch.kind === 'then' && branch.leaves && branch.test && denies(branch.test)) times = product(times, SELDOM);
    else if (branch.kind === 'then' || branch.kind === 'else' || branch.kind === 'case' || branch.kind === 'right-side') times = product(times, PERHAPS);
  }
  let isInnermost = true;
  for (let index = place.loop; index !== undefined; isInnermost = false) {
    const loop: LoopFact | undefined = facts?.loops[index];
    if (!loop) break;
    const elements = isRepeated(loop, place) && !(isInnermost && isLeft(loop, around)) ? turnsOf(codebase, file, loop) : ONCE;
    times = product(times, elements);
    if (turns === 1) turns = elements.typical;
    index = loop.parent;
  }
  return { times, turns };
}

function isRepeated({ kind, bodySpan }: LoopFact, { span }: Place): boolean {
  return kind !== 'while' && kind !== 'do' && span[0] >= bodySpan[0];
}

/** `for (…) if (found) { await save(); throw … }`, `for (…) try { await save(); return; } catch { … }`: who comes there leaves the loop. */
function isLeft({ bodySpan }: LoopFact, around: readonly BranchFact[]): boolean {
  return around.some(({ leaves, goesOn, kind, span }) => leaves && goesOn === undefined && kind !== 'case' && contains(bodySpan, span));
}

function turnsOf(codebase: Codebase, file: FilePath, { kind, over }: LoopFact): Range {
  return over && kind !== 'for' ? lengthOf(codebase, file, over) : scaled(ONCE, FEW);
}

/** `orders.map(…)`: how many there are. */
export function elementsOf(codebase: Codebase, { file, fact: { callee, arguments: [first] } }: Call): Range {
  const over = first && first.kind !== 'function' ? first : callee.kind === 'member' ? callee.of : undefined;
  return lengthOf(codebase, file, over);
}

/** `!session`, `session === null`, `session.address !== address`, or one of several. */
function denies(test: Expression): boolean {
  if (test.kind === 'either') return test.options.some(denies);
  if (test.kind !== 'operation') return false;
  const isNothing = (each: Expression): boolean => (each.kind === 'literal' && each.value === null) || (each.kind === 'name' && each.name === 'undefined');
  if (test.operator === '!' || test.operator === '!==' || test.operator === '!=') return !test.operands.some(isNothing);
  if (test.operator === '===' || test.operator === '==') return test.operands.some(isNothing);
  return test.operator === '&&' && test.operands.some(denies);
}
