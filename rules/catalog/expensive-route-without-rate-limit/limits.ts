/** Whether anything counts how often somebody asks: a library's limiter, or one that is called so. */

import { nameOf } from '../../kit/names.ts';
import { oncePerFile } from '../../kit/once-per-file.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { CallFact, FileFacts } from '../../model/facts.ts';
import { functionId, partsOfFunctionId } from '../../model/function-id.ts';
import type { RequestPath } from '../../model/graphs.ts';
import type { FilePath, Site } from '../../model/source.ts';

/** What people call it; a captcha keeps machines out as well. */
const LIMIT = /rate_?-?limit|limiter|throttl|slow_?down|captcha|turnstile|brute|arcjet|quota/i;

/** Stands before all routes, or may: `app.use(limiter)`, `register(rateLimit)`, a guard, a middleware that counts. */
export function limitsEverything(codebase: Codebase, files: Iterable<FilePath>): boolean {
  for (const file of files) {
    const facts = codebase.facts.get(file);
    if (facts && !codebase.isOffline(file) && (namesLimitForAll(facts) || countsByRow(codebase, facts))) return true;
  }
  return false;
}

const namesLimitForAll = oncePerFile((facts: FileFacts): boolean =>
  facts.calls.some(({ kind, callee, arguments: given }) => {
    const name = callee.kind === 'member' || callee.kind === 'name' ? callee.name : '';
    if (kind === 'decorator') return LIMIT.test(name) || given.some((each) => isCalledSo(facts, each));
    return /^(?:use|register|apply|addHook|useGlobalGuards|ext|onRequest|preHandler)$/.test(name) && given.some((each) => isCalledSo(facts, each));
  }) || facts.classes.some(({ name, decorators }) => /(?:Guard|Middleware|Interceptor)$/.test(name) && decorators.length > 0 && LIMIT.test(name)),
);

/** Plugins, modules and guards of limiters, and what takes from a limit. */
function countsByRow({ calls }: Codebase, { file, functions }: FileFacts): boolean {
  return functions.some((_, index) => calls.callsIn(functionId(file, index)).some(({ operation }) => operation?.kind === 'rate-limit' && operation.traits.some((trait) => /^(?:plugin|module|guard|use)$/.test(trait))));
}

/** In the chain of the route itself, or called on the way. */
export function limitsRoute(codebase: Codebase, { entryPoint, steps }: RequestPath): boolean {
  const { file } = entryPoint.at;
  const facts = codebase.facts.get(file);
  const registration = facts?.calls.filter(({ span }) => isAround(entryPoint.at, file, span)).sort((a, b) => a.span[1] - a.span[0] - (b.span[1] - b.span[0]));
  // A chain of middleware is written inside the call that registers, or in one around it.
  if (facts && registration?.slice(0, 3).some(({ callee, arguments: given }) => [callee, ...given].some((each) => each.kind !== 'function' && isLimit(codebase, facts, each)))) return true;
  return [entryPoint.handler, ...steps.map(({ callee }) => callee)].some((id) => {
    const own = codebase.facts.get(partsOfFunctionId(id).file);
    return own !== undefined && codebase.calls.callsIn(id).some(({ fact, operation }) => operation?.kind === 'rate-limit' || LIMIT.test(calleeName(own, fact)));
  });
}

function isAround({ span: [start, end] }: Site, _file: FilePath, span: readonly [number, number]): boolean {
  return span[0] <= start && end <= span[1];
}

function isLimit(codebase: Codebase, facts: FileFacts, given: Expression): boolean {
  if (isCalledSo(facts, given)) return true;
  return codebase.values.of(facts.file, given).some((value) => {
    if (value.kind === 'external') return LIMIT.test(value.origin);
    const home = value.kind === 'expression' ? codebase.facts.get(value.file) : undefined;
    return value.kind === 'expression' && home !== undefined && isCalledSo(home, value.expression);
  });
}

/** The name, one in a list, or what a call is made with. */
function isCalledSo(facts: FileFacts, given: Expression, depth = 0): boolean {
  if (depth > 5) return false;
  if (LIMIT.test(nameOf(facts, given) ?? '')) return true;
  if (given.kind === 'array') return given.elements.some((each) => isCalledSo(facts, each, depth + 1));
  if (given.kind === 'object') return given.properties.some(({ name, value }) => LIMIT.test(name) || isCalledSo(facts, value, depth + 1));
  const call = given.kind === 'call' ? facts.calls[given.call] : undefined;
  if (!call) return false;
  return [call.callee, ...call.arguments].some((each) => isCalledSo(facts, each, depth + 1)) || (call.callee.kind === 'member' && isCalledSo(facts, call.callee.of, depth + 1));
}

function calleeName(facts: FileFacts, { callee }: CallFact): string {
  return nameOf(facts, callee) ?? '';
}
