import { batchedEdits } from '../../kit/batching/batched-edits.ts';
import { callAt } from '../../kit/call-at.ts';
import { defineRule, type Step } from '../../kit/define-rule.ts';
import { isFewOfOne } from '../../kit/few-by-nature.ts';
import { isLimiter } from '../../kit/limiter.ts';
import { leadsTo, type Lead } from '../../kit/leads-to.ts';
import { nameOf } from '../../kit/names.ts';
import { isOnOneConnection, isWithinTransaction } from '../../kit/one-connection.ts';
import { isPortion } from '../../kit/portion.ts';
import { reachedCalls, tierOn, whenOf } from '../../kit/reached-calls.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import { startsAll, togetherWith } from '../../kit/together.ts';
import { unseenReached } from '../../kit/unseen-operations.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import { siteOf, type Call, type CallEdge, type ReachedCall } from '../../model/graphs.ts';
import { isTurnedAwayWhenLong } from './checked-length.ts';
import { isLimitedBySchema } from './limited-by-schema.ts';
import { limitEdits } from './limit-edits.ts';
import { whereFrom, type ListSource } from './where-from.ts';

export default defineRule({
  scope: 'workspace',
  category: 'async-work',
  // Whether a list stays short is often known only to the team: measured precision does not carry a warning.
  tier: 'information',
  options: {},

  *check(_workspace, codebase) {
    const lead = leadsTo(codebase, isWork, ({ call }) => call.operation?.kind !== 'memo' && !isLimiter(call) && !isPutOnQueue(call));
    for (const reached of reachedCalls(codebase)) if (reached.call.edges.some(({ isPerElement }) => isPerElement)) yield* fanOut(codebase, reached, lead);
    for (const reached of callsAroundUnseen(codebase)) yield* fanOut(codebase, reached, lead);
  },

  *fix({ at }, { codebase, textOf }) {
    const facts = codebase.facts.get(at.file);
    const text = textOf(at.file);
    const call = callAt(codebase, at);
    if (!facts || text === undefined || !call) return;
    const query = onlyWork(codebase, call);
    const batched = query ? batchedEdits(codebase, text, facts, query) : [];
    if (batched.length > 0) yield { title: 'Ask once, for all of them', safety: 'suggestion', edits: batched };
    const edits = limitEdits(codebase, text, facts, call);
    if (edits.length > 0) yield { title: 'Run ten at a time', safety: 'suggestion', edits };
  },
});

/** `parcels.map(…)` around work that no route is seen to come to. */
function callsAroundUnseen(codebase: Codebase): Iterable<ReachedCall> {
  const around = new Map<Call, ReachedCall>();
  for (const { call, path } of unseenReached(codebase)) {
    const given = isWork(call) ? codebase.facts.get(call.file)?.functions[call.fact.in]?.argumentOf : undefined;
    const outer = given && codebase.calls.callAt(call.file, given.call);
    if (outer) around.set(outer, { call: outer, path });
  }
  return around.values();
}

/** What another machine does, or another process that is started for it. */
function isWork({ operation }: Call): boolean {
  if (operation?.kind === 'heavy') return operation.traits.includes('process');
  return operation?.kind === 'query' || operation?.kind === 'outbound' || operation?.kind === 'message';
}

/** `queue.add(() => load(id))`: work given to something that is called a queue, which takes its time. */
function isPutOnQueue({ fact: { callee, arguments: [given] } }: Call): boolean {
  const owner = callee.kind === 'member' && (callee.of.kind === 'name' || callee.of.kind === 'member') ? callee.of.name : '';
  return given?.kind === 'function' && callee.kind === 'member' && /^(?:add|push|run|schedule|enqueue)$/.test(callee.name) && /queue|limiter|pool|throttle/i.test(owner);
}

/** `await mutex.acquire()` in the callback. */
function waitsItsTurn({ calls }: Codebase, callback: CallEdge['callee']): boolean {
  return calls.callsIn(callback).some(({ fact: { callee } }) => callee.kind === 'member' && /^(?:acquire|runExclusive|lock)$/.test(callee.name) && (callee.of.kind === 'name' || callee.of.kind === 'member') && /mutex|semaphore|lock|sem/i.test(callee.of.name));
}

/** The one call of the callback that does I/O, where it stands in the callback itself. */
function onlyWork(codebase: Codebase, { edges }: Call): Call | undefined {
  const lead = leadsTo(codebase, isWork);
  const calls = edges.filter(({ isPerElement }) => isPerElement).flatMap(({ callee }) => codebase.calls.callsIn(callee));
  const [first, ...others] = calls.filter((each) => isWork(each) || each.edges.some(({ callee }) => lead(callee) !== undefined));
  return others.length === 0 ? first : undefined;
}

/** `Promise.all(orders.map(async …))` whose callback does I/O, over a collection of any size. */
function* fanOut(codebase: Codebase, reached: ReachedCall, lead: (from: CallEdge['callee']) => Lead | undefined) {
  const { call } = reached;
  const facts = codebase.facts.get(call.file);
  const over = startedFor(call);
  if (!facts || !over || codebase.isOffline(call.file)) return;
  const together = startsAll(call) ? call.fact : togetherWith(facts, call.index);
  if (!together || isPortion(codebase, call.file, over) || isTurnedAwayWhenLong(facts, call.fact, over) || isLimitedBySchema(codebase, facts, over)) return;

  for (const edge of call.edges) {
    const way = edge.isPerElement && !waitsItsTurn(codebase, edge.callee) ? lead(edge.callee) : undefined;
    if (!way) continue;
    const { target } = way;
    if (isOnOneConnection(codebase, target) || (target.operation?.kind === 'query' && isWithinTransaction(codebase, reached.path))) return;
    const collection = collectionName(facts, over) ?? 'the collection';
    const source = isFewOfOne(collection) ? undefined : whereFrom(codebase, reached.path, call.file, over);
    const from = source?.kind === 'given' && isFewOfOne(source.by.operation?.subject ?? source.by.operation?.label ?? '') ? undefined : source;
    const isSure = edge.resolution === 'static' && !target.isGuessed && way.steps.every(({ resolution }) => resolution === 'static');
    yield reportOnPath(codebase, reached, {
      // What the code does not show to grow is worth a thought, and no more.
      ...(from ? tierOn(reached) : { tier: 'advice' as const }),
      message: `${target.operation?.label ?? 'The work'} starts for all of ${collection} at once ${whenOf(reached.path.entryPoint)}: ${howMany(from, reached)}.`,
      confidence: isSure ? 'certain' : 'likely',
      more: [
        ...(from?.kind === 'given' ? [{ at: siteOf(from.by), shows: `${from.by.operation?.label ?? 'this'} gives them, without a bound` }] : []),
        { at: { file: call.file, span: together.nameSpan }, shows: 'all are awaited together here' },
        ...way.steps.map((step): Step => ({ at: siteOf(step.call), shows: 'each comes through here' })),
        { at: siteOf(target), shows: `${target.operation?.label ?? 'the work'} starts here` },
      ],
    });
    return;
  }
}

function howMany(from: ListSource | undefined, { path: { entryPoint } }: ReachedCall): string {
  if (from?.kind === 'sent') return `as many run together as ${entryPoint.label} is sent`;
  return from ? `as many run together as ${from.by.operation?.label ?? 'was asked for'} gives` : 'no bound on how many run together is in sight';
}

/** `orders` of `Object.values(orders)`, `new Set(orders)` too. */
function collectionName(facts: FileFacts, over: Expression): string | undefined {
  const call = over.kind === 'call' ? facts.calls[over.call] : undefined;
  const [first] = call?.arguments ?? [];
  const callee = call?.callee.kind === 'member' ? call.callee.of : call?.callee;
  const isOfFirst = callee?.kind === 'name' && /^(?:Object|Array|Set|uniq\w*|compact)$/.test(callee.name);
  return nameOf(facts, isOfFirst ? first : over);
}

/** What is gone through: `orders` of `orders.map(…)`, `Array.from(orders, …)` and `pMap(orders, …)`. */
function startedFor(call: Call): Expression | undefined {
  const { callee, arguments: [first, second] } = call.fact;
  if (startsAll(call)) return first;
  if (callee.kind !== 'member') return undefined;
  if (callee.name === 'from' && callee.of.kind === 'name' && callee.of.name === 'Array') return second && first;
  return /^(?:map|flatMap)$/.test(callee.name) ? callee.of : undefined;
}
