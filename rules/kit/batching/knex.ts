/** `knex('users').where('id', key).first()` as one `whereIn`, and without `first()` too. Source: knexjs.org/guide/query-builder. */

import type { CallFact } from '../../model/facts.ts';
import { styleOf } from '../edits.ts';
import { isUniqueByName, keyedProperty, keyOf, methodOf, type Key, type Lookup, type Question } from './lookup.ts';

const KEPT = new Set(['from', 'table', 'where', 'andWhere', 'whereNot', 'whereNull', 'whereNotNull', 'transacting', 'timeout']);
const LISTS = new Set(['select', 'columns', 'column']);

interface Condition {
  readonly step: CallFact;
  /** `users.id`. */
  readonly column: string;
  readonly key: Key;
}

export function knexLookup(question: Question): Lookup | undefined {
  const { text, facts, call: { fact, chain } } = question;
  const steps = chain ?? [];
  const [start, ...rest] = steps;
  const conditions = rest.flatMap((step) => conditionOf(question, step) ?? []);
  const [condition, ...others] = conditions;
  const before = steps.at(-2);
  if (!start || !before || !condition || others.length > 0 || (methodOf(fact) === 'first' && fact.arguments.length > 0)) return undefined;
  const field = condition.column.slice(condition.column.lastIndexOf('.') + 1);
  const isMany = methodOf(fact) !== 'first';
  if ((!isMany && !isUniqueByName(field)) || !(isMany ? rest : rest.slice(0, -1)).every((step) => (isMany && methodOf(step) === 'orderBy') || KEPT.has(methodOf(step)) || (LISTS.has(methodOf(step)) && keeps(step, field)))) return undefined;
  if ((start.callee.kind === 'member' && !KEPT.has(methodOf(start)) && !(LISTS.has(methodOf(start)) && keeps(start, field))) || start.arguments.length === 0) return undefined;

  const last = text.slice(before.span[1], fact.span[1]);
  if (!isMany && !/^\s*\.first\(\s*\)$/.test(last)) return undefined;
  const { step, column, key } = condition;
  const { quote } = styleOf(text, facts);
  return {
    key: key.text,
    field,
    rows: isMany ? 'many' : 'one',
    missing: 'undefined',
    isLoose: true,
    isFirstOfList: false,
    changes: (keys) => [
      { span: [step.nameSpan[0], step.span[1]], newText: `whereIn(${quote}${column}${quote}, ${keys})` },
      ...(isMany ? [] : [{ span: [before.span[1], fact.span[1]] as const, newText: '' }]),
    ],
    imports: [],
  };
}

/** `where('id', key)`, `where('id', '=', key)`, `where({ id: key })`. */
function conditionOf(question: Question, step: CallFact): Condition | undefined {
  if (!/^(?:where|andWhere)$/.test(methodOf(step))) return undefined;
  const [first, second, third, ...others] = step.arguments;
  if (second === undefined) {
    const property = keyedProperty(question, first);
    return property && first?.kind === 'object' && first.properties.length === 1 ? { step, column: property.name, key: property.key } : undefined;
  }
  const isEqual = third === undefined || (second.kind === 'literal' && second.value === '=');
  const key = keyOf(question, third ?? second);
  return isEqual && key && others.length === 0 && first?.kind === 'literal' && typeof first.value === 'string' && /^[\w.]+$/.test(first.value) ? { step, column: first.value, key } : undefined;
}

/** All columns, or the one that is the key among them. */
function keeps({ arguments: given }: CallFact, field: string): boolean {
  return given.length === 0 || given.some((each) => each.kind === 'literal' && typeof each.value === 'string' && (each.value === '*' || each.value === field || each.value.endsWith(`.${field}`) || each.value.endsWith('.*')));
}
