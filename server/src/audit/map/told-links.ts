/** Which service knows the address of which: environment variables that its own code reads, `ORDERS_URL`. */

import { filesReachedBy } from '../../../../rules/kit/deployed-service.ts';
import { serviceCalled } from '../../../../rules/kit/service-called.ts';
import type { Codebase } from '../../../../rules/model/codebase.ts';
import { partsOf, type Expression } from '../../../../rules/model/expression.ts';
import type { FileFacts } from '../../../../rules/model/facts.ts';
import type { FilePath, Site, Span } from '../../../../rules/model/source.ts';
import { isRequest, type Service } from '../../../../rules/model/workspace.ts';
import { serviceId } from './ids.ts';
import type { Link } from './links.ts';

/** Beside what its calls say: a client that is made of settings asks somebody, however it does. */
export function* toldLinks(codebase: Codebase, services: readonly Service[]): Iterable<Link> {
  const reached = new Map(services.map((service) => [service, filesReachedBy(codebase, service)]));
  const readers = new Map<FilePath, number>();
  for (const files of reached.values()) for (const file of files) readers.set(file, (readers.get(file) ?? 0) + 1);
  for (const [service, files] of reached) {
    for (const file of files) {
      const facts = codebase.isOffline(file) ? undefined : codebase.facts.get(file);
      for (const { name, span } of facts ? addressesReadIn(facts) : []) {
        // What several services read, as one package of settings for all, says of none whom it asks.
        if (readers.get(file) !== 1 && withoutOwnName(service, name) === undefined) continue;
        const to = knownBy(codebase, services, service, name);
        if (to && to !== service) yield link(service, to, { file, span }, name);
      }
    }
  }
}

function link(from: Service, to: Service, at: Site, says: string): Link {
  return { from: serviceId(from), to: serviceId(to), kind: 'calls', at, says, isGuessed: true };
}

const ADDRESS = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:URL|URI|HOST|HOSTNAME|ORIGIN|ENDPOINT|ADDRESS)S?$/;
/** Told for links in letters and for redirects, more often than to be asked. */
const A_FRONT_END = /^(?:\w+_)?(?:FRONT(?:_?END)?|WEB|WEBSITE|SITE|CLIENT|DASHBOARD|UI|APP|PUBLIC|BASE|ROOT|SELF|REDIRECT|CALLBACK)_(?:BASE_)?(?:URL|URI|HOST|HOSTNAME|ORIGIN)S?$/;
/** What a front end calls the backend when there is one. */
const THE_API = /^(?:NEXT_PUBLIC_|NUXT_PUBLIC_|NX_|REACT_APP_|VITE_|PUBLIC_)*(?:API|BACKEND|SERVER)(?:_BASE|_SERVER|_INTERNAL|_PUBLIC)*_(?:URL|URI|HOST|ORIGIN|ENDPOINT)$/;

function knownBy(codebase: Codebase, services: readonly Service[], own: Service, variable: string): Service | undefined {
  if (A_FRONT_END.test(variable)) return undefined;
  const inner = withoutOwnName(own, variable);
  const called = serviceCalled(codebase, { variable }) ?? (inner === undefined ? undefined : (serviceCalled(codebase, { variable: inner }) ?? calledLike(services, own, inner)));
  if (called) return services.includes(called) && (answers(codebase, called) || called.entryPoints.length === 0) ? called : undefined;
  if (!THE_API.test(variable) || answers(codebase, own)) return undefined;
  const [only, ...others] = services.filter((each) => each !== own && answers(codebase, each));
  return others.length === 0 ? only : undefined;
}

/** `STOCK_PRICES_URL` of the service `stock` is where it finds `prices`. */
function withoutOwnName({ name, root }: Service, variable: string): string | undefined {
  for (const own of [name, root]) {
    const prefix = `${plain(own)}_`;
    if (prefix.length > 2 && variable.startsWith(prefix)) return variable.slice(prefix.length);
  }
  return undefined;
}

/** `APPVIEW_URL` where only one is called `shop-app-view`. */
function calledLike(services: readonly Service[], own: Service, variable: string): Service | undefined {
  const wanted = variable.replace(/_(?:SERVICE|SERVER|API)?_?(?:BASE_)?(?:URL|URI|HOST|HOSTNAME|ORIGIN|ENDPOINT|ADDRESS)S?$/, '').replaceAll('_', '');
  if (wanted.length < 6) return undefined;
  const [only, ...others] = services.filter((each) => each !== own && plain(each.name).replaceAll('_', '').endsWith(wanted));
  return others.length === 0 ? only : undefined;
}

/** `@shop/orders-service` is `ORDERS`. */
function plain(name: string): string {
  return name.replace(/^.*\//, '').replace(/[-_.](?:service|svc|api|server)$/, '').replace(/[-.]/g, '_').toUpperCase();
}

/** The address of what only shows pages is told for the links in a letter. */
function answers({ isOffline }: Codebase, { entryPoints }: Service): boolean {
  return entryPoints.some((each) => isRequest(each) && each.kind !== 'page' && each.kind !== 'middleware' && !isOffline(each.at.file));
}

/** `process.env.ORDERS_URL`, `env('ORDERS_URL')`. */
function* addressesReadIn(facts: FileFacts): Iterable<{ readonly name: string; readonly span: Span }> {
  const seen = new Set<string>();
  for (const expression of expressionsOf(facts)) {
    for (const read of readsIn(expression, 0)) {
      if (!ADDRESS.test(read.name) || seen.has(read.name)) continue;
      seen.add(read.name);
      yield read;
    }
  }
}

function* expressionsOf({ bindings, assignments, calls, functions }: FileFacts): Iterable<Expression> {
  for (const { value } of bindings) if (value) yield value;
  for (const { value } of assignments) if (value) yield value;
  for (const { callee, arguments: given } of calls) yield* [callee, ...given];
  for (const { returns } of functions) yield* returns;
}

const DEEPEST = 8;

function* readsIn(expression: Expression, depth: number): Iterable<{ readonly name: string; readonly span: Span }> {
  if (expression.kind === 'member' && (isEnvironment(expression.of))) yield { name: expression.name, span: expression.at };
  if (expression.kind === 'literal' && typeof expression.value === 'string') yield { name: expression.value, span: expression.at };
  if (depth < DEEPEST) for (const part of partsOf(expression)) yield* readsIn(part, depth + 1);
}

/** `process.env`, `import.meta.env`, `env`. */
function isEnvironment(expression: Expression): boolean {
  return expression.kind === 'member' ? expression.name === 'env' : expression.kind === 'name' && /^env$/i.test(expression.name);
}
