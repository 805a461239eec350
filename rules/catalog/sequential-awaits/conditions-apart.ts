/** Calls that wait in conditions of their own, one below the other: `if (query.buyer) { … await … } if (query.shop) { … await … }`. */

import { partsOf, type Expression } from '../../model/expression.ts';
import type { BranchFact, FileFacts } from '../../model/facts.ts';
import type { Call, ReachedCall } from '../../model/graphs.ts';
import { bindingsOf } from './independent.ts';

/** The condition a call stands in, with nothing said for the other case; a `try` in between is none. */
export function conditionOf({ branches }: FileFacts, { fact }: Call): BranchFact | undefined {
  let around = fact.branch === undefined ? undefined : branches[fact.branch];
  while (around?.kind === 'try') around = around.parent === undefined ? undefined : branches[around.parent];
  return around?.kind === 'then' && around.test && !hasElse(branches, around) ? around : undefined;
}

/** The first call of each condition, where the conditions ask about different things: of `kind === 'a'` and `kind === 'b'` only one holds. */
export function firstOfEach(facts: FileFacts, group: readonly ReachedCall[]): readonly ReachedCall[] {
  const found: ReachedCall[] = [];
  const asked = new Set<string>();
  const kept = new Set<number>();
  const seen = new Set<BranchFact>();
  for (const reached of group.toSorted((a, b) => a.call.fact.span[0] - b.call.fact.span[0])) {
    const condition = conditionOf(facts, reached.call);
    if (!condition?.test || condition.leaves || seen.has(condition)) continue;
    seen.add(condition);
    const paths = [...pathsIn(facts, condition.test)];
    // Two that are kept under one name take turns.
    const names = bindingsOf(facts, reached.call.index);
    if (paths.length === 0 || paths.some((path) => asked.has(path)) || names.some((name) => kept.has(name))) continue;
    for (const path of paths) asked.add(path);
    for (const name of names) kept.add(name);
    found.push(reached);
  }
  return found;
}

/** What is said next beside it is for the other case. */
function hasElse(branches: FileFacts['branches'], { in: owner, parent, span }: BranchFact): boolean {
  const later = branches.filter((each) => each.in === owner && each.parent === parent && each.span[0] >= span[1]);
  return later.toSorted((one, other) => one.span[0] - other.span[0])[0]?.kind === 'else';
}

/** Names and members as they are written: `query.buyer`. */
function* pathsIn(facts: FileFacts, expression: Expression): Iterable<string> {
  const path = pathOf(expression);
  if (path !== undefined) yield path.replace(/\.length$/, '');
  else if (expression.kind === 'call') {
    const call = facts.calls[expression.call];
    for (const part of call ? [call.callee, ...call.arguments] : []) yield* pathsIn(facts, part);
  } else for (const part of partsOf(expression)) yield* pathsIn(facts, part);
}

function pathOf(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind === 'this') return 'this';
  const of = expression.kind === 'member' ? pathOf(expression.of) : undefined;
  return of === undefined || expression.kind !== 'member' ? undefined : `${of}.${expression.name}`;
}
