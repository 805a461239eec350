/** Finds routes written as objects in lists that a framework reads: `endpoints: [{ path, method, handler }]`. */

import { ROUTE_OBJECT_PACKAGES, routeVerb } from '../../../../rules/knowledge/frameworks/route-objects.ts';
import { partsOf, type Expression } from '../../../../rules/model/expression.ts';
import type { FileFacts } from '../../../../rules/model/facts.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import { handlersIn } from './handlers.ts';
import { joinPaths, withColons } from './paths.ts';
import { propertyOf } from './property-of.ts';
import type { Entry, Search } from './search.ts';
import { textOf } from './text.ts';

/** Lists are written near the top of what they are part of. */
const DEEPEST = 8;

/** hapi takes it among the options too. */
const HANDLERS = ['handler', 'options.handler', 'config.handler'];

export function* routeObjectEntries({ evaluation, packageOf }: Search, file: FilePath): Iterable<Entry> {
  const owner = packageOf(file);
  const facts = evaluation.program.facts.get(file);
  if (!owner || !facts) return;
  const framework = Object.entries(ROUTE_OBJECT_PACKAGES).find(([name]) => owner.name === name || owner.dependencies.has(name))?.[1];
  if (framework === undefined) return;
  for (const object of objectsIn(facts)) {
    const value = (...names: readonly string[]): Expression | undefined => object.properties.find(({ name }) => names.includes(name))?.value;
    const [path, method] = [value('path', 'url'), value('method')];
    const handler = HANDLERS.map((name) => propertyOf(evaluation, { file, expression: object }, name)).find((each) => each !== undefined);
    if (!path || !method || !handler) continue;
    const verb = routeVerb(textOf(evaluation, file, method) ?? '');
    const text = textOf(evaluation, file, path);
    if (verb === undefined || text === undefined || !text.startsWith('/')) continue;
    const route = joinPaths([withColons(text)]);
    for (const each of handlersIn(evaluation, handler.file, handler.expression)) {
      yield { kind: 'http-route', label: `${verb} ${route}`, method: verb, path: route, framework, handler: each.function, at: { file, span: object.at }, resolution: each.isGuessed ? 'dynamic' : 'static' };
    }
  }
}

type ObjectExpression = Expression & { kind: 'object' };

function* objectsIn(facts: FileFacts): Iterable<ObjectExpression> {
  const seen = new Set<Expression>();
  const roots = [
    ...facts.bindings.map(({ value }) => value),
    ...facts.assignments.map(({ value }) => value),
    ...facts.exports.map((fact) => (fact.kind === 'local' || fact.kind === 'assign' ? fact.value : undefined)),
    ...facts.functions.flatMap(({ returns }) => returns),
    ...facts.calls.flatMap(({ arguments: given }) => given),
  ];
  for (const root of roots) if (root) yield* objectsBelow(root, seen, 0);
}

function* objectsBelow(expression: Expression, seen: Set<Expression>, depth: number): Iterable<ObjectExpression> {
  if (depth > DEEPEST || seen.has(expression)) return;
  seen.add(expression);
  if (expression.kind === 'object') yield expression;
  for (const part of partsOf(expression)) yield* objectsBelow(part, seen, depth + 1);
}
