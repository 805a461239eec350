/** `findOneBy`, `findOne`, `findBy` and `find` of repositories, managers and active records as `findBy` and `find`. Source: typeorm.io/docs/working-with-entity-manager/find-options. */

import { importedAs, importOf, isFree } from '../edits.ts';
import { hasOnly, isUniqueByName, keyedProperty, methodOf, propertyIn, type Lookup, type Question } from './lookup.ts';

const OPTIONS = ['where', 'relations', 'relationLoadStrategy', 'withDeleted', 'cache', 'comment', 'loadEagerRelations', 'transaction'];

export function typeormLookup(question: Question): Lookup | undefined {
  const { text, facts, call: { fact } } = question;
  const method = methodOf(fact);
  // An entity manager takes the entity first.
  const [given, ...before] = [...fact.arguments].reverse();
  const isMany = method === 'findBy' || method === 'find';
  if (!/^find(?:One)?(?:By)?$/.test(method) || before.length > 1 || before.some(({ kind }) => kind !== 'name')) return undefined;
  if (!method.endsWith('By') && !hasOnly(given, isMany ? [...OPTIONS, 'order'] : OPTIONS)) return undefined;
  const property = keyedProperty(question, method.endsWith('By') ? given : propertyIn(given, 'where'));
  const known = importedAs(facts, 'In', ['typeorm']);
  if (!property || (!isMany && !isUniqueByName(property.name)) || (known === undefined && !isFree(text, 'In'))) return undefined;
  const { name, at, key } = property;
  return {
    key: key.text,
    field: name,
    rows: isMany ? 'many' : 'one',
    missing: 'null',
    isLoose: facts.language === 'javascript',
    isFirstOfList: false,
    changes: (keys) => [
      { span: fact.nameSpan, newText: method.endsWith('By') ? 'findBy' : 'find' },
      { span: at, newText: `${name}: ${known ?? 'In'}(${keys})` },
    ],
    imports: known === undefined ? [importOf(text, facts, 'In', 'typeorm')] : [],
  };
}
