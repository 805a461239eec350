/** Queries that bring whole trees of related rows with them: relations of relations, or many at once. */

import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { Call } from '../../model/graphs.ts';

/** More relations than this in one list query are a tree. */
const MOST_RELATIONS = 3;
const NAMES = /^(?:include|relations|with|populate|eager)$/;

/** In words, `order, customer and 2 more`, the relations that are brought; undefined where they are few and flat, or fields are chosen. */
export function fetchedTree(codebase: Codebase, { fact, chain, file }: Call): readonly string[] | undefined {
  const steps = chain ?? [fact];
  if (steps.some(({ callee }) => callee.kind === 'member' && /^(?:select|lean|project|projection)$/.test(callee.name))) return undefined;
  const populated = steps.flatMap(({ callee, arguments: [first] }) => (callee.kind === 'member' && /^(?:populate|leftJoinAndSelect|innerJoinAndSelect|withGraphFetched)$/.test(callee.name) && first ? [first] : []));
  const named = fact.arguments.flatMap((argument) => relationsIn(codebase, file, argument, 0));
  const found = [...named, ...populated.flatMap((each) => pathsIn(each))];
  return found.length > MOST_RELATIONS || found.some((path) => path.split('.').length > 2) ? found : undefined;
}

/** `{ include: { items: { include: { article: true } } } }` is `items` and `items.article`. */
function relationsIn(codebase: Codebase, file: Call['file'], expression: Expression, depth: number): readonly string[] {
  if (expression.kind !== 'object' || depth > 6) return [];
  if (expression.properties.some(({ name }) => name === 'select' || name === 'attributes' || name === 'columns')) return [];
  return expression.properties.filter(({ name }) => NAMES.test(name)).flatMap(({ value }) => {
    if (value.kind === 'array') return value.elements.flatMap((each) => (each.kind === 'object' ? nestedIn(codebase, file, each, depth) : pathsIn(each)));
    if (value.kind !== 'object') return [];
    return value.properties.flatMap(({ name, value: inner }) => [name, ...relationsIn(codebase, file, inner, depth + 1).map((each) => `${name}.${each}`)]);
  });
}

/** Sequelize: `include: [{ model: Item, include: [Article] }]`. */
function nestedIn(codebase: Codebase, file: Call['file'], expression: Expression & { kind: 'object' }, depth: number): readonly string[] {
  const model = expression.properties.find(({ name }) => name === 'model' || name === 'association' || name === 'as' || name === 'path')?.value;
  const [name = 'one'] = model ? pathsIn(model) : [];
  return [name, ...relationsIn(codebase, file, expression, depth + 1).map((each) => `${name}.${each}`)];
}

/** `'items.article'`, `Article`, `[items.article]`. */
function pathsIn(expression: Expression): readonly string[] {
  if (expression.kind === 'literal' && typeof expression.value === 'string') return expression.value.split(/\s+/).filter((each) => each !== '');
  if (expression.kind === 'name') return [expression.name];
  if (expression.kind === 'object') {
    const path = expression.properties.find(({ name }) => name === 'path')?.value;
    const inner = expression.properties.find(({ name }) => name === 'populate')?.value;
    const [name = 'one'] = path ? pathsIn(path) : [];
    return [name, ...(inner ? pathsIn(inner).map((each) => `${name}.${each}`) : [])];
  }
  return expression.kind === 'array' ? expression.elements.flatMap((each) => pathsIn(each)) : [];
}
