import { batchedEdits } from '../../kit/batching/batched-edits.ts';
import { branchesAround } from '../../kit/branches-around.ts';
import { callAt } from '../../kit/call-at.ts';
import { dependsOn } from '../../kit/data-flow.ts';
import { defineRule, type SharedCause, type Step } from '../../kit/define-rule.ts';
import { isDevelopmentOnly } from '../../kit/development-only.ts';
import { handedToPool, iterationsAround, type Iteration } from '../../kit/iterations.ts';
import { isLimiter } from '../../kit/limiter.ts';
import { leadsTo, type Lead } from '../../kit/leads-to.ts';
import { nameOf } from '../../kit/names.ts';
import { isOnFailure } from '../../kit/on-failure.ts';
import { isRemembered } from '../../kit/once.ts';
import { isOnOneConnection } from '../../kit/one-connection.ts';
import { option } from '../../kit/options.ts';
import { isPortion } from '../../kit/portion.ts';
import { reachedCalls, tierOn } from '../../kit/reached-calls.ts';
import { recursionsAround } from '../../kit/recursion.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import { startsAll, togetherWith } from '../../kit/together.ts';
import { unseenReached } from '../../kit/unseen-operations.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import { partsOfFunctionId } from '../../model/function-id.ts';
import { siteOf, type Call, type CallEdge, type ReachedCall } from '../../model/graphs.ts';
import { contains, sameSpan } from '../../model/source.ts';
import { isBatch, isByDesign, keyed } from './by-design.ts';
import { fieldOfEach } from './field-resolver.ts';
import { isHandedFew } from './handed-few.ts';
import { tierFor } from './how-sure.ts';
import { isBuiltOn, isSmallTrip, isJoinedByClient, noun } from './round-trip.ts';
import { whenInLoop } from './waited-for.ts';
import { wayThatHolds } from './way-that-holds.ts';

export default defineRule({
  scope: 'workspace',
  category: 'database',
  tier: 'warning',
  tracedAs: 'repeated query',

  options: {
    outbound: option.flag({ default: true, description: 'Speak of calls to other services too, not only of database queries.' }),
  },

  *check(_workspace, codebase, { outbound }) {
    const isRoundTrip = (call: Call): boolean => {
      const kind = call.operation?.kind;
      return (kind === 'query' || (outbound && (kind === 'outbound' || kind === 'message'))) && !isRemembered(codebase, call);
    };
    const follows = ({ call }: CallEdge): boolean => call.operation?.kind !== 'memo' && !isLimiter(call) && !isRemembered(codebase, call);
    const lead = leadsTo(codebase, isRoundTrip, follows);
    // A cache that is asked one by one is told of where nothing slower stands behind the call.
    const small = leadsTo(codebase, isSmallTrip, follows);
    const leads = (from: CallEdge['callee']): Lead | undefined => lead(from) ?? near(small(from));

    for (const reached of reachedCalls(codebase)) {
      const { call } = reached;
      if (codebase.isOffline(call.file) || isDevelopmentOnly(codebase, call)) continue;
      if (isRoundTrip(call) || isSmallTrip(call)) yield* direct(codebase, reached);
      else if (call.edges.length > 0 && (call.operation === undefined || call.operation.kind === 'limit')) yield* throughCalls(codebase, reached, leads);
    }
    for (const reached of unseenReached(codebase)) if (reached.call.operation?.kind === 'query' && isRoundTrip(reached.call)) yield* direct(codebase, reached, 'loops');
  },

  *fix({ at }, { codebase, textOf }) {
    const facts = codebase.facts.get(at.file);
    const text = textOf(at.file);
    const call = callAt(codebase, at);
    const edits = facts && text !== undefined && call ? batchedEdits(codebase, text, facts, call) : [];
    if (edits.length > 0) yield { title: 'Ask once, before the loop', safety: 'suggestion', edits };
  },
});

/** The query itself stands in the loop. */
function* direct(codebase: Codebase, shortest: ReachedCall, only?: 'loops') {
  const { call } = shortest;
  const iteration = repeating(codebase, shortest);
  if (!iteration || (only && iteration.kind === 'field') || isJoinedByClient(iteration, call) || isLimited(codebase, iteration, call)) return;
  const reached = wayThatHolds(codebase, shortest, iteration);
  if (!reached) return;
  yield reportOnPath(codebase, reached, {
    ...(isFanOut(codebase, iteration, call) ? { tier: 'advice' as const } : isSmallTrip(call) ? { tier: tierOn(reached).tier ?? 'information' } : tierFor(codebase, reached, iteration, true)),
    message: `${call.operation?.label ?? 'A query'} runs once for each ${elementOf(codebase, iteration)} ${whenInLoop(codebase, reached, iteration)}: 50 of them make 50 ${noun(call)}.`,
    more: [{ at: { file: iteration.file, span: iteration.at }, shows: `repeats for each ${elementOf(codebase, iteration)}` }],
    cause: loopOf(iteration, call.operation?.label ?? 'a query'),
  });
}

/** No further than through two functions: behind more of them a cache is one of many things that are done. */
function near(way: Lead | undefined): Lead | undefined {
  return way && way.steps.length < 2 && way.steps.every(({ resolution }) => resolution === 'static') ? way : undefined;
}

/** A call in the loop comes to a query further on. */
function* throughCalls(codebase: Codebase, shortest: ReachedCall, lead: (from: CallEdge['callee']) => Lead | undefined) {
  const { call } = shortest;
  for (const edge of call.edges) {
    if (edge.how === 'deferred' || (edge.how === 'callback' && !edge.isPerElement)) continue;
    // Whether it leads anywhere is remembered for each function, so it is asked first.
    const way = lead(edge.callee);
    const iteration = way && (edge.isPerElement ? handedFunction(codebase, shortest, edge, way.target) : repeating(codebase, shortest, way.target));
    if (!iteration) continue;
    const { target } = way;
    if (isBuiltOn(codebase, call, target) || isTurn(iteration, call) || isJoinedByClient(iteration, target) || isLimited(codebase, iteration, target)) continue;
    const reached = wayThatHolds(codebase, shortest, iteration, [edge, ...way.steps], target);
    if (!reached) continue;
    const isSure = edge.resolution === 'static' && !target.isGuessed && way.steps.every(({ resolution }) => resolution === 'static');
    yield reportOnPath(codebase, reached, {
      // What a turn does in several steps is not asked at once; a few turns at a time bound it.
      ...(isFanOut(codebase, iteration, target) ? { tier: 'advice' as const } : isAFewAtATime(codebase, iteration) || isSmallTrip(target) ? { tier: tierOn(reached).tier ?? 'information' } : tierFor(codebase, reached, iteration, isSure, [edge, ...way.steps], target)),
      message: `${calleeName(codebase, edge)} comes to ${target.operation?.label ?? 'a query'} once for each ${elementOf(codebase, iteration)} ${whenInLoop(codebase, reached, iteration, [edge, ...way.steps], target)}: 50 of them make 50 ${noun(target)}.`,
      confidence: isSure ? 'certain' : 'likely',
      cause: loopOf(iteration, calleeName(codebase, edge)),
      more: [
        { at: { file: iteration.file, span: iteration.at }, shows: `repeats for each ${elementOf(codebase, iteration)}` },
        ...way.steps.map((step): Step => ({ at: siteOf(step.call), shows: `${calleeName(codebase, edge)} comes through here` })),
        { at: siteOf(target), shows: `${target.operation?.label ?? 'the query'} runs here` },
      ],
    });
    return;
  }
}

/** However many calls a loop repeats, it is mended once. */
function loopOf({ kind, file, at }: Iteration, named: string): SharedCause {
  return { at: { file, span: at }, named, where: kind === 'field' ? 'in this resolver' : kind === 'recursion' ? 'in this function' : 'in this loop' };
}

/** The innermost loop that repeats the call for data of unknown size, with something of the turn in its arguments. */
function repeating(codebase: Codebase, { call, path }: ReachedCall, target: Call = call): Iteration | undefined {
  const facts = codebase.facts.get(call.file);
  if (!facts) return undefined;
  const given: Expression = { kind: 'other', parts: [call.fact.callee, ...(call.chain ?? [call.fact]).flatMap((each) => each.arguments.filter(({ kind }) => kind !== 'function'))] };
  for (const iteration of [...iterationsAround(codebase, call), ...recursionsAround(codebase, call), ...fieldOfEach(codebase, call)]) {
    if (!dependsOn(facts, given, iteration.variables) || endsLoop(facts, call, iteration) || isByDesign(codebase, iteration) || isOnFailure(codebase, call) || isHandedFew(codebase, path, iteration)) continue;
    if (isToldAsFanOut(codebase, iteration, target)) return undefined;
    return isBatch(codebase, iteration, call) ? undefined : iteration;
  }
  return undefined;
}

/** `return await load(id)` in a loop's own function, or `if (isShort) { const left = await load(id); return shortage(left); }`: whoever returns takes no further turn. */
function endsLoop({ functions, branches }: FileFacts, { fact, index }: Call, iteration: Iteration): boolean {
  if (iteration.kind === 'callback' || iteration.kind === 'recursion' || iteration.kind === 'field') return false;
  // A callback's own return ends the callback only.
  if (!contains(functions[fact.in]?.span ?? [0, 0], iteration.span)) return false;
  const isIt = (each: Expression): boolean => (each.kind === 'call' ? each.call === index : each.kind === 'await' && isIt(each.of));
  if ((functions[fact.in]?.returns ?? []).some(isIt)) return true;
  return branchesAround({ branches }, fact.branch).some(({ kind, leaves, goesOn, span }) => (kind === 'then' || kind === 'else') && leaves && !goesOn && contains(iteration.span, span));
}

/** What a helper of this codebase goes through, which is known to itself. */
const UNSEEN: Expression = { kind: 'other', parts: [] };

/** `orders.map(loadOrder)`: the function is given by name. */
function handedFunction(codebase: Codebase, { call }: ReachedCall, edge: CallEdge, target: Call): Iteration | undefined {
  const { file, index } = partsOfFunctionId(edge.callee);
  const isInline = codebase.facts.get(file)?.functions[index]?.argumentOf !== undefined;
  const { callee } = call.fact;
  if (isInline) return undefined;
  // `async.each(orders, load)` goes through what it is given, `orders.map(load)` through what it is called on.
  const [first] = call.fact.arguments;
  const isOwn = call.edges.some(({ how }) => how === 'call');
  const isOfLibrary = call.fact.arguments.length > 1 && call.origins.some((origin) => !origin.startsWith('global#'));
  const over = isOwn ? UNSEEN : isOfLibrary || callee.kind !== 'member' ? first : handedToPool(codebase.facts.get(call.file), callee.of);
  if (!over) return undefined;
  const iteration: Iteration = { kind: 'callback', file: call.file, over, variables: new Set(), at: call.nameSpan, span: call.fact.span, call: call.fact };
  return isByDesign(codebase, iteration) || isToldAsFanOut(codebase, iteration, target) ? undefined : iteration;
}

/** The call by which a function goes on to its next turn. */
function isTurn({ kind, file, at }: Iteration, call: Call): boolean {
  return kind === 'recursion' && file === call.file && sameSpan(at, call.nameSpan);
}

/** `pMap(addresses, send, { concurrency: 4 })`: where there is nothing to ask together, a few at a time is the answer. */
function isLimited(codebase: Codebase, iteration: Iteration, { operation }: Call): boolean {
  return operation?.kind !== 'query' && isAFewAtATime(codebase, iteration);
}

function isAFewAtATime({ calls, facts }: Codebase, { file, call }: Iteration): boolean {
  return call !== undefined && isLimiter(calls.callAt(file, facts.get(file)?.calls.indexOf(call) ?? -1));
}

function isConcurrent({ facts, calls }: Codebase, { file, call }: Iteration): boolean {
  const own = facts.get(file);
  const index = call && own ? own.calls.indexOf(call) : -1;
  const linked = calls.callAt(file, index);
  return own !== undefined && index >= 0 && (togetherWith(own, index) !== undefined || (linked !== undefined && startsAll(linked)));
}

/** Where the number of what starts at once grows, `unbounded-fan-out` tells of it. */
function isToldAsFanOut(codebase: Codebase, iteration: Iteration, target: Call): boolean {
  return isFanOut(codebase, iteration, target) && !isOfPage(codebase, iteration, target);
}

/** All start at once. */
function isFanOut(codebase: Codebase, iteration: Iteration, target: Call): boolean {
  return iteration.call !== undefined && isConcurrent(codebase, iteration) && !isOnOneConnection(codebase, target);
}

/** `Promise.all(page.map((order) => db.items.find({ orderId: order.id })))`: bounded, and yet a query for each row of the page. */
function isOfPage(codebase: Codebase, { file, over }: Iteration, { operation }: Call): boolean {
  return operation?.kind === 'query' && operation.action?.startsWith('write') !== true && over !== undefined && over !== UNSEEN && isPortion(codebase, file, over);
}

function elementOf({ facts }: Codebase, { kind, file, over, of, call }: Iteration): string {
  if (kind === 'field') return of ?? 'object that has the field';
  const own = facts.get(file);
  const name = nameOf(own, (over && keyed(own, over)) ?? over);
  if (name !== undefined && !IN_EVERY_REQUEST.test(name)) return `element of ${name}`;
  const helper = call && nameOf(own, call.callee);
  return helper === undefined ? 'turn of the loop' : `turn of ${helper}`;
}

/** Handed to a helper that takes its list out of it: no list by itself. */
const IN_EVERY_REQUEST = /^(?:req|request|res|response|ctx|context|c|event)$/;

/** As its owner would say it, else as it is called here. */
function calleeName({ facts }: Codebase, { callee, call }: CallEdge): string {
  const { file, index } = partsOfFunctionId(callee);
  const name = facts.get(file)?.functions[index]?.name;
  if (name !== undefined && !/^(?:callback of |anonymous function$)/.test(name)) return name;
  return nameOf(facts.get(call.file), call.fact.callee) ?? 'The call';
}
