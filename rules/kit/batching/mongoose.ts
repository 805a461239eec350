/** `findById`, `findOne` and `find` as one `find` with `$in`, the rest of the chain as it is. Source: mongoosejs.com/docs/api/model.html. */

import type { CallFact } from '../../model/facts.ts';
import { isUniqueByName, keyedProperty, keyOf, methodOf, type Lookup, type Question } from './lookup.ts';

const KEPT = new Set(['lean', 'exec', 'populate', 'select', 'session', 'read', 'hint', 'maxTimeMS']);

export function mongooseLookup(question: Question): Lookup | undefined {
  const { text, call: { fact, chain } } = question;
  const [first, ...rest] = chain ?? [fact];
  const [given, ...others] = first?.arguments ?? [];
  if (!first || !given || others.length > 0 || rest.some((step) => !KEPT.has(methodOf(step)) && !(methodOf(first) === 'find' && methodOf(step) === 'sort'))) return undefined;
  const method = methodOf(first);
  if (method !== 'findById' && method !== 'findOne' && method !== 'find') return undefined;
  const property = method !== 'findById' ? keyedProperty(question, given) : undefined;
  const key = method === 'findById' ? keyOf(question, given) : property?.key;
  const field = property?.name ?? '_id';
  if (!key || (method === 'findOne' && !isUniqueByName(field)) || !rest.every((step) => methodOf(step) !== 'select' || keeps(step, field))) return undefined;
  if (method === 'findById' && text.charAt(key.span[1]) !== ')') return undefined;
  return {
    key: key.text,
    field,
    rows: method === 'find' ? 'many' : 'one',
    missing: 'null',
    isLoose: true,
    isFirstOfList: false,
    changes: (keys) => [
      { span: first.nameSpan, newText: 'find' },
      property ? { span: property.at, newText: `${field}: { $in: ${keys} }` } : { span: key.span, newText: `{ _id: { $in: ${keys} } }` },
    ],
    imports: [],
  };
}

/** `select('name email')` leaves `_id` in; any other field has to be named. */
function keeps({ arguments: given }: CallFact, field: string): boolean {
  const [fields, ...others] = given;
  if (fields?.kind !== 'literal' || typeof fields.value !== 'string' || others.length > 0) return false;
  const names = fields.value.split(/\s+/).filter((name) => name !== '');
  if (names.includes(`-${field}`)) return false;
  return field === '_id' || names.includes(field) || names.includes(`+${field}`) || names.every((name) => name.startsWith('-'));
}
