/** Whether nobody waits for what a call starts: `void send()`, `send().catch(log)`, `send(order)` without a callback or an answer to fill. */

import type { Codebase } from '../model/codebase.ts';
import { partsOf, type Expression } from '../model/expression.ts';
import type { CallFact, FileFacts } from '../model/facts.ts';
import { partsOfFunctionId } from '../model/function-id.ts';
import type { Call, CallEdge, RequestPath } from '../model/graphs.ts';
import { contains } from '../model/source.ts';

/** Some step of the way is left to itself, so the request is answered without what comes behind it. */
export function isForgottenOn(codebase: Codebase, { steps }: RequestPath): boolean {
  return steps.some((step) => (step.how === 'call' ? isLeft(codebase, step) : step.how === 'callback' && isGivenAndLeft(codebase, step)));
}

/** An own function that is started, and neither waited for nor given anything by which it could tell that it is done. */
function isLeft(codebase: Codebase, { call, callee }: CallEdge): boolean {
  const facts = codebase.facts.get(call.file);
  if (!facts) return false;
  const { file, index } = partsOfFunctionId(callee);
  const inner = codebase.facts.get(file)?.functions[index];
  // A function inside the handler knows the handler's answer.
  const isOutside = inner !== undefined && (file !== call.file || inner.parent === undefined || inner.parent === 0 || inner.class !== undefined);
  const { callee: named } = call.fact;
  const isOfThis = named.kind === 'member' && named.of.kind === 'this';
  if (!isOutside || !isDropped(facts, call.index) || call.fact.arguments.some(mayTell)) return false;
  return !isOfThis || (inner.isAsync && !isInPromise(facts, call.fact.in) && !tellsOf(codebase.facts.get(file), index));
}

/** `new Promise((resolve) => { this.waiting.push(resolve); this.work(); })`: somebody waits for what the object keeps. */
function isInPromise({ calls, functions }: FileFacts, index: number): boolean {
  const own = functions[index];
  const given = own?.argumentOf && calls[own.argumentOf.call];
  if (given?.kind === 'new') return true;
  return calls.some(({ kind, in: at, callee }) => kind === 'new' && at === index && callee.kind === 'name' && callee.name === 'Promise');
}

/** A method that answers by what its object keeps: `this.response.json(order)`, `job.resolve(order)`. */
function tellsOf(facts: FileFacts | undefined, index: number): boolean {
  const own = facts?.functions[index];
  return !facts || !own || tells(facts, index) || facts.calls.some(({ callee, span }) => contains(own.span, span) && namesOf(callee).some((name) => name === 'emit' || isToldBy(name)));
}

function namesOf(expression: Expression): readonly string[] {
  return expression.kind === 'member' ? [expression.name, ...namesOf(expression.of)] : [];
}

/** `run(order).then(async (result) => { … })` or `void attempt(async () => { … })` as a statement, where nothing in there tells anybody. */
function isGivenAndLeft({ facts }: Codebase, { call: { file, fact, index } }: CallEdge): boolean {
  const own = facts.get(file);
  if (!own || fact.kind !== 'call' || fact.arguments.length === 0 || !isDropped(own, index)) return false;
  return fact.arguments.every((each) => each.kind === 'function' && own.functions[each.function]?.isAsync === true && !tells(own, each.function));
}

/** The call itself: its promise goes nowhere but to a `catch`. */
export function isForgotten({ facts }: Codebase, { file, index }: Call): boolean {
  const own = facts.get(file);
  return own !== undefined && (endsInCatch(own, index) || isHandedEnd(own, index) || isKeptForCatch(own, index));
}

/** `const sent = send(order); sent.catch(log);`, and nobody waits for it or hands it on. */
function isKeptForCatch(facts: FileFacts, index: number): boolean {
  if (facts.calls[index]?.use !== 'assigned') return false;
  const kept = facts.bindings.findIndex(({ kind, value }) => kind === 'const' && value?.kind === 'call' && value.call === index);
  const binding = facts.bindings[kept];
  if (!binding || binding.in === 0 || binding.isAwaited) return false;
  const isIt = (each: Expression): boolean => each.kind === 'name' && each.binding === kept;
  const caught = facts.calls.flatMap(({ callee, arguments: given }, at) => (callee.kind === 'member' && callee.name === 'catch' && isIt(callee.of) && isDropped(facts, at) && !given.some((each) => (each.kind === 'function' ? tells(facts, each.function) : mayTell(each))) ? [at] : []));
  return caught.length > 0 && !expressionsIn(facts, new Set(caught)).some((each) => mentions(each, isIt));
}

function mentions(expression: Expression, is: (each: Expression) => boolean): boolean {
  return is(expression) || partsOf(expression).some((part) => mentions(part, is));
}

/** All that a file says, but for what these calls are called on. */
function expressionsIn({ calls, bindings, assignments, functions, branches, loops }: FileFacts, left: ReadonlySet<number>): readonly Expression[] {
  return [
    ...calls.flatMap(({ callee, arguments: given }, at) => (left.has(at) ? given : [callee, ...given])),
    ...[...bindings, ...assignments].flatMap(({ value }) => value ?? []),
    ...functions.flatMap(({ returns }) => returns),
    ...branches.flatMap(({ test }) => test ?? []),
    ...loops.flatMap(({ over }) => over ?? []),
  ];
}

/** `copy(from, (error) => { … })` as a statement, where nothing in the callback tells anybody. */
function isHandedEnd(facts: FileFacts, index: number): boolean {
  const call = facts.calls[index];
  const callbacks = (call?.arguments ?? []).flatMap((each) => (each.kind === 'function' ? [each.function] : []));
  const [only] = callbacks;
  return call?.use === 'dropped' && call.kind === 'call' && only !== undefined && callbacks.length === 1 && facts.functions[only]?.isAsync === true && !tells(facts, only);
}

function isDropped(facts: FileFacts, index: number): boolean {
  return facts.calls[index]?.use === 'dropped' || endsInCatch(facts, index) || isGivenToForEach(facts, index) || isKeptForCatch(facts, index);
}

/** `users.forEach((user) => send(user));`: what the arrow gives back goes nowhere. */
function isGivenToForEach({ calls, functions }: FileFacts, index: number): boolean {
  const call = calls[index];
  const given = call && functions[call.in]?.argumentOf;
  const outer = given && calls[given.call];
  return call?.use === 'returned' && given?.index === 0 && outer?.use === 'dropped' && outer.callee.kind === 'member' && outer.callee.name === 'forEach';
}

function endsInCatch(facts: FileFacts, index: number): boolean {
  const { calls } = facts;
  const outer = calls[index]?.use === 'receiver' ? calls.findIndex(({ callee }) => callee.kind === 'member' && callee.of.kind === 'call' && callee.of.call === index) : -1;
  const next: CallFact | undefined = calls[outer];
  if (next?.callee.kind !== 'member' || !/^(?:then|catch|finally)$/.test(next.callee.name)) return false;
  // `serve(request).catch(next)` answers, and so does `load().then((price) => response.json(price))`.
  if (next.arguments.some((each) => (each.kind === 'function' ? tells(facts, each.function) : mayTell(each)))) return false;
  if (next.callee.name === 'then' && next.use === 'dropped') return false;
  return next.use === 'dropped' || endsInCatch(facts, outer);
}

/** Calls something in there by which somebody learns of the end. What a promise gave its callback is nobody's answer: `(res) => res.body.pipe(file)`. */
function tells({ calls, functions, bindings }: FileFacts, index: number): boolean {
  const own = functions[index];
  const isGiven = (each: Expression): boolean => own?.argumentOf !== undefined && each.kind === 'name' && each.binding !== undefined && bindings[each.binding]?.kind === 'parameter' && bindings[each.binding]?.in === index;
  const isTold = (each: Expression): boolean => mayTell(each) && !isGiven(each);
  return own !== undefined && calls.some(({ callee, arguments: given, span }) => contains(own.span, span) && ((isTold(rootOf(callee)) && !isLogged(callee)) || given.some((each) => each.kind !== 'function' && isTold(each))));
}

/** `ctx.error('not sent', { error })`: a context that logs answers nobody. */
function isLogged(callee: Expression): boolean {
  const root = rootOf(callee);
  return callee.kind === 'member' && root.kind === 'name' && /^(?:ctx|context|c)$/i.test(root.name) && /^(?:error|warn|info|debug|trace|log)$/.test(callee.name);
}

function rootOf(expression: Expression): Expression {
  return expression.kind === 'member' ? rootOf(expression.of) : expression;
}

/** A callback, or what a request is answered with. */
function mayTell(argument: Expression): boolean {
  if (argument.kind === 'function') return true;
  if (argument.kind === 'object') return argument.properties.some(({ value }) => mayTell(value)) || argument.spreads.some(mayTell);
  return argument.kind === 'name' && isToldBy(argument.name);
}

function isToldBy(name: string): boolean {
  return /^(?:res|resp|response|reply|ctx|context|c|h|next|cb|callback|done|fn|func|resolve|reject|socket|ws|stream|emitter|controller|writer)$/i.test(name);
}
