/** `findUnique`, `findFirst` and `findMany` as one `findMany`. Source: prisma.io/docs/orm/reference/prisma-client-reference. */

import type { Expression } from '../../model/expression.ts';
import type { DataField } from '../../model/manifests.ts';
import { dataModels } from '../data-models.ts';
import { modelOfQuery } from '../model-of-query.ts';
import { hasOnly, isUniqueByName, keyedProperty, methodOf, propertyIn, type Lookup, type Question } from './lookup.ts';

export function prismaLookup(question: Question): Lookup | undefined {
  const { call } = question;
  const { fact } = call;
  const [query, ...others] = fact.arguments;
  const method = methodOf(fact);
  const isMany = method === 'findMany';
  if (!/^find(?:Unique|First|Many)$/.test(method) || others.length > 0 || !hasOnly(query, ['where', 'include', 'select', ...(isMany ? ['orderBy'] : [])])) return undefined;
  const property = keyedProperty(question, propertyIn(query, 'where'));
  if (!property || (method === 'findFirst' && !isUnique(question, property.name))) return undefined;
  const { name, at, key } = property;
  const select = propertyIn(query, 'select');
  const selected = propertyIn(select, name);
  if (select && (select.kind !== 'object' || select.spreads.length > 0 || (selected && !(selected.kind === 'literal' && selected.value === true)))) return undefined;
  const added = select?.kind === 'object' && !selected ? [{ span: [select.at[0] + 1, select.at[0] + 1] as const, newText: listed(question, select, `${name}: true`) }] : [];
  return {
    key: key.text,
    field: name,
    rows: isMany ? 'many' : 'one',
    missing: 'null',
    isLoose: isMany && fieldOf(question, name)?.type.endsWith('?') === true,
    isFirstOfList: false,
    addsKey: added.length > 0,
    changes: (keys) => [{ span: fact.nameSpan, newText: 'findMany' }, { span: at, newText: `${name}: { in: ${keys} }` }, ...added],
    imports: [],
  };
}

/** As the first property of an object, on a line of its own where the others are. */
function listed({ text }: Question, { at: [start], properties }: Extract<Expression, { kind: 'object' }>, property: string): string {
  const gap = /^[ \t]*\r?\n[ \t]*/.exec(text.slice(start + 1))?.[0];
  return `${gap ?? ' '}${property}${properties.length > 0 ? ',' : ' '}`;
}

function isUnique(question: Question, field: string): boolean {
  return isUniqueByName(field) || fieldOf(question, field)?.isUnique === true;
}

function fieldOf({ codebase, call }: Question, field: string): DataField | undefined {
  return modelOfQuery(codebase, call, dataModels(codebase))?.fields.find(({ name }) => name === field);
}
