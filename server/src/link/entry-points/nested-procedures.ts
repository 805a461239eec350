/** How clients name a procedure: by the routers it is nested in, `order.line.update`. */

import { rowMatcher } from '../../../../rules/knowledge/row-matcher.ts';
import { gatheringRows } from '../../../../rules/knowledge/frameworks/procedures.ts';
import type { Expression } from '../../../../rules/model/expression.ts';
import type { FilePath, Site } from '../../../../rules/model/source.ts';
import type { Entry, Search } from './search.ts';

const match = rowMatcher(gatheringRows.map((row) => ({ match: row.match, row })));

/** A procedure or a router in another router. */
export interface Nesting {
  /** The calls that made both, by where their names stand. */
  readonly child: string;
  readonly router: string;
  /** Empty for a router that is merged into another. */
  readonly name: string;
}

/** Of the routers that this file makes. */
export function* nestingsIn({ evaluation }: Search, file: FilePath): Iterable<Nesting> {
  for (const call of evaluation.program.facts.get(file)?.calls ?? []) {
    const { callee } = call;
    const name = callee.kind === 'member' || callee.kind === 'name' ? callee.name : '';
    // Whatever a team calls it, it says that it makes a router; nothing else is followed for this.
    if (!/router/i.test(name) || call.arguments.length === 0) continue;
    const isRouter = evaluation.of(file, callee).some((value) => value.kind === 'external' && match(value.origin) !== undefined);
    if (!isRouter) continue;
    const router = keyOf({ file, span: call.nameSpan });
    for (const argument of call.arguments) for (const { child, path } of heldBy(evaluation, file, argument, [], 0)) yield { child, router, name: path.join('.') };
  }
}

/** What an object of procedures holds, through objects and spreads within it. */
function* heldBy(evaluation: Search['evaluation'], file: FilePath, expression: Expression, path: readonly string[], depth: number): Iterable<{ readonly child: string; readonly path: readonly string[] }> {
  if (depth > MOST_LEVELS) return;
  for (const value of evaluation.of(file, expression)) {
    if (value.kind === 'external' && value.made) yield { child: keyOf(value.made.at), path };
    if (value.kind !== 'expression' || value.expression.kind !== 'object') continue;
    for (const { name, value: held } of value.expression.properties) yield* heldBy(evaluation, value.file, held, [...path, name], depth + 1);
    for (const spread of value.expression.spreads) yield* heldBy(evaluation, value.file, spread, path, depth + 1);
  }
}

const MOST_LEVELS = 8;

/** The same entries, with procedures named from the outermost router on. */
export function withNestedNames(entries: readonly Entry[], nestings: readonly Nesting[]): readonly Entry[] {
  if (nestings.length === 0) return entries;
  const above = new Map(nestings.map((nesting) => [nesting.child, nesting]));
  return entries.map((entry) => {
    const path = entry.kind === 'rpc' ? pathOf(keyOf(entry.at), above) : [];
    return path.length > 0 ? { ...entry, label: `procedure ${path.join('.')}` } : entry;
  });
}

function pathOf(key: string, above: ReadonlyMap<string, Nesting>): readonly string[] {
  const path: string[] = [];
  let at = above.get(key);
  for (let level = 0; at && level < MOST_LEVELS; level++) {
    if (at.name !== '') path.unshift(at.name);
    at = above.get(at.router);
  }
  return path;
}

function keyOf({ file, span }: Site): string {
  return `${file} ${span[0]}`;
}
