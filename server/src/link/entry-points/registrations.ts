/** Calls on routers: which framework's, and which router, where that is known. */

import { frameworkRows } from '../../../../rules/knowledge/frameworks/framework-rows.ts';
import type { RouterRow } from '../../../../rules/knowledge/frameworks/framework-row.ts';
import { isForDevelopment } from '../../../../rules/knowledge/development.ts';
import { rowMatcher } from '../../../../rules/knowledge/row-matcher.ts';
import type { CallFact } from '../../../../rules/model/facts.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Value } from '../../../../rules/model/values.ts';
import type { Search } from './search.ts';
import { textOf } from './text.ts';

const rows = frameworkRows.filter((row) => row.shape === 'router');
const rowOfOrigin = rowMatcher(rows.map((row) => ({ match: row.routers, row })));
const methods = new Set(rows.flatMap((row) => [...Object.keys(row.verbs), ...row.mounts, ...row.plugins, ...Object.keys(row.objects)]));

/** `router[verb](path, handler)`: which method it is, callers decide. */
export const COMPUTED = '[]';

export interface Registration {
  readonly file: FilePath;
  readonly call: CallFact;
  readonly method: string;
  readonly row: RouterRow;
  readonly router: string | undefined;
  readonly isGuessed: boolean;
}

export function* registrationsIn({ evaluation, packageOf }: Search, file: FilePath): Iterable<Registration> {
  const facts = evaluation.program.facts.get(file);
  for (const call of facts?.calls ?? []) {
    const { callee } = call;
    if (!facts || call.kind !== 'call' || call.arguments.length === 0 || isForDevelopment(facts, call.branch)) continue;
    const method = callee.kind === 'element' && callee.key ? COMPUTED : callee.kind === 'member' && methods.has(callee.name) ? callee.name : undefined;
    if (method === undefined || (callee.kind !== 'member' && callee.kind !== 'element')) continue;
    const registration = { file, call, method };
    const receivers = evaluation.of(file, callee.of);
    const known = receivers.find((value) => value.kind === 'external' && rowOf(value.origin) !== undefined);
    if (known?.kind === 'external') {
      const row = rowOf(known.origin);
      if (row) yield { ...registration, row, router: identityOf(known), isGuessed: known.isGuessed };
      continue;
    }
    const name = callee.of.kind === 'name' || callee.of.kind === 'member' ? callee.of.name : undefined;
    if (name === undefined || method === COMPUTED || !receivers.every(isOpen)) continue;
    const dependencies = packageOf(file)?.dependencies;
    const row = rows.find((each) => each.guess.includes(name) && each.packages.some((one) => dependencies?.has(one)));
    const first = call.arguments[0];
    const path = first && textOf(evaluation, file, first);
    if (row && path !== undefined && /^[/*]/.test(path) && call.arguments.length > 1) yield { ...registration, row, router: undefined, isGuessed: true };
  }
}

/** Chained registrations give the router back: `app.get(…).post(…)`. */
export function rowOf(origin: string): RouterRow | undefined {
  const own = rowOfOrigin(origin)?.row;
  if (own) return own;
  const chained = /^(.*)\.\w+\(\)$/.exec(origin)?.[1];
  return chained === undefined ? undefined : rowOf(chained);
}

function isOpen(value: Value): boolean {
  return value.kind === 'external' && /\(\w* ?\d+\)/.test(value.origin);
}

/** Of the thing itself, by where it was made. */
export function identityOf(value: Value): string | undefined {
  return value.kind === 'external' && value.root ? `${value.root.at.file} ${value.root.call}` : undefined;
}
