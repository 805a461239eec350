/** Reads that ask the same whoever calls: as they are written, or because of what a caller of the function around them hands in. */

import { isConstant } from '../../kit/constant.ts';
import { isContinued, isOnKeptQuery } from '../../kit/continued.ts';
import { reachedGraph } from '../../kit/reached-graph.ts';
import { stepsBefore } from '../../kit/steps-before.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { CallFact, FileFacts } from '../../model/facts.ts';
import { partsOfFunctionId, type FunctionId } from '../../model/function-id.ts';
import type { Call } from '../../model/graphs.ts';

export interface SharedRead {
  /** The read, or the call of a function around it that says what is read. */
  readonly asked: Call;
  /** Functions between them, that of the read included. */
  readonly through: readonly FunctionId[];
}

const READS = new Set(['read-one', 'read-many', 'count']);
/** A service around a store around a query. */
const HIGHEST = 3;

export function sharedReads(codebase: Codebase, read: Call): readonly SharedRead[] {
  if (!isRead(codebase, read)) return [];
  const parameters = new Set<number>();
  if (!isSameBut(codebase, read, parameters)) return [];
  return parameters.size === 0 ? [{ asked: read, through: [] }] : askedBy(codebase, read.caller, parameters, []);
}

function isRead({ facts }: Codebase, call: Call): boolean {
  const { file, fact, chain, operation } = call;
  if (!operation) return false;
  if (!(operation.kind === 'query' && READS.has(operation.action ?? '')) && !(operation.kind === 'outbound' && !/post|put|patch|delete/i.test(operation.label))) return false;
  const steps = chain ?? [fact];
  const own = facts.get(file);
  if (own && (isContinued(own, call) || steps.some((step) => isOnKeptQuery(own, step)))) return false;
  return !/cursor/i.test(operation.label) && !isPartOfAnother(call) && !isLastOfAll(steps) && !(operation.library === 'knex' && fact.use === 'argument');
}

/** `MAX(number)`: the last so far, by which the next is made. */
function isLastOfAll(steps: readonly CallFact[]): boolean {
  return steps.some(({ callee, arguments: given }) => (callee.kind === 'member' && callee.name === 'max') || /\bmax\s*\(/i.test(JSON.stringify(given)));
}

/** A cursor was opened with what was asked for; a subquery runs within the query that it is given to. */
function isPartOfAnother({ operation, chain, fact }: Call): boolean {
  return /\.as$/.test(operation?.label ?? '') || (chain ?? [fact]).some(({ callee }) => callee.kind === 'member' && (callee.name === 'as' || callee.name === 'next'));
}

/** Its arguments are constant, but for parameters of its function, which come into `parameters`. */
function isSameBut(codebase: Codebase, { file, fact, chain, caller }: Call, parameters: Set<number>): boolean {
  const { index } = partsOfFunctionId(caller);
  const own = codebase.facts.get(file);
  const before = own ? [...stepsBefore(own, fact)].filter(({ callee }) => !(callee.kind === 'member' && SAYS_WHERE.test(callee.name))) : [];
  const maker = own ? makerOf(own, fact.callee) : undefined;
  return [...(chain ?? [fact]), ...before, ...(maker ? [maker] : [])].every(({ arguments: given }) => given.every((argument) => isConstant(codebase, file, argument, (parameter) => {
    if (parameter.function !== index || parameter.rest) return false;
    parameters.add(parameter.index);
    return true;
  }) && !saysHowToCache(JSON.stringify(argument))));
}

/** `const profiles = google.oauth2({ auth });`: asks for whoever the client was made for. */
function makerOf({ bindings, calls }: FileFacts, callee: Expression): CallFact | undefined {
  let root = callee;
  while (root.kind === 'member') root = root.of;
  const held = root.kind === 'name' && root.binding !== undefined ? bindings[root.binding] : undefined;
  return held && held.in !== 0 && held.value?.kind === 'call' ? calls[held.value.call] : undefined;
}

/** Steps that only say where to look: `getRepository(context, Order)`. */
const SAYS_WHERE = /^(?:get|use|with|for)(?:[A-Z]|$)|^(?:db|collection|model|repository|table|manager|select)$/;

/** `fetch(url, { next: { revalidate: 60 } })`, `{ cacheStrategy: … }`. */
function saysHowToCache(text: string): boolean {
  return /"name":"(?:revalidate|cacheStrategy|cache|ttl|method|headers)"/.test(text);
}

/** `settings.get('maintenance')`: calls that hand in nothing of their own request. */
function askedBy(codebase: Codebase, callee: FunctionId, parameters: ReadonlySet<number>, below: readonly FunctionId[]): readonly SharedRead[] {
  const through = [...below, callee];
  return reachedGraph(codebase).callersOf(callee).flatMap(({ call, how, resolution }) => {
    if (how !== 'call' || resolution !== 'static' || codebase.isOffline(call.file) || below.includes(call.caller)) return [];
    const asks = [...parameters].map((index) => call.fact.arguments[index]);
    if (asks.every((each) => each === undefined) || call.fact.arguments.some(({ kind }) => kind === 'spread')) return [];
    const own = new Set<number>();
    const { index } = partsOfFunctionId(call.caller);
    const isSame = asks.every((each) => each === undefined || (saysSomething(each) && isConstant(codebase, call.file, each, (parameter) => {
      if (parameter.function !== index || parameter.rest) return false;
      own.add(parameter.index);
      return true;
    })));
    if (!isSame) return [];
    if (own.size === 0) return [{ asked: call, through }];
    return through.length < HIGHEST ? askedBy(codebase, call.caller, own, through) : [];
  });
}

/** Where nothing is handed in, nothing may be looked up: `permissionsOf(user, undefined)`, `track({ properties: {} })`. */
function saysSomething(given: Expression): boolean {
  if (given.kind === 'object') return given.properties.length > 0 && given.properties.every(({ value }) => value.kind !== 'object' && saysSomething(value));
  return !(given.kind === 'literal' && given.value === null) && !(given.kind === 'name' && given.binding === undefined);
}
