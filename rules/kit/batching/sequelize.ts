/** `findByPk`, `findOne` and `findAll` as one `findAll`, where a list stands for `IN`. Source: sequelize.org/docs/v6/core-concepts/model-querying-basics. */

import type { Codebase } from '../../model/codebase.ts';
import { hasOnly, isUniqueByName, keyedProperty, keyOf, methodOf, propertyIn, type Change, type Lookup, type Question } from './lookup.ts';

const OPTIONS = ['where', 'include', 'transaction', 'raw', 'nest', 'paranoid', 'logging', 'attributes'];

export function sequelizeLookup(question: Question): Lookup | undefined {
  const { codebase, text, facts, call: { fact, operation } } = question;
  const method = methodOf(fact);
  const [first, second, ...others] = fact.arguments;
  const isByKey = method === 'findByPk';
  const isMany = method === 'findAll';
  const options = isByKey ? second : first;
  if ((!isByKey && !isMany && method !== 'findOne') || others.length > 0 || (!isByKey && second !== undefined) || (options && !hasOnly(options, isByKey ? OPTIONS.slice(1) : isMany ? [...OPTIONS, 'order'] : OPTIONS))) return undefined;

  const property = isByKey ? undefined : keyedProperty(question, propertyIn(options, 'where'));
  const key = isByKey ? keyOf(question, first) : property?.key;
  const field = isByKey ? primaryKeyOf(codebase, operation?.subject) : property?.name;
  const attributes = propertyIn(options, 'attributes');
  const isRead = attributes === undefined || (attributes.kind === 'array' && attributes.elements.some((each) => each.kind === 'literal' && each.value === field));
  if (!key || field === undefined || !isRead || (property && !isMany && !isUniqueByName(property.name))) return undefined;

  const inside = options?.kind === 'object' ? text.slice(options.at[0] + 1, options.at[1] - 1) : '';
  if (isByKey && inside.includes('\n')) return undefined;
  const kept = inside.trim().replace(/,$/, '');
  const end = options?.kind === 'object' ? options.at[1] : key.span[1];
  return {
    key: key.text,
    field,
    rows: isMany ? 'many' : 'one',
    missing: 'null',
    isLoose: facts.language === 'javascript',
    isFirstOfList: false,
    changes: (keys): readonly Change[] => [
      { span: fact.nameSpan, newText: 'findAll' },
      property
        ? { span: property.at, newText: `${field}: ${keys}` }
        : { span: [key.span[0], end], newText: `{ where: { ${field}: ${keys} }${kept === '' ? '' : `, ${kept}`} }` },
    ],
    imports: [],
  };
}

/** `id`, unless the model says otherwise; undefined where one says so that may be it. */
function primaryKeyOf({ facts: all }: Codebase, subject: string | undefined): string | undefined {
  for (const { classes, calls } of all.values()) {
    for (const { name, fields } of classes) {
      const marked = fields.find(({ decorators }) => decorators.some((each) => (each.kind === 'name' ? each.name : each.kind === 'call' ? methodOf(calls[each.call] ?? NO_CALL) : '') === 'PrimaryKey'));
      if (marked && name === subject) return marked.name;
    }
    for (const call of calls) {
      if (!/^(?:define|init)$/.test(methodOf(call))) continue;
      const columns = call.arguments.find(({ kind }) => kind === 'object');
      if (columns?.kind !== 'object') continue;
      const own = columns.properties.find(({ value }) => propertyIn(value, 'primaryKey') !== undefined);
      const [named] = call.arguments;
      const isOther = named?.kind === 'literal' && subject !== undefined && named.value !== subject;
      const owner = call.callee.kind === 'member' && call.callee.of.kind === 'name' ? call.callee.of.name : undefined;
      if (own && own.name !== 'id' && !isOther) return named?.kind === 'literal' || owner === subject ? own.name : undefined;
    }
  }
  return 'id';
}

const NO_CALL = { callee: { kind: 'other', parts: [] } } as const;
