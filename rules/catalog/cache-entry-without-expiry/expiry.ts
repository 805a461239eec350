/** Whether an entry's end is told: with it, beside it, or for all entries of the cache. */

import type { Codebase } from '../../model/codebase.ts';
import { partsOf, type Expression } from '../../model/expression.ts';
import type { Call, RequestPath } from '../../model/graphs.ts';

/** Words behind the value that say nothing about time; `NX` marks what is done once and for all, and is not meant to be forgotten. */
const FLAGS = new Set(['XX', 'GET']);

/** Something behind key and value that may be a time. */
export function hasExpiry({ values }: Codebase, { fact, file }: Call): boolean {
  return fact.arguments.slice(2).some((argument) => {
    if (argument.kind === 'literal') return typeof argument.value !== 'string' || !FLAGS.has(argument.value.toUpperCase());
    if (argument.kind === 'object' && argument.spreads.length === 0) return argument.properties.some(({ name }) => TIMES.test(name));
    // A callback comes last, and says nothing.
    return argument.kind !== 'function' && !values.of(file, argument).some(({ kind }) => kind === 'function');
  });
}

const TIMES = /^(?:e|p)x(?:at)?$|ttl|expir|lifetime|maxage|condition|seconds|^nx$/i;

/** `expire` in the same function or next to the call that leads there; another `set` beside it, for callers that name a time; a time for all. */
export function expiresElsewhere(codebase: Codebase, call: Call, { steps }: RequestPath): boolean {
  const around = [call.caller, ...steps.slice(-2).map(({ caller }) => caller)];
  const isTimed = (each: Call): boolean => each.operation?.kind === 'cache-write' && (each.operation.traits.includes('sets-expiry') || (each !== call && each.operation.traits.includes('expiry-in-arguments') && hasExpiry(codebase, each)));
  if (around.some((id) => codebase.calls.callsIn(id).some(isTimed))) return true;
  return !/^(?:redis|memcached)$/.test(call.operation?.library ?? '') && hasDefault(codebase);
}

/** `CacheModule.register({ ttl })`, `new Keyv({ ttl })`, `new NodeCache({ stdTTL })`; or settings that are made where we cannot read them. */
function hasDefault({ facts, calls }: Codebase): boolean {
  for (const [file, own] of facts) {
    for (const [index, { callee, arguments: given }] of own.calls.entries()) {
      const isModule = callee.kind === 'member' && callee.of.kind === 'name' && callee.of.name === 'CacheModule' && /^register/.test(callee.name);
      if (!isModule && !calls.callAt(file, index)?.operation?.traits.includes('makes-cache')) continue;
      if (given.some((each) => mayNameTime(each)) || (isModule && callee.name.endsWith('Async'))) return true;
    }
  }
  return false;
}

function mayNameTime(expression: Expression, depth = 0): boolean {
  if (depth > 4) return false;
  if (expression.kind === 'object' && expression.properties.some(({ name }) => TIMES.test(name))) return true;
  return expression.kind === 'name' || partsOf(expression).some((part) => mayNameTime(part, depth + 1));
}
