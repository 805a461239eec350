/** Routes registered by calls on an application or router object, with the prefixes they are mounted below. */

import { frameworkRows } from '../../../../rules/knowledge/frameworks/framework-rows.ts';
import type { RouterRow } from '../../../../rules/knowledge/frameworks/framework-row.ts';
import { isForDevelopment } from '../../../../rules/knowledge/development.ts';
import { rowMatcher } from '../../../../rules/knowledge/row-matcher.ts';
import type { Expression } from '../../../../rules/model/expression.ts';
import type { CallFact } from '../../../../rules/model/facts.ts';
import { functionId, type FunctionId } from '../../../../rules/model/function-id.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Value } from '../../../../rules/model/values.ts';
import type { Entry, Search } from './search.ts';
import { replacedExports } from '../evaluate/replaced-exports.ts';
import { handlersIn, type Handler } from './handlers.ts';
import { joinPaths } from './paths.ts';
import { givenAt, placeInCall } from './place-in-call.ts';
import { propertyOf, type Given } from './property-of.ts';
import { textOf } from './text.ts';

const rows = frameworkRows.filter((row) => row.shape === 'router');
const rowOfOrigin = rowMatcher(rows.map((row) => ({ match: row.routers, row })));
const methods = new Set(rows.flatMap((row) => [...Object.keys(row.verbs), ...row.mounts, ...row.plugins, ...Object.keys(row.objects)]));

/** `router[verb](path, handler)`: which method it is, callers decide. */
const COMPUTED = '[]';

/** A call on a router: which framework's, and which router, where that is known. */
export interface Registration {
  readonly file: FilePath;
  readonly call: CallFact;
  readonly method: string;
  readonly row: RouterRow;
  readonly router: string | undefined;
  readonly isGuessed: boolean;
}

/** Where a router hangs: below which prefix of which other router, registered in which function. */
interface Mount {
  readonly prefix: string;
  readonly above: string | undefined;
  readonly in: FunctionId;
}

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
function rowOf(origin: string): RouterRow | undefined {
  const own = rowOfOrigin(origin)?.row;
  if (own) return own;
  const chained = /^(.*)\.\w+\(\)$/.exec(origin)?.[1];
  return chained === undefined ? undefined : rowOf(chained);
}

function isOpen(value: Value): boolean {
  return value.kind === 'external' && /\(\w* ?\d+\)/.test(value.origin);
}

function identityOf(value: Value): string | undefined {
  return value.kind === 'external' && value.root ? `${value.root.at.file} ${value.root.call}` : undefined;
}

function mountsOf({ evaluation }: Search, registrations: readonly Registration[]): ReadonlyMap<string, Mount> {
  const mounts = new Map<string, Mount>();
  for (const { file, call, row, method, router } of registrations) {
    const isPlugin = row.plugins.includes(method);
    if (!isPlugin && !row.mounts.includes(method)) continue;
    const [first, second] = call.arguments;
    const prefix = isPlugin ? optionText(evaluation, file, second, 'prefix') : first && textOf(evaluation, file, first);
    const mount: Mount = { prefix: prefix ?? '', above: router, in: functionId(file, call.in) };
    for (const { prefix: own, key } of pairedMounts(evaluation, file, call)) {
      if (!mounts.has(key)) mounts.set(key, { ...mount, prefix: own });
    }
    const targets = isPlugin && first ? [first] : call.arguments;
    for (const target of targets) {
      for (const key of mountKeys(evaluation, file, target)) if (key !== router && !mounts.has(key)) mounts.set(key, mount);
    }
  }
  return mounts;
}

/** `routes.forEach((route) => app.use(route.path, route.router))`: each element's router below its own path. */
function pairedMounts(evaluation: Search['evaluation'], file: FilePath, { arguments: [first, ...others] }: CallFact): readonly { readonly prefix: string; readonly key: string }[] {
  const target = others.at(-1);
  if (first?.kind !== 'member' || target?.kind !== 'member' || first.of.kind !== 'name' || target.of.kind !== 'name' || first.of.binding !== target.of.binding) return [];
  return evaluation.of(file, first.of).flatMap((element) => {
    if (element.kind !== 'expression' || element.expression.kind !== 'object') return [];
    const { properties } = element.expression;
    const path = properties.find(({ name }) => name === first.name)?.value;
    const router = properties.find(({ name }) => name === target.name)?.value;
    const prefix = path && textOf(evaluation, element.file, path);
    if (prefix === undefined || !router) return [];
    return mountKeys(evaluation, element.file, router).map((key) => ({ prefix, key }));
  });
}

/** What an argument mounts: routers by where they were made, plugins by their function. */
function mountKeys(evaluation: Search['evaluation'], file: FilePath, expression: Expression): readonly string[] {
  if (expression.kind === 'array') return expression.elements.flatMap((each) => mountKeys(evaluation, file, each));
  const values = evaluation.of(file, expression).flatMap((value) => (value.kind === 'module' ? replacedExports(evaluation, value.file) : [value]));
  return values.flatMap((value): readonly string[] => {
    if (value.kind === 'function') return [value.function];
    const identity = value.kind === 'external' && rowOf(value.origin) ? identityOf(value) : undefined;
    return identity === undefined ? [] : [identity];
  });
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
  if (callers.length === 0) return [itself];
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
  const route = first && describedBy(evaluation, { file, expression: first });
  if (!route) return;
  const path = optionText(evaluation, route.file, route.expression, shape.path)?.replace(/\{(\w+)\}/g, ':$1');
  const verb = optionText(evaluation, route.file, route.expression, shape.method)?.toUpperCase() ?? 'ANY';
  const named = [...shape.handlers].reverse().map((name) => {
    const value = propertyOf(evaluation, route, name);
    return value ? handlersIn(evaluation, value.file, value.expression) : [];
  });
  const handlers = shape.handlersBehind ? [...named, ...behind.map((each) => handlersIn(evaluation, file, each))] : named;
  yield* entriesFor({ registration, at: { file, span: call.nameSpan }, verb, path: fullPath(search, registration, mounts, path), handlers });
}

/** The object literal that describes a route: itself, a constant, or what was given to the function that made it. */
function describedBy({ program, of }: Search['evaluation'], { file, expression }: Given): Given | undefined {
  if (expression.kind === 'object') return { file, expression };
  for (const value of of(file, expression)) {
    if (value.kind === 'expression' && value.expression.kind === 'object') return { file: value.file, expression: value.expression };
    const made = value.kind === 'external' ? value.made : undefined;
    const [given] = (made && program.facts.get(made.at.file)?.calls[made.call]?.arguments) ?? [];
    if (made && given?.kind === 'object') return { file: made.at.file, expression: given };
  }
  return undefined;
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
      label: below === undefined || below === '/' || below === '' ? 'every request' : `every request below ${below}`,
      framework: row.framework,
      handler: handler.function,
      at: { file, span: call.nameSpan },
      resolution: isGuessed || handler.isGuessed ? 'dynamic' : 'static',
    };
  }
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

/** The route's own path below every prefix its router is mounted under. */
function fullPath({ evaluation }: Search, { file, call, row, router }: Registration, mounts: ReadonlyMap<string, Mount>, own: string | undefined): string | undefined {
  if (own === undefined) return undefined;
  const prefixes: string[] = [own];
  let key = router;
  let within: FunctionId | undefined = functionId(file, call.in);
  const seen = new Set<string>();
  for (let turn = 0; turn < 8; turn++) {
    const option = row.prefixOption && key ? constructorPrefix(evaluation, key, row.prefixOption) : undefined;
    if (option) prefixes.unshift(option);
    const mount: Mount | undefined = (key && mounts.get(key)) || pluginAround(evaluation, within, mounts);
    if (!mount) break;
    const mark = `${mount.in} ${mount.prefix} ${mount.above}`;
    if (seen.has(mark)) break;
    seen.add(mark);
    prefixes.unshift(mount.prefix);
    key = mount.above;
    within = mount.in;
  }
  return joinPaths(prefixes);
}

function pluginAround({ program }: Search['evaluation'], within: FunctionId | undefined, mounts: ReadonlyMap<string, Mount>): Mount | undefined {
  if (!within) return undefined;
  const file = within.slice(0, within.lastIndexOf('#')) as FilePath;
  const functions = program.facts.get(file)?.functions ?? [];
  for (let index: number | undefined = Number(within.slice(file.length + 1)); index !== undefined; index = functions[index]?.parent) {
    const mount = mounts.get(functionId(file, index));
    if (mount) return mount;
  }
  return undefined;
}

function constructorPrefix(evaluation: Search['evaluation'], router: string, option: string): string | undefined {
  const space = router.lastIndexOf(' ');
  const file = router.slice(0, space) as FilePath;
  const first = evaluation.program.facts.get(file)?.calls[Number(router.slice(space + 1))]?.arguments[0];
  return optionText(evaluation, file, first, option);
}

function optionText(evaluation: Search['evaluation'], file: FilePath, expression: Expression | undefined, name: string): string | undefined {
  if (!expression) return undefined;
  const found = propertyOf(evaluation, { file, expression }, name);
  return found && textOf(evaluation, found.file, found.expression);
}
