/** Functions handed to a call that runs them when load arrives: consumers, schedules, sockets, procedures, resolver maps. */

import { frameworkRows } from '../../../../rules/knowledge/frameworks/framework-rows.ts';
import type { CallRow } from '../../../../rules/knowledge/frameworks/framework-row.ts';
import { rowMatcher } from '../../../../rules/knowledge/row-matcher.ts';
import type { Expression } from '../../../../rules/model/expression.ts';
import type { CallFact } from '../../../../rules/model/facts.ts';
import { functionId } from '../../../../rules/model/function-id.ts';
import { sameSpan, type FilePath, type Site, type Span } from '../../../../rules/model/source.ts';
import type { Made } from '../../../../rules/model/values.ts';
import type { Entry, Search } from './search.ts';
import { routeInContract, routeNamed, type ContractRoute } from './contracts.ts';
import { handlersIn, type Handler } from './handlers.ts';
import { objectsGivenBy, objectsOf } from './object-entries.ts';
import { labelFrom } from './call-labels.ts';
import { givenAt, placeInCall } from './place-in-call.ts';
import { propertyOf, type Given } from './property-of.ts';
import { textOf } from './text.ts';

const rows = frameworkRows.filter((row) => row.shape === 'call');
const match = rowMatcher(rows.map((row) => ({ match: row.match, row })));

export function* callEntries({ evaluation }: Search, file: FilePath): Iterable<Entry> {
  for (const [index, call] of (evaluation.program.facts.get(file)?.calls ?? []).entries()) {
    if (call.arguments.length === 0 || call.kind === 'decorator') continue;
    const row = rowFor(evaluation, file, call);
    if (!row || (row.onlyFor && !row.onlyFor.includes(textOfFirst(evaluation, file, call) ?? ''))) continue;
    for (const { handler, label, at = { file, span: call.nameSpan }, route } of handlersOf(evaluation, file, call, index, row)) {
      yield { kind: row.kind, label: route ? `${route.method} ${route.path}` : label, ...route, framework: row.framework, handler: handler.function, at, resolution: handler.isGuessed ? 'dynamic' : 'static' };
    }
  }
}

function rowFor(evaluation: Search['evaluation'], file: FilePath, call: CallFact): CallRow | undefined {
  for (const value of evaluation.of(file, call.callee)) {
    if (value.kind !== 'external') continue;
    const row = match(call.kind === 'new' ? `${value.origin}{}` : value.origin)?.row;
    if (row && !(row.onlyHandedIn && isMadeHere(evaluation, value.root))) return row;
  }
  return undefined;
}

/** `new WebSocket(url)`, not what a `new WebSocketServer(…)` hands out. */
function isMadeHere({ program }: Search['evaluation'], made: Made | undefined): boolean {
  const call = made && program.facts.get(made.at.file)?.calls[made.call];
  return call?.kind === 'new' && (call.callee.kind === 'name' || call.callee.kind === 'member') && !/server$/i.test(call.callee.name);
}

function textOfFirst(evaluation: Search['evaluation'], file: FilePath, { arguments: [first] }: CallFact): string | undefined {
  return first && textOf(evaluation, file, first);
}

interface Labelled {
  readonly handler: Handler;
  readonly label: string;
  /** Where that is not the call itself. */
  readonly at?: Site;
  /** By the contract it keeps. */
  readonly route?: ContractRoute | undefined;
}

function* handlersOf(evaluation: Search['evaluation'], file: FilePath, call: CallFact, index: number, row: CallRow): Iterable<Labelled> {
  const { handler } = row;
  if (row.kind === 'graphql-resolver' && Array.isArray(handler) && handler.includes('resolvers')) {
    for (const argument of call.arguments) yield* resolversIn(evaluation, file, argument);
    return;
  }
  const label = labelFrom(evaluation, file, call, index, row.label);
  const contract = row.contract === undefined ? undefined : call.arguments[row.contract];
  if (typeof handler === 'object' && 'eachOf' in handler) {
    for (const { handler: each, label: key } of functionsIn(evaluation, file, call, handler)) {
      if (handler.named?.includes(key) ?? true) yield { handler: each, label: label.replace('{key}', key), route: contract && routeInContract(evaluation, { file, expression: contract }, key) };
    }
    return;
  }
  if (handler === 'last' || typeof handler === 'number') {
    const argument = handler === 'last' ? call.arguments.at(-1) : call.arguments[handler];
    const registered = argument ? [...handedToHelper(evaluation, file, call, argument, row)] : [];
    if (registered.length > 0) {
      yield* registered;
      return;
    }
    for (const each of argument ? handlersIn(evaluation, file, argument) : []) yield { handler: each, label, route: contract && routeNamed(evaluation, { file, expression: contract }) };
    return;
  }
  for (const argument of call.arguments) {
    for (const name of handler) {
      const found = propertyOf(evaluation, { file: file, expression: argument }, name);
      for (const each of found ? handlersIn(evaluation, found.file, found.expression) : []) yield { handler: each, label };
    }
  }
}

/** `register(queue, work)`, where `register` makes the consumer: each call of that helper with the function it hands over. */
function* handedToHelper(evaluation: Search['evaluation'], file: FilePath, call: CallFact, argument: Expression, row: CallRow): Iterable<Labelled> {
  const place = call.in === 0 ? undefined : placeInCall(evaluation, file, argument, call.in);
  if (!place) return;
  for (const caller of evaluation.flow.callsOf(functionId(file, call.in))) {
    const given = handedThrough(evaluation, givenAt(evaluation, place, caller), caller, 0);
    const label = row.label.replace(/\{(\d+)\}/g, (_whole, index: string) => {
      const own = call.arguments[Number(index)];
      const from = own && placeInCall(evaluation, file, own, call.in);
      const named = from ? givenAt(evaluation, from, caller) : own && { file, expression: own };
      return (named && (textOf(evaluation, named.file, named.expression) ?? enumMember(named.expression))) ?? '';
    }).trim();
    for (const each of given) {
      for (const handler of handlersIn(evaluation, each.file, each.expression)) yield { handler, label, at: { file: caller.file, span: caller.span } };
    }
  }
}

/** `Shipping` of `QueueName.Shipping`. */
function enumMember(expression: Expression): string | undefined {
  return expression.kind === 'member' && expression.of.kind === 'name' && /^[A-Z]/.test(expression.of.name) ? expression.name : undefined;
}

/** What a helper hands on that it was handed itself, from those who call it. */
function handedThrough(evaluation: Search['evaluation'], given: Given | undefined, caller: { readonly file: FilePath; readonly span: Span }, depth: number): readonly Given[] {
  if (!given) return [];
  const call = evaluation.program.facts.get(caller.file)?.calls.find(({ nameSpan }) => sameSpan(nameSpan, caller.span));
  const place = !call || call.in === 0 || depth > MOST_HELPERS ? undefined : placeInCall(evaluation, given.file, given.expression, call.in);
  const above = place && call ? evaluation.flow.callsOf(functionId(caller.file, call.in)) : [];
  if (!place || above.length === 0) return [given];
  return above.flatMap((each) => handedThrough(evaluation, givenAt(evaluation, place, each), each, depth + 1));
}

/** Helpers around helpers. */
const MOST_HELPERS = 2;

type EachOf = Extract<CallRow['handler'], { readonly eachOf: unknown }>;

/** Every function in an object that is an argument, or a property of one, and every method of an instance; labelled with its name there. */
function* functionsIn(evaluation: Search['evaluation'], file: FilePath, call: CallFact, { eachOf: place, as }: EachOf): Iterable<Labelled> {
  const given = call.arguments.map((expression) => ({ file, expression }));
  const names = typeof place === 'string' ? [place] : typeof place === 'number' ? [] : place;
  const objects = typeof place === 'number' ? given.slice(place, place + 1) : given.flatMap((each) => names.map((name) => propertyOf(evaluation, each, name)));
  for (const object of objects) {
    if (!object) continue;
    if (as === undefined) yield* methodsOf(evaluation, object);
    for (const entries of objectsGivenBy(evaluation, object)) {
      for (const entry of entries) {
        const own = { file: entry.file, expression: entry.value };
        const inner = propertyOf(evaluation, own, as ?? 'handler') ?? (as === undefined ? own : undefined);
        for (const handler of inner ? handlersIn(evaluation, inner.file, inner.expression) : []) yield { handler, label: entry.name };
      }
    }
  }
}

/** `addService(definition, new ParcelService())`: every method but those that others of the class call. */
function* methodsOf(evaluation: Search['evaluation'], { file, expression }: Given): Iterable<Labelled> {
  for (const value of evaluation.of(file, expression)) {
    if (value.kind !== 'instance') continue;
    const facts = evaluation.program.facts.get(value.file);
    const helpers = new Set((facts?.calls ?? []).flatMap(({ callee }) => (callee.kind === 'member' && callee.of.kind === 'this' ? [callee.name] : [])));
    for (const { name, kind, function: index, isStatic } of facts?.classes[value.class]?.methods ?? []) {
      if (kind === 'method' && !isStatic && !helpers.has(name)) yield { handler: { function: functionId(value.file, index), isGuessed: value.isGuessed }, label: name };
    }
  }
}

/** `{ Query: { orders: fn } }`, at any depth and through spreads, merges and imports. */
function* resolversIn(evaluation: Search['evaluation'], file: FilePath, expression: Expression): Iterable<Labelled> {
  const maps = propertyOf(evaluation, { file: file, expression: expression }, 'resolvers');
  if (!maps) return;
  for (const type of objectsOf(evaluation, maps.file, maps.expression, 0)) {
    for (const { file: at, name, value } of type) {
      for (const fields of objectsOf(evaluation, at, value, 0)) {
        for (const field of fields) {
          for (const handler of handlersIn(evaluation, field.file, field.value)) yield { handler, label: `${name}.${field.name}` };
        }
      }
    }
  }
}
