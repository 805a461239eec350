/** Where an outbound call goes: the address as far as it is written, and the service of this workspace behind it. */

import type { Codebase } from '../model/codebase.ts';
import type { Expression } from '../model/expression.ts';
import type { Call } from '../model/graphs.ts';
import { partsOfFunctionId } from '../model/function-id.ts';
import { serviceOfWorkload } from '../model/manifests.ts';
import type { FilePath, Site } from '../model/source.ts';
import type { Value } from '../model/values.ts';
import type { Service } from '../model/workspace.ts';

export interface Address {
  /** Without port: `orders`, `localhost`. */
  readonly host?: string;
  readonly port?: string;
  /** `/orders/`: as far as it is constant. */
  readonly path?: string;
  /** The environment variable it comes from. */
  readonly variable?: string;
  /** Where the host is written. */
  readonly at?: Site;
}

/** The address an outbound call names, or the client it is made with; undefined when it is computed, or one of several. */
export function addressOf(codebase: Codebase, call: Call): Address | undefined {
  const [first] = call.fact.arguments;
  const own = first && addressIn(codebase, call.file, first, 0);
  if (own && (own.host !== undefined || own.variable !== undefined)) return own;
  const base = baseOf(codebase, call);
  return base && { ...base, ...(own?.path !== undefined && { path: own.path }) };
}

/** The address that an expression writes out. */
export function writtenAddress(codebase: Codebase, file: FilePath, expression: Expression): Address | undefined {
  return addressIn(codebase, file, expression, 0);
}

/** `axios.create({ baseURL })`, `new Prices('prices:50051', credentials)`: of the client that the call, or the first of its chain, is made on. */
function baseOf(codebase: Codebase, { file, fact }: Call): Address | undefined {
  if (fact.callee.kind !== 'member') return undefined;
  for (const value of codebase.values.of(file, fact.callee.of)) {
    for (const made of value.kind === 'external' ? [value.made, value.root] : []) {
      const [options] = made ? (codebase.facts.get(made.at.file)?.calls[made.call]?.arguments ?? []) : [];
      const address = made && options && addressIn(codebase, made.at.file, options, 0);
      // What is only a path was asked for by a call of the chain.
      if (address?.host !== undefined || address?.variable !== undefined) return address;
    }
  }
  return undefined;
}

const MOST_STEPS = 8;

function addressIn(codebase: Codebase, file: FilePath, expression: Expression, depth: number): Address | undefined {
  if (depth > MOST_STEPS) return undefined;
  const inner = (each: Expression | undefined): Address | undefined => (each ? addressIn(codebase, file, each, depth + 1) : undefined);
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string' ? parsed(expression.value, { file, span: expression.at }) : undefined;
    case 'template': {
      const [start = '', next = ''] = expression.texts;
      const [hole] = expression.holes;
      if (start !== '' || !hole) return parsed(start, { file, span: expression.at });
      const base = inner(hole);
      return base && { ...base, ...(next.startsWith('/') && { path: next }) };
    }
    case 'operation':
      return expression.operator === '+' ? inner(expression.operands[0]) : undefined;
    case 'object':
      return fromOptions(codebase, file, expression, depth);
    case 'either': {
      const parts = expression.options.map((each) => inner(each));
      const variable = parts.find((each) => each?.variable !== undefined);
      // `a ? b : c`: which one it is depends.
      return variable ?? (expression.test === undefined ? parts[0] : undefined);
    }
    default:
      return fromMeanings(codebase, file, expression, depth);
  }
}

function fromOptions(codebase: Codebase, file: FilePath, expression: Expression, depth: number): Address | undefined {
  for (const name of ['baseURL', 'baseUrl', 'prefixUrl', 'url', 'uri', 'hostname', 'host']) {
    const found = codebase.values.propertyOf(file, expression, name);
    if (!found) continue;
    const address = addressIn(codebase, found.file, found.expression, depth + 1);
    return name.startsWith('host') && address?.path !== undefined && address.host === undefined ? { ...address, host: address.path } : address;
  }
  return undefined;
}

function fromMeanings(codebase: Codebase, file: FilePath, expression: Expression, depth: number): Address | undefined {
  const fact = expression.kind === 'call' ? codebase.facts.get(file)?.calls[expression.call] : undefined;
  const key = fact && fact.callee.kind === 'member' && /^(get|getOrThrow)$/.test(fact.callee.name) ? fact.arguments[0] : undefined;
  if (key?.kind === 'literal' && typeof key.value === 'string' && /^[A-Z][A-Z0-9_]+$/.test(key.value)) return { variable: key.value };
  if (fact && /^(new )?URL$/.test(fact.callee.kind === 'name' ? fact.callee.name : '')) {
    const [path, base] = fact.arguments;
    const target = base ?? path;
    return target && addressIn(codebase, file, target, depth + 1);
  }
  if (expression.kind === 'member' && expression.name === 'href') return addressIn(codebase, file, expression.of, depth + 1);
  if (fact?.callee.kind === 'member' && fact.callee.name === 'toString') return addressIn(codebase, file, fact.callee.of, depth + 1);
  const built = expression.kind === 'call' ? builtBy(codebase, file, expression.call, depth) : undefined;
  if (built) return built;
  const made = expression.kind === 'name' && expression.binding !== undefined ? codebase.facts.get(file)?.bindings[expression.binding] : undefined;
  // An instance of URL, or a setting, says no more than that it is one; what it is made from does.
  if (made?.kind === 'const' && (made.value?.kind === 'call' || made.value?.kind === 'member')) {
    const address = addressIn(codebase, file, made.value, depth + 1);
    if (address) return address;
  }
  const meanings = codebase.values.of(file, expression);
  const variable = meanings.map((value) => (value.kind === 'external' ? /process\.env\.(\w+)$/.exec(value.origin)?.[1] : undefined)).find((each) => each !== undefined);
  if (variable !== undefined) return { variable };
  return valueIn(codebase, file, expression, meanings, depth) ?? settingOf(expression);
}

/** `priceUrl('/42')`: what the team's own function for it gives back. */
function builtBy(codebase: Codebase, file: FilePath, call: number, depth: number): Address | undefined {
  const [edge, ...others] = codebase.calls.callAt(file, call)?.edges.filter(({ how, resolution }) => how === 'call' && resolution === 'static') ?? [];
  if (!edge || others.length > 0) return undefined;
  const { file: from, index } = partsOfFunctionId(edge.callee);
  const [returned, ...more] = codebase.facts.get(from)?.functions[index]?.returns ?? [];
  return returned && more.length === 0 ? addressIn(codebase, from, returned, depth + 1) : undefined;
}

/** The address that the only thing it may stand for says. */
function valueIn(codebase: Codebase, file: FilePath, expression: Expression, [only, ...others]: readonly Value[], depth: number): Address | undefined {
  if (!only || others.length > 0) return undefined;
  if (only.kind === 'literal') return typeof only.value === 'string' ? parsed(only.value, writtenAt(codebase, file, expression)) : undefined;
  return only.kind === 'expression' && only.expression !== expression ? addressIn(codebase, only.file, only.expression, depth + 1) : undefined;
}

/** `settings.apis.orders.url`, read from files that only running code finds: as good as `ORDERS_URL`. */
function settingOf(expression: Expression): Address | undefined {
  if (expression.kind !== 'member') return undefined;
  const { name, of } = expression;
  const asked = /^(?:(?:base|internal|public)?_?)(?:url|uri|host|hostname|endpoint|address)$/i.test(name) && (of.kind === 'member' || of.kind === 'name') ? of.name : /^(\w+?)_?(?:Url|Uri|URL|URI|Host|Endpoint)$/.exec(name)?.[1];
  return asked === undefined || !/setting|config|env|api|service/i.test(rootOf(of)) ? undefined : { variable: `${asked.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()}_URL` };
}

function rootOf(expression: Expression): string {
  if (expression.kind === 'member') return `${rootOf(expression.of)}.${expression.name}`;
  return expression.kind === 'name' ? expression.name : '';
}

/** The initialiser of a constant of the same file; else the expression itself has no better place. */
function writtenAt({ facts }: Codebase, file: FilePath, expression: Expression): Site | undefined {
  if (expression.kind !== 'name' || expression.binding === undefined) return undefined;
  const value = facts.get(file)?.bindings[expression.binding]?.value;
  return value?.kind === 'literal' ? { file, span: value.at } : undefined;
}

function parsed(text: string, at: Site | undefined): Address | undefined {
  const [, host, port, path] = /^(?:https?|grpc|ws)s?:\/\/(?:[^@/]*@)?([\w.-]+)(?::(\d+))?(\/[^?#]*)?/.exec(text) ?? [];
  if (host !== undefined) return { host: host.toLowerCase(), ...(port !== undefined && { port }), ...(path !== undefined && { path }), ...(at && { at }) };
  const [, bare, itsPort] = /^([\w.-]+):(\d+)$/.exec(text) ?? [];
  if (bare !== undefined && itsPort !== undefined) return { host: bare.toLowerCase(), port: itsPort, ...(at && { at }) };
  return text.startsWith('/') || /^[\w.-]+$/.test(text) ? { path: text } : undefined;
}

/** The service of this workspace that answers there: by the name it runs under, or by what a deployment puts into the variable. */
export function serviceCalled(codebase: Codebase, { host, variable }: Address): Service | undefined {
  const deployed = codebase.workspace.services.filter(({ kind }) => kind === 'service');
  const { workloads } = codebase.manifests;
  const byHost = (name: string): Service | undefined => {
    const isInside = /^[\w-]+\.[\w-]+(\.svc(\..*)?)?$/.test(name) && (name.includes('.svc') || /\.(internal|local|default)$/.test(name));
    const known = isInside ? name.slice(0, name.indexOf('.')) : name;
    const workload = workloads.find((each) => each.name === known);
    if (workload) return serviceOfWorkload(workload, deployed);
    // In a network of containers a service answers by its name.
    return isInside || /^[\w-]+$/.test(name) ? deployed.find(({ name: own, root }) => [own, root].some((each) => each !== '' && plainName(each) === plainName(known))) : undefined;
  };
  if (host !== undefined) return byHost(host);
  if (variable === undefined) return undefined;
  const values = workloads.flatMap(({ environment }) => environment[variable] ?? []);
  const said = values.map((value) => parsed(value, undefined)?.host).find((each) => each !== undefined);
  const meant = said === undefined ? undefined : byHost(said);
  if (meant) return meant;
  const stem = /^(?:NEXT_PUBLIC_|NX_|REACT_APP_|VITE_|PUBLIC_)*(\w+?)_(?:(?:SERVICE|SERVER|API|SVC)_)?(?:BASE_)?(?:URL|URI|HOST|ENDPOINT|ADDRESS|ORIGIN)$/.exec(variable)?.[1];
  if (stem === undefined) return undefined;
  const wanted = stem.toLowerCase().replace(/_(service|api|server|svc)$/, '').replaceAll('_', '');
  // In the repository of a product, its own name goes without saying: `PRICES_URL` is where `shop-prices` answers.
  const product = plainName(codebase.workspace.packages.find(({ root }) => root === '')?.name ?? '').replaceAll('-', '');
  const named = (isIt: (name: string) => boolean): Service | undefined => deployed.find(({ name, root }) => [name, root].some((each) => isIt(plainName(each).replaceAll('-', ''))));
  return named((name) => name === wanted) ?? (product === '' ? undefined : named((name) => name === `${product}${wanted}`));
}

/** `@shop/orders-service` and `apps/orders` are `orders`. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/^.*\//, '').replace(/[-_](service|svc|api|server)$/, '').replaceAll('_', '-');
}
