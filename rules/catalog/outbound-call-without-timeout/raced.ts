/** Whether what a call starts is raced against a clock, so that whoever waits for it goes on in the end: `Promise.race([fetch(url), late])`, `withTimeout(() => fetch(url), 5000)`. */

import { isNeverEntered } from '../../kit/flags.ts';
import { reachedGraph } from '../../kit/reached-graph.ts';
import type { Codebase } from '../../model/codebase.ts';
import { partsOf, type Expression } from '../../model/expression.ts';
import type { CallFact, FileFacts } from '../../model/facts.ts';
import { partsOfFunctionId, type FunctionId } from '../../model/function-id.ts';
import type { Call } from '../../model/graphs.ts';
import { contains } from '../../model/source.ts';

/** Functions around functions, no further. */
const HIGHEST = 4;

/** Whoever calls the function races it against a clock, or is raced itself. */
export function isAlwaysRaced(codebase: Codebase, id: FunctionId, above = 0): boolean {
  if (above === HIGHEST) return false;
  const callers = reachedGraph(codebase).callersOf(id).filter(({ call }) => !codebase.isOffline(call.file) && !isNeverEntered(codebase, call));
  return callers.length > 0 && callers.every(({ call, caller }) => isRaced(codebase, call) || isAlwaysRaced(codebase, caller, above + 1));
}

/** `Promise.race([fetch(url), timeout])`, also where the promise, or their list, has a name of its own, and where the call is handed to a function that races what it is given. */
export function isRaced(codebase: Codebase, call: Call): boolean {
  const own = codebase.facts.get(call.file);
  return own !== undefined && (isIn(own, call) || isHandedToRace(codebase, own, call));
}

function isIn(own: FileFacts, { fact, index }: Call): boolean {
  const races = own.calls.filter(isRace);
  if (races.some(({ span }) => span[0] < fact.span[0] && fact.span[1] < span[1])) return true;
  const isIt = (each: Expression): boolean => (each.kind === 'call' && each.call === index) || (each.kind === 'either' && each.options.some(isIt)) || (each.kind === 'array' && each.elements.some(isIt));
  const names = new Set(races.length === 0 ? [] : own.bindings.flatMap(({ value, in: at }, place) => (at === fact.in && value && isIt(value) ? [place] : [])));
  const mentions = (each: Expression): boolean => (each.kind === 'name' ? each.binding !== undefined && names.has(each.binding) : partsOf(each).some(mentions));
  return names.size > 0 && races.some(({ arguments: given }) => given.some(mentions));
}

function isRace({ callee }: CallFact): boolean {
  return callee.kind === 'member' && callee.name === 'race';
}

/** `withTimeout(fetch(url), 5000)`, `withTimeout(() => fetch(url), 5000)`. */
function isHandedToRace(codebase: Codebase, own: FileFacts, { file, fact }: Call): boolean {
  return own.calls.some((outer, at) => {
    const place = outer.span[0] < fact.span[0] && fact.span[1] < outer.span[1] ? outer.arguments.findIndex((each) => gives(own, each, fact)) : -1;
    if (place < 0) return false;
    const called = codebase.calls.callAt(file, at);
    return called?.edges.some(({ how, callee }) => how === 'call' && racesParameter(codebase, callee, place)) === true;
  });
}

/** The call itself is the argument, what is chained to it, or it stands in a function that is. */
function gives(own: FileFacts, argument: Expression, fact: CallFact): boolean {
  if (argument.kind === 'member') return gives(own, argument.of, fact);
  const made = argument.kind === 'call' ? own.calls[argument.call] : undefined;
  if (made) return made === fact || (made.callee.kind === 'member' && gives(own, made.callee.of, fact));
  const given = argument.kind === 'function' ? own.functions[argument.function] : undefined;
  return given !== undefined && contains(given.span, fact.span);
}

/** It starts what it is given, or takes the promise, and waits for that or for a clock, whichever comes first. */
function racesParameter({ facts }: Codebase, id: FunctionId, place: number): boolean {
  const { file, index } = partsOfFunctionId(id);
  const own = facts.get(file);
  const racer = own?.functions[index];
  const parameter = racer?.parameters[place]?.binding;
  if (!own || !racer || parameter === undefined) return false;
  const within = own.calls.filter(({ span }) => contains(racer.span, span));
  if (!within.some(({ callee }) => (callee.kind === 'name' || callee.kind === 'member') && CLOCK.test(callee.name))) return false;
  const started = (each: Expression, depth = 0): boolean => {
    if (depth > 6) return false;
    if (each.kind === 'name') return each.binding === parameter || (each.binding !== undefined && startedAs(each.binding, depth));
    const call = each.kind === 'call' ? own.calls[each.call] : undefined;
    return call ? started(call.callee, depth + 1) : partsOf(each).some((part) => started(part, depth + 1));
  };
  const startedAs = (binding: number, depth: number): boolean => {
    const { value, in: at } = own.bindings[binding] ?? {};
    return value !== undefined && value.kind !== 'parameter' && at !== 0 && started(value, depth + 1);
  };
  return within.some((each) => (isRace(each) ? each.arguments.some((given) => started(given)) : isPromiseWithClock(own, each) && within.some(({ callee, span }) => contains(each.span, span) && started(callee))));
}

/** `new Promise((resolve, reject) => { setTimeout(reject, 1000); … })`. */
function isPromiseWithClock({ calls }: FileFacts, { kind, callee, span }: CallFact): boolean {
  return kind === 'new' && callee.kind === 'name' && callee.name === 'Promise' && calls.some((each) => contains(span, each.span) && each.callee.kind === 'name' && each.callee.name === 'setTimeout');
}

const CLOCK = /^(?:setTimeout|sleep|delay|wait(?:For)?|timeout|rejectAfter|resolveAfter|after)$|(?:Timeout|TimedOut)/i;
