/** Routes registered by calls on an application or router object, with the prefixes they are mounted below. */

import type { RouterRow } from '../../../../rules/knowledge/frameworks/framework-row.ts';
import type { CallFact } from '../../../../rules/model/facts.ts';
import { functionId, partsOfFunctionId } from '../../../../rules/model/function-id.ts';
import { handlersIn, type Handler } from './handlers.ts';
import { fullPath, mountsOf, optionText, type Mount } from './mounts.ts';
import { withColons } from './paths.ts';
import { givenAt, placeInCall } from './place-in-call.ts';
import { propertyOf, type Given } from './property-of.ts';
import { COMPUTED, identityOf, rowOf, type Registration } from './registrations.ts';
import { tableRows } from './route-tables.ts';
import type { Entry, Search } from './search.ts';
import { textOf } from './text.ts';

/** `registrations` of all files, in the order of the program. */
export function* routerEntries(search: Search, registrations: readonly Registration[]): Iterable<Entry> {
  const mounts = mountsOf(search, registrations);
  for (const registration of registrations) {
    const { row, method } = registration;
    if (method === COMPUTED) yield* routesOf(search, registration, mounts, undefined);
    else if (row.verbs[method] !== undefined) yield* routesOf(search, registration, mounts, row.verbs[method]);
    else if (row.objects[method]) yield* objectRouteOf(search, registration, mounts, row.objects[method]);
    else if (row.mounts.includes(method)) yield* middlewareOf(search, registration, mounts);
  }
}

function* routesOf(search: Search, registration: Registration, mounts: ReadonlyMap<string, Mount>, verb: string | undefined): Iterable<Entry> {
  const { evaluation } = search;
  const chained = chainedPath(evaluation, registration);
  for (const at of callSites(search, registration)) {
    const [first, ...others] = at.arguments;
    const path = chained ?? (first?.expression && textOf(evaluation, first.file, first.expression));
    const behind = chained === undefined ? others : at.arguments;
    const handlers = behind.map((argument) => handlersIn(evaluation, argument.file, argument.expression));
    const isRoute = path !== undefined || handlers.some(({ length }) => length > 0);
    if (!isRoute) continue;
    yield* entriesFor({ registration, at: at.site, verb: verb ?? at.verb ?? 'ANY', path: fullPath(search, { ...registration, router: at.router }, mounts, path), handlers });
  }
}

interface CallSite {
  readonly site: Entry['at'];
  readonly arguments: readonly Given[];
  /** A helper is handed many routers, each call one of them. */
  readonly router: string | undefined;
  /** Where the method's name is computed: the HTTP method it comes to. */
  readonly verb: string | undefined;
}

/**
 * The registration itself; or, where it stands in a helper that is handed path and handlers
 * (`setupPageRoute(app, '/users', middleware, controller)`), each call of that helper with what it hands over.
 */
function callSites({ evaluation }: Search, { file, call, router }: Registration): readonly CallSite[] {
  const own = call.arguments.map((expression) => ({ file, expression }));
  const key = call.callee.kind === 'element' ? call.callee.key : undefined;
  const itself: CallSite = { site: { file, span: call.nameSpan }, arguments: own, router, verb: key && verbOf(evaluation, { file, expression: key }) };
  const places = call.arguments.map((argument) => placeInCall(evaluation, file, argument, call.in));
  const isHandedOver = places.slice(1).some((place) => place !== undefined);
  const callers = isHandedOver ? evaluation.flow.callsOf(functionId(file, call.in)) : [];
  if (callers.length === 0) {
    const rows = tableRows(evaluation, file, call);
    return rows?.map((row) => ({ site: row.site, arguments: row.arguments, router, verb: row.method && verbOf(evaluation, row.method) })) ?? [itself];
  }
  const keyPlace = key && placeInCall(evaluation, file, key, call.in);
  const { callee } = call;
  const routerPlace = (callee.kind === 'member' || callee.kind === 'element') && callee.of.kind === 'name' ? placeInCall(evaluation, file, callee.of, call.in) : undefined;
  return callers.map((caller) => {
    const givenKey = keyPlace ? givenAt(evaluation, keyPlace, caller) : key && { file, expression: key };
    return {
      site: { file: caller.file, span: caller.span },
      arguments: own.flatMap((argument, index) => {
        const place = places[index];
        if (place === undefined) return [argument];
        return givenAt(evaluation, place, caller) ?? [argument];
      }),
      router: (routerPlace && routerAt(evaluation, givenAt(evaluation, routerPlace, caller))) ?? router,
      verb: givenKey && verbOf(evaluation, givenKey),
    };
  });
}

function routerAt(evaluation: Search['evaluation'], given: Given | undefined): string | undefined {
  const values = given ? evaluation.of(given.file, given.expression) : [];
  return values.map((value) => (value.kind === 'external' && rowOf(value.origin) ? identityOf(value) : undefined)).find((identity) => identity !== undefined);
}

function verbOf(evaluation: Search['evaluation'], { file, expression }: Given): string | undefined {
  return textOf(evaluation, file, expression)?.toUpperCase();
}

/** The path of `router.route('/x').get(…)`. */
function chainedPath(evaluation: Search['evaluation'], { file, call, row }: Registration): string | undefined {
  const facts = evaluation.program.facts.get(file);
  for (let of = call.callee.kind === 'member' ? call.callee.of : undefined; of?.kind === 'call'; ) {
    const inner: CallFact | undefined = facts?.calls[of.call];
    if (inner?.callee.kind !== 'member') return undefined;
    const first = inner.arguments[0];
    if (row.chains.includes(inner.callee.name) && first) return textOf(evaluation, file, first) ?? '';
    of = inner.callee.of;
  }
  return undefined;
}

function* objectRouteOf(search: Search, registration: Registration, mounts: ReadonlyMap<string, Mount>, shape: RouterRow['objects'][string]): Iterable<Entry> {
  const { evaluation } = search;
  const { file, call } = registration;
  const [first, ...behind] = call.arguments;
  const routes = first ? describedBy(evaluation, { file, expression: first }) : [];
  for (const route of routes) {
    const at = routes.length > 1 && route.expression.kind === 'object' ? { file: route.file, span: route.expression.at } : { file, span: call.nameSpan };
    const written = optionText(evaluation, route.file, route.expression, shape.path);
    const path = written === undefined ? undefined : withColons(written);
    const verb = optionText(evaluation, route.file, route.expression, shape.method)?.toUpperCase() ?? 'ANY';
    const named = [...shape.handlers].reverse().map((name) => {
      const value = propertyOf(evaluation, route, name);
      return value ? handlersIn(evaluation, value.file, value.expression) : [];
    });
    const handlers = shape.handlersBehind ? [...named, ...behind.map((each) => handlersIn(evaluation, file, each))] : named;
    yield* entriesFor({ registration, at, verb, path: fullPath(search, registration, mounts, path), handlers });
  }
}

/** The object literals that describe routes: itself or each of a list, constants, or what was given to the function that made one. */
function describedBy(evaluation: Search['evaluation'], { file, expression }: Given, depth = 0): readonly Given[] {
  if (expression.kind === 'object') return [{ file, expression }];
  if (depth > 3) return [];
  if (expression.kind === 'array') return expression.elements.flatMap((element) => describedBy(evaluation, { file, expression: element.kind === 'spread' ? element.of : element }, depth + 1));
  for (const value of evaluation.of(file, expression)) {
    if (value.kind === 'expression' && (value.expression.kind === 'object' || value.expression.kind === 'array')) return describedBy(evaluation, { file: value.file, expression: value.expression }, depth + 1);
    const made = value.kind === 'external' ? value.made : undefined;
    const [given] = (made && evaluation.program.facts.get(made.at.file)?.calls[made.call]?.arguments) ?? [];
    if (made && given?.kind === 'object') return [{ file: made.at.file, expression: given }];
  }
  return [];
}

/** `app.use(fn)`: what every request below the prefix comes through. */
function* middlewareOf(search: Search, registration: Registration, mounts: ReadonlyMap<string, Mount>): Iterable<Entry> {
  const { evaluation } = search;
  const { file, call, row, isGuessed } = registration;
  const first = call.arguments[0];
  const path = first && textOf(evaluation, file, first);
  const below = fullPath(search, registration, mounts, path ?? '');
  for (const handler of call.arguments.flatMap((argument) => handlersIn(evaluation, file, argument))) {
    yield {
      kind: 'middleware',
      label: labelOf(search, row, handler, below),
      framework: row.framework,
      handler: handler.function,
      at: { file, span: call.nameSpan },
      resolution: isGuessed || handler.isGuessed ? 'dynamic' : 'static',
    };
  }
}

/** Express tells by the number of parameters: with four it takes errors; with two it cannot hand on, and stands last for what nothing before it answered. */
function labelOf({ evaluation: { program } }: Search, { framework }: RouterRow, { function: id }: Handler, below: string | undefined): string {
  const { file, index } = partsOfFunctionId(id);
  const parameters = program.facts.get(file)?.functions[index]?.parameters ?? [];
  if (framework === 'express' && parameters.length === 4) return 'every error';
  if (below !== undefined && below !== '/' && below !== '') return `every request below ${below}`;
  return framework === 'express' && (parameters.length === 1 || parameters.length === 2) && parameters.every(({ isRest }) => !isRest) ? 'whatever no route answers' : 'every request';
}

interface Route {
  readonly registration: Registration;
  readonly at: Entry['at'];
  readonly verb: string;
  readonly path: string | undefined;
  /** By argument; the last that holds any answers, those before run first. */
  readonly handlers: readonly (readonly Handler[])[];
}

function* entriesFor({ registration: { row, isGuessed }, at, verb, path, handlers }: Route): Iterable<Entry> {
  const filled = handlers.filter(({ length }) => length > 0);
  for (const [index, group] of filled.entries()) {
    for (const handler of group) {
      yield {
        kind: index === filled.length - 1 ? 'http-route' : 'middleware',
        label: `${verb} ${path ?? '(computed path)'}`,
        method: verb,
        ...(path === undefined ? {} : { path }),
        framework: row.framework,
        handler: handler.function,
        at,
        resolution: isGuessed || handler.isGuessed ? 'dynamic' : 'static',
      };
    }
  }
}
