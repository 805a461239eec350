import { batchedEdits } from '../../kit/batching/batched-edits.ts';
import { isBounded } from '../../kit/bounds.ts';
import { callAt } from '../../kit/call-at.ts';
import { dependsOn } from '../../kit/data-flow.ts';
import { defineRule, type Step } from '../../kit/define-rule.ts';
import { iterationsAround, type Iteration } from '../../kit/iterations.ts';
import { leadsTo, type Lead } from '../../kit/leads-to.ts';
import { nameOf } from '../../kit/names.ts';
import { isOnFailure } from '../../kit/on-failure.ts';
import { isRemembered } from '../../kit/once.ts';
import { option } from '../../kit/options.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import { togetherWith } from '../../kit/together.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import { partsOfFunctionId } from '../../model/function-id.ts';
import { contains } from '../../model/source.ts';
import { siteOf, type Call, type CallEdge, type ReachedCall } from '../../model/graphs.ts';

export default defineRule({
  scope: 'workspace',
  category: 'database',
  tier: 'warning',

  options: {
    outbound: option.flag({ default: true, description: 'Speak of calls to other services too, not only of database queries.' }),
  },

  *check(_workspace, codebase, { outbound }) {
    const isRoundTrip = (call: Call): boolean => {
      const kind = call.operation?.kind;
      return (kind === 'query' || (outbound && (kind === 'outbound' || kind === 'message'))) && !isRemembered(codebase, call);
    };
    const lead = leadsTo(codebase, isRoundTrip, ({ call }) => call.operation?.kind !== 'memo' && call.operation?.kind !== 'limit' && !isRemembered(codebase, call));

    for (const reached of codebase.requests.calls()) {
      const { call } = reached;
      if (codebase.isOffline(call.file)) continue;
      if (isRoundTrip(call)) yield* direct(codebase, reached);
      else if (call.operation === undefined) yield* throughCalls(codebase, reached, lead);
    }
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
function* direct(codebase: Codebase, reached: ReachedCall) {
  const { call } = reached;
  const iteration = repeating(codebase, call);
  if (!iteration) return;
  yield reportOnPath(codebase, reached, {
    message: `${call.operation?.label ?? 'A query'} runs once for each ${elementOf(codebase, iteration)} while ${reached.path.entryPoint.label} waits: 50 of them make 50 ${noun(call)}.`,
    more: [{ at: { file: iteration.file, span: iteration.at }, shows: `repeats for each ${elementOf(codebase, iteration)}` }],
  });
}

/** A call in the loop comes to a query further on. */
function* throughCalls(codebase: Codebase, reached: ReachedCall, lead: (from: CallEdge['callee']) => Lead | undefined) {
  const { call } = reached;
  for (const edge of call.edges) {
    if (edge.how === 'deferred' || (edge.how === 'callback' && !edge.isPerElement)) continue;
    const iteration = edge.isPerElement ? handedFunction(codebase, call, edge) : repeating(codebase, call);
    const way = iteration && lead(edge.callee);
    if (!iteration || !way) continue;
    const { target } = way;
    const isSure = edge.resolution === 'static' && !target.isGuessed && way.steps.every(({ resolution }) => resolution === 'static');
    yield reportOnPath(codebase, reached, {
      message: `${calleeName(codebase, edge)} comes to ${target.operation?.label ?? 'a query'} once for each ${elementOf(codebase, iteration)} while ${reached.path.entryPoint.label} waits: 50 of them make 50 ${noun(target)}.`,
      confidence: isSure ? 'certain' : 'likely',
      more: [
        { at: { file: iteration.file, span: iteration.at }, shows: `repeats for each ${elementOf(codebase, iteration)}` },
        ...way.steps.map((step): Step => ({ at: siteOf(step.call), shows: `${calleeName(codebase, edge)} comes through here` })),
        { at: siteOf(target), shows: `${target.operation?.label ?? 'the query'} runs here` },
      ],
    });
    return;
  }
}

/** The innermost loop that repeats the call for data of unknown size, with something of the turn in its arguments. */
function repeating(codebase: Codebase, call: Call): Iteration | undefined {
  const facts = codebase.facts.get(call.file);
  if (!facts) return undefined;
  const given: Expression = { kind: 'other', parts: [call.fact.callee, ...(call.chain ?? [call.fact]).flatMap((each) => each.arguments)] };
  for (const iteration of iterationsAround(codebase, call)) {
    if (isByDesign(codebase, iteration) || endsLoop(facts, call, iteration) || isOnFailure(codebase, call) || !dependsOn(facts, given, iteration.variables)) continue;
    if (iteration.call && isConcurrent(codebase, iteration)) return undefined;
    return isBatch(codebase, iteration, call) ? undefined : iteration;
  }
  return undefined;
}

/** `return await load(id)` in a loop's own function: whoever returns takes no further turn. */
function endsLoop({ functions }: FileFacts, { fact, index }: Call, iteration: Iteration): boolean {
  if (iteration.kind === 'callback') return false;
  const returned = functions[fact.in]?.returns ?? [];
  const isIt = (each: Expression): boolean => (each.kind === 'call' ? each.call === index : each.kind === 'await' && isIt(each.of));
  // A callback's own return ends the callback only.
  return contains(functions[fact.in]?.span ?? [0, 0], iteration.span) && returned.some(isIt);
}

/** `orders.map(loadOrder)`: the function is given by name. */
function handedFunction(codebase: Codebase, call: Call, edge: CallEdge): Iteration | undefined {
  const { file, index } = partsOfFunctionId(edge.callee);
  const isInline = codebase.facts.get(file)?.functions[index]?.argumentOf !== undefined;
  const { callee } = call.fact;
  if (isInline || callee.kind !== 'member') return undefined;
  // `async.each(orders, load)` goes through what it is given, `orders.map(load)` through what it is called on.
  const [first] = call.fact.arguments;
  const over = first && call.fact.arguments.length > 1 && call.origins.some((origin) => !origin.startsWith('global#')) ? first : callee.of;
  const iteration: Iteration = { kind: 'callback', file: call.file, over, variables: new Set(), at: call.nameSpan, span: call.fact.span, call: call.fact };
  return isByDesign(codebase, iteration) || isConcurrent(codebase, iteration) ? undefined : iteration;
}

/** Streams, pages, retries and short lists written down are repeated on purpose. */
function isByDesign(codebase: Codebase, { kind, file, over, variables }: Iteration): boolean {
  if (kind === 'while' || kind === 'do') return true;
  if (kind === 'for-await') return over === undefined || isStream(codebase, file, over);
  if (kind === 'for-in') return over !== undefined && isBounded(codebase, file, over);
  if (kind === 'for') return variables.size === 0 || !goesThroughData(codebase, file, over) || takesStrides(codebase, file, variables);
  return over !== undefined && (isBounded(codebase, file, over) || isGrouped(codebase, file, over));
}

/** A list awaited element by element is a list; what a call or a library gives piece by piece is a stream. */
function isStream(codebase: Codebase, file: Call['file'], over: Expression): boolean {
  if (over.kind === 'call') return true;
  const name = nameOf(codebase.facts.get(file), over) ?? '';
  const values = codebase.values.of(file, over);
  return /stream|cursor|iterator|pages?$|events|lines|readline/i.test(name) || values.some((value) => value.kind === 'external' && /stream|cursor|iterat|paginat|readline|watch|subscri/i.test(value.origin));
}

/** `i += BATCH_SIZE`: each turn takes many. */
function takesStrides({ facts }: Codebase, file: Call['file'], variables: ReadonlySet<number>): boolean {
  return facts.get(file)?.assignments.some(({ target, operator }) => operator === '+=' && target.kind === 'name' && target.binding !== undefined && variables.has(target.binding)) === true;
}

/** `i < orders.length` goes through data; `attempt < 3` and `page < pages` do not. */
function goesThroughData(codebase: Codebase, file: Call['file'], test: Expression | undefined): boolean {
  if (test?.kind !== 'operation') return false;
  return test.operands.some((operand) => operand.kind === 'member' && operand.name === 'length' && !isBounded(codebase, file, operand.of) && !isGrouped(codebase, file, operand.of));
}

/** One query per group or per chunk is what batching leaves. */
function isGrouped(codebase: Codebase, file: Call['file'], over: Expression): boolean {
  const facts = codebase.facts.get(file);
  const name = (nameOf(facts, over) ?? '').toLowerCase();
  const binding = over.kind === 'name' && over.binding !== undefined ? facts?.bindings[over.binding] : undefined;
  if (binding?.kind === 'const' && binding.value?.kind === 'call' && isKeysOf(facts, binding.value)) return true;
  // Groups of users are things of their own, unless something made them here.
  if (/^(?:\w+\.)*groups$/.test(name)) return isMadeByGrouping(facts, over);
  if (/chunk|batch|group|page|partition|shard|bucket|by[a-z]*id|byid/.test(name)) return true;
  return isKeysOf(facts, over);
}

/** `Object.keys(changes)`. */
function isKeysOf(facts: FileFacts | undefined, over: Expression): boolean {
  const callee = over.kind === 'call' ? facts?.calls[over.call]?.callee : undefined;
  return callee?.kind === 'member' && callee.of.kind === 'name' && callee.of.name === 'Object' && /^(?:entries|keys|values)$/.test(callee.name);
}

function isMadeByGrouping(facts: FileFacts | undefined, over: Expression): boolean {
  const value = over.kind === 'name' && over.binding !== undefined ? facts?.bindings[over.binding]?.value : over;
  const made = value?.kind === 'await' ? value.of : value;
  const callee = made?.kind === 'call' ? facts?.calls[made.call]?.callee : undefined;
  const isObject = callee?.kind === 'member' && callee.of.kind === 'name' && (callee.of.name === 'Object' || callee.of.name === 'Array');
  return isObject || made?.kind === 'array' || made?.kind === 'object' || ((callee?.kind === 'name' || callee?.kind === 'member') && /group|chunk|batch|partition|split/i.test(callee.name));
}

/** What one turn sends is itself many: a slice, an `in` list. */
function isBatch({ facts }: Codebase, { variables }: Iteration, call: Call): boolean {
  const own = facts.get(call.file);
  const names = [...variables].map((index) => own?.bindings[index]?.name.toLowerCase() ?? '');
  return names.some((name) => /^(?:chunk|batch|page|group(?!$)|slice|bucket|shard|attempt|retry|retries|offset|cursor)/.test(name));
}

function isConcurrent({ facts }: Codebase, { file, call }: Iteration): boolean {
  const own = facts.get(file);
  const index = call && own ? own.calls.indexOf(call) : -1;
  return own !== undefined && index >= 0 && togetherWith(own, index) !== undefined;
}

function elementOf({ facts }: Codebase, { file, over, kind }: Iteration): string {
  const collection = kind === 'for' && over?.kind === 'operation' ? over.operands.find((each) => each.kind === 'member')?.of : over;
  const name = nameOf(facts.get(file), collection);
  return name === undefined ? 'turn of the loop' : `element of ${name}`;
}

function calleeName({ facts }: Codebase, { callee }: CallEdge): string {
  const { file, index } = partsOfFunctionId(callee);
  return facts.get(file)?.functions[index]?.name ?? 'The call';
}

function noun({ operation }: Call): string {
  return operation?.kind === 'query' ? 'queries' : operation?.kind === 'message' ? 'messages' : 'calls';
}
