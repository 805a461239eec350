/** `eq(users.id, key)` as `inArray(users.id, keys)`. Sources: orm.drizzle.team/docs/operators, /docs/rqb, /docs/select. */

import type { CallFact } from '../../model/facts.ts';
import type { Expression } from '../../model/expression.ts';
import { importedAs, importOf, isFree } from '../edits.ts';
import { contains } from '../../model/source.ts';
import { versionIn } from '../version-in.ts';
import { hasOnly, isUniqueByName, keyOf, methodOf, propertyIn, type Change, type Key, type Lookup, type Question } from './lookup.ts';

interface Condition {
  readonly call: CallFact;
  readonly column: Expression & { readonly kind: 'member' };
  readonly key: Key;
}

export function drizzleLookup(question: Question): Lookup | undefined {
  const { codebase, text, facts, call: { fact, chain } } = question;
  const dependency = versionIn(codebase.packageOf(facts.file), 'drizzle-orm');
  // Before 0.32.1 an empty list was an error: github.com/drizzle-team/drizzle-orm/pull/2502.
  if (dependency !== undefined && /^[^\d]*0\.(?:[0-2]?\d|3[01])\./.test(dependency)) return undefined;
  const condition = conditionOf(question);
  const known = importedAs(facts, 'inArray', ['drizzle-orm']);
  if (!condition || importedAs(facts, 'eq', ['drizzle-orm']) === undefined || (known === undefined && !isFree(text, 'inArray'))) return undefined;

  const isFirst = /^find(?:First|Many)$/.test(methodOf(fact));
  const isMany = methodOf(fact) === 'findMany' || (!isFirst && methodOf(fact) !== 'get' && !/\[\s*[\w$]+\s*\]\s*=\s*await\s*$/.test(text.slice(0, (chain?.[0] ?? fact).span[0])));
  const [query, ...others] = fact.arguments;
  if (isFirst && (others.length > 0 || !hasOnly(query, ['where', 'with', 'extras', ...(isMany ? ['orderBy'] : [])]) || !isIn(question, propertyIn(query, 'where'), condition))) return undefined;
  const list = isFirst ? undefined : listOf(question, chain ?? [], condition, isMany);
  const field = isFirst ? condition.column.name : list?.field;
  if (field === undefined || (!isMany && !isUniqueByName(condition.column.name))) return undefined;
  const { call, key } = condition;
  return {
    key: key.text,
    field,
    rows: isMany ? 'many' : 'one',
    missing: 'undefined',
    isLoose: facts.language === 'javascript',
    isFirstOfList: !isFirst && !isMany && methodOf(fact) !== 'get',
    changes: (keys) => [
      ...(isFirst ? [{ span: fact.nameSpan, newText: 'findMany' }] : (list?.changes ?? [])),
      { span: call.nameSpan, newText: known ?? 'inArray' },
      { span: key.span, newText: keys },
    ],
    imports: known === undefined ? [importOf(text, facts, 'inArray', 'drizzle-orm')] : [],
  };
}

/** The one `eq(table.column, key)` within the query. */
function conditionOf(question: Question): Condition | undefined {
  const { facts, call: { fact } } = question;
  const all = facts.calls.flatMap((call): Condition[] => {
    const [column, value, ...others] = call.arguments;
    if (call.in !== fact.in || methodOf(call) !== 'eq' || others.length > 0 || !contains(fact.span, call.span) || column?.kind !== 'member' || call.callee.kind !== 'name') return [];
    const key = keyOf(question, value);
    return key ? [{ call, column, key }] : [];
  });
  return all.length === 1 ? all[0] : undefined;
}

/** It is the condition, or one of those that `and` puts together. */
function isIn({ facts }: Question, where: Expression | undefined, { call }: Condition): boolean {
  const given = where?.kind === 'call' ? facts.calls[where.call] : undefined;
  return given === call || (given !== undefined && methodOf(given) === 'and' && given.arguments.some((each) => each.kind === 'call' && facts.calls[each.call] === call));
}

/** `select().from(users).where(eq(…)).limit(1)`, or with `get()` in place of a pattern; by which name the rows carry the key. */
function listOf(question: Question, steps: readonly CallFact[], condition: Condition, isMany: boolean): { readonly field: string; readonly changes: readonly Change[] } | undefined {
  const { text } = question;
  if (!(isMany ? /^select from where(?: orderBy)?$/ : /^select from where(?: limit)?(?: get)?$/).test(steps.map(methodOf).join(' '))) return undefined;
  const [select, , where, ...rest] = steps;
  const last = rest.at(-1);
  if (!select || !where || !isIn(question, where.arguments[0], condition)) return undefined;
  const [columns] = select.arguments;
  const isSame = (each: Expression): boolean => each.kind === 'member' && each.name === condition.column.name && each.of.kind === 'name' && condition.column.of.kind === 'name' && each.of.name === condition.column.of.name;
  const field = columns === undefined ? condition.column.name : columns.kind === 'object' ? columns.properties.find(({ value }) => isSame(value))?.name : undefined;
  if (field === undefined) return undefined;
  if (!last || isMany) return { field, changes: [] };
  const isOne = /^(?:\s*\.limit\(\s*1\s*\))?(?:\s*\.get\(\s*\))?$/.test(text.slice(where.span[1], last.span[1]));
  return isOne ? { field, changes: [{ span: [where.span[1], last.span[1]], newText: '' }] } : undefined;
}
