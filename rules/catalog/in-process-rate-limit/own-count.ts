/** Limits that a team counts by itself: a map of callers that requests write to, in front of an answer of `429 Too Many Requests`. */

import { ofEachFile } from '../../kit/of-each-file.ts';
import { isOnFailure } from '../../kit/on-failure.ts';
import { reachedGraph } from '../../kit/reached-graph.ts';
import type { Codebase } from '../../model/codebase.ts';
import { partsOf, type Expression } from '../../model/expression.ts';
import type { FileFacts, FunctionFact } from '../../model/facts.ts';
import { functionId, partsOfFunctionId, type FunctionId } from '../../model/function-id.ts';
import type { RequestPath } from '../../model/graphs.ts';
import type { FilePath, Span } from '../../model/source.ts';
import { compares, isComparison, isMemo, isOfWhatRuns, onlyAdds } from './no-limit.ts';
import { makesSharedLimiter } from './shared-limiter.ts';

export interface OwnCount {
  readonly name: string;
  /** Where the map is declared. */
  readonly at: { readonly file: FilePath; readonly span: Span };
  readonly path: RequestPath;
  /** The function that counts. */
  readonly by: FunctionId;
  /** The same file makes a limiter that counts in a shared store: this one stands in where that is not set up. */
  readonly standsIn: boolean;
}

export function* ownCounts(codebase: Codebase, files: ReadonlySet<FilePath>): Iterable<OwnCount> {
  for (const [file, maps] of countedMaps.all(codebase)) {
    if (!files.has(file)) continue;
    for (const { name, span, by } of maps) {
      const counting = by.flatMap((index) => {
        const id = functionId(file, index);
        const path = codebase.requests.to(id);
        return path && !standsInOnFailure(codebase, id) && isRefusing(codebase, id) && !asksElsewhere(codebase, id) ? [{ by: id, path, standsIn: makesSharedLimiter(codebase, file) }] : [];
      });
      if (counting[0]) yield { name, at: { file, span }, ...counting[0] };
    }
  }
}

/** Maps with the functions that count in them. */
const countedMaps = ofEachFile((facts, { isOffline }) => {
  if (isOffline(facts.file)) return undefined;
  const found = [...mapsIn(facts)].filter((map) => !isSentOff(facts, map)).map((map) => ({ name: map.name, span: map.span, by: [...functionsThatCount(facts, map)] })).filter(({ by }) => by.length > 0);
  return found.length > 0 ? found : undefined;
});

/** `const data = Object.entries(metrics); metrics = {};`: collected for somebody else, and begun anew. */
function isSentOff(facts: FileFacts, { is }: OwnMap): boolean {
  const begunAnew = new Set(facts.assignments.flatMap(({ target, value, in: owner }) => (is(target) && isEmptyMap(facts, value) ? [owner] : [])));
  return facts.calls.some(({ callee, arguments: [first], in: owner }) => begunAnew.has(owner) && callee.kind === 'member' && callee.name === 'entries' && (is(callee.of) || (first !== undefined && is(first))));
}

interface OwnMap {
  readonly name: string;
  readonly span: Span;
  readonly isCache: boolean;
  /** The function that makes it anew with each call; 0 for what lives as long as the process. */
  readonly madeIn: number;
  is(expression: Expression): boolean;
}

/** Empty maps and objects of the module, of classes, and of functions that make limiters. */
function* mapsIn(facts: FileFacts): Iterable<OwnMap> {
  for (const [index, { in: owner, name, span, value }] of facts.bindings.entries()) {
    if ((owner === 0 || LIMITS.test(facts.functions[owner]?.name ?? '')) && isEmptyMap(facts, value)) yield { name, span, isCache: isCache(facts, value), madeIn: owner, is: (each) => each.kind === 'name' && each.binding === index };
  }
  for (const [index, { fields }] of facts.classes.entries()) {
    for (const { name, span, value } of fields) {
      if (isEmptyMap(facts, value)) yield { name, span: [span[0], span[1]], isCache: isCache(facts, value), madeIn: 0, is: (each) => each.kind === 'member' && each.name === name && each.of.kind === 'this' && each.of.class === index };
    }
  }
}

const LIMITS = /limit|throttl/i;

function isEmptyMap(facts: FileFacts, value: Expression | undefined): boolean {
  const { calls } = facts;
  if (value?.kind === 'object') return value.properties.length === 0 && value.spreads.length === 0;
  const made = value?.kind === 'call' ? calls[value.call] : undefined;
  return isCache(facts, value) || (made?.kind === 'new' && made.callee.kind === 'name' && made.callee.name === 'Map' && made.arguments.length === 0);
}

/** A map that forgets the oldest. */
function isCache({ calls }: FileFacts, value: Expression | undefined): boolean {
  const made = value?.kind === 'call' ? calls[value.call] : undefined;
  return made?.kind === 'new' && made.callee.kind === 'name' && /^(?:Quick)?LRU(?:Cache)?$|^TTLCache$/i.test(made.callee.name);
}

/** They look an entry up and write one. */
function* functionsThatCount(facts: FileFacts, { is, isCache, madeIn }: OwnMap): Iterable<number> {
  const lookUps = new Set(facts.calls.flatMap(({ callee, in: owner }) => (callee.kind === 'member' && callee.name === 'get' && is(callee.of) ? [owner] : [])));
  for (const { value, in: owner } of facts.bindings) if (value?.kind !== undefined && isEntry(value, is)) lookUps.add(owner);
  for (const { test, in: owner } of facts.branches) if (test && isEntry(test, is)) lookUps.add(owner);
  const writes = new Set(facts.calls.flatMap(({ callee, arguments: given, in: owner }) => (callee.kind === 'member' && callee.name === 'set' && is(callee.of) && !isThing(facts, given[1], owner) && !isPutBack(facts, is, given[1], owner) ? [owner] : [])));
  for (const { target, value, in: owner } of facts.assignments) if (isEntry(target, is) && !isThing(facts, value, owner)) writes.add(owner);
  for (const owner of lookUps) {
    if (owner === 0 || !writes.has(owner) || isGoneWith(facts, madeIn, owner) || (isCache && !countsUp(facts, owner)) || isMemo(facts, is, owner) || isOfWhatRuns(facts, owner)) continue;
    if (onlyAdds(facts, is, owner) ? [...lookUps].some((each) => each !== owner && compares(facts, each)) : lookUps.size > 1 || decides(facts, owner)) yield owner;
  }
}

/** Written by the call that made it only, in its own body or a callback of `forEach`: it is gone when that returns. */
function isGoneWith({ functions, calls }: FileFacts, madeIn: number, owner: number): boolean {
  for (let at: number | undefined = owner; madeIn !== 0 && at !== undefined; ) {
    if (at === madeIn) return true;
    const handedTo: FunctionFact['argumentOf'] = functions[at]?.argumentOf;
    const callee = handedTo && calls[handedTo.call]?.callee;
    if (callee?.kind !== 'member' || !/^(?:forEach|map|flatMap|filter|reduce|some|every|find|sort)$/.test(callee.name)) return false;
    at = functions[at]?.parent;
  }
  return false;
}

/** Something comes of the count: it is given back, told or compared. What only adds up is a statistic, unless it is looked up elsewhere. */
function decides({ functions, branches, calls }: FileFacts, owner: number): boolean {
  return (functions[owner]?.returns.length ?? 0) > 0
    || branches.some(({ in: at, kind, test }) => at === owner && test !== undefined && (kind !== 'right-side' || isComparison(test)))
    || calls.some(({ in: at, arguments: given }) => at === owner && given.some((each) => isComparison(each) || is429(each)));
}

/** `clients.set(host, connect(host))`: a client, a page, no count and no time. */
function isThing(facts: FileFacts, value: Expression | undefined, owner: number): boolean {
  const { calls, assignments } = facts;
  if (countsUp(facts, owner)) return false;
  const isMade = (each: Expression | undefined): boolean => {
    const made = each?.kind === 'await' ? each.of : each;
    if (made?.kind === 'either') return made.options.every(isMade);
    return made?.kind === 'call' && !COUNTS.test(nameOf(calls[made.call]?.callee ?? made));
  };
  if (value?.kind !== 'name' || value.binding === undefined) return isMade(value);
  const first = facts.bindings[value.binding]?.value;
  if (first?.kind === 'call' && /^(?:then|catch|finally)$/.test(nameOf(calls[first.call]?.callee ?? first))) return true;
  const later = assignments.flatMap(({ target, value: written }) => (target.kind === 'name' && target.binding === value.binding && written ? [written] : []));
  return later.length > 0 ? later.every(isMade) : false;
}

/** `const page = pages.get(key); pages.delete(key); pages.set(key, page)`: made the newest again, as it was. */
function isPutBack(facts: FileFacts, is: OwnMap['is'], value: Expression | undefined, owner: number): boolean {
  const { calls, bindings } = facts;
  const binding = value?.kind === 'name' && value.binding !== undefined ? value.binding : undefined;
  const from = binding === undefined ? undefined : bindings[binding]?.value;
  const callee = from?.kind === 'call' ? calls[from.call]?.callee : undefined;
  if (callee?.kind !== 'member' || callee.name !== 'get' || !is(callee.of) || countsUp(facts, owner)) return false;
  return !calls.some(({ callee: each, in: at }) => at === owner && each.kind === 'member' && each.of.kind === 'name' && each.of.binding === binding);
}

const COUNTS = /^(?:now|getTime|setTimeout|Date|Number|parseInt|min|max|filter|concat|slice|assign)$/;

/** `count += 1`, `hits.set(key, count + 1)`: most caches hold no count. `this.turns += 1` is one for all callers. */
function countsUp({ assignments, calls }: FileFacts, owner: number): boolean {
  const isSum = (each: Expression, depth = 0): boolean => (each.kind === 'operation' && each.operator === '+') || (depth < 4 && partsOf(each).some((part) => isSum(part, depth + 1)));
  return assignments.some((each) => each.in === owner && !(each.target.kind === 'member' && each.target.of.kind === 'this') && /^(?:\+=|\+\+|-=|--)$/.test(each.operator))
    || calls.some((each) => each.in === owner && each.callee.kind === 'member' && each.callee.name === 'set' && each.arguments.some((argument) => isSum(argument)));
}

/** `hits[key]`, or something made of it. */
function isEntry(expression: Expression, is: OwnMap['is'], depth = 0): boolean {
  if (expression.kind === 'element' && is(expression.of)) return true;
  return depth < 6 && partsOf(expression).some((part) => isEntry(part, is, depth + 1));
}

/** Counted only where the shared count could not be asked: `try { return await allowedByRedis(ip) } catch { return allowedHere(ip) }`. */
function standsInOnFailure(codebase: Codebase, id: FunctionId): boolean {
  const callers = reachedGraph(codebase).callersOf(id);
  return callers.length > 0 && callers.every(({ call }) => isOnFailure(codebase, call));
}

/** It, or who calls it, turns requests away. */
function isRefusing(codebase: Codebase, id: FunctionId, above = 0): boolean {
  return says429(codebase, id) || (above < MOST_ABOVE && reachedGraph(codebase).callersOf(id).some(({ caller, how }) => how !== 'deferred' && isRefusing(codebase, caller, above + 1)));
}

/** A promise around the count, the limiter's method, the middleware. */
const MOST_ABOVE = 3;

function says429({ facts }: Codebase, id: FunctionId): boolean {
  const { file, index } = partsOfFunctionId(id);
  const own = facts.get(file);
  if (!own || index === 0) return false;
  return own.calls.some(({ in: owner, callee, arguments: given }) => owner === index && (REFUSALS.test(nameOf(callee)) || given.some((each) => is429(each))))
    || own.assignments.some(({ in: owner, value }) => owner === index && value !== undefined && is429(value))
    || (own.functions[index]?.returns.some((each) => is429(each)) ?? false);
}

const REFUSALS = /TooManyRequests|RateLimit(?:Error|Exceeded|Exception)|ThrottlerException/;

function is429(expression: Expression): boolean {
  if (expression.kind === 'literal') return expression.value === 429;
  if (expression.kind === 'member') return /^TOO_MANY_REQUESTS$|^TooManyRequests$/.test(expression.name);
  return expression.kind === 'object' && expression.properties.some(({ value }) => is429(value));
}

function nameOf(callee: Expression): string {
  return callee.kind === 'name' || callee.kind === 'member' ? callee.name : '';
}

/** Counts in a store that all share as well: what is in memory only stands in for it. */
function asksElsewhere({ calls }: Codebase, id: FunctionId): boolean {
  return calls.callsIn(id).some(({ operation }) => (operation?.kind === 'cache-read' || operation?.kind === 'cache-write' || operation?.kind === 'rate-limit') && !operation.traits.includes('in-process'));
}
