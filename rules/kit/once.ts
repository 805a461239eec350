/** Whether code runs once however many requests come: behind a guard that remembers, or a memo. */

import { branchesAround } from './branches-around.ts';
import { saysCached } from '../knowledge/use-cache.ts';
import type { Codebase } from '../model/codebase.ts';
import type { Expression } from '../model/expression.ts';
import { partsOf } from '../model/expression.ts';
import type { CallFact, FileFacts } from '../model/facts.ts';
import { partsOfFunctionId, type FunctionId } from '../model/function-id.ts';
import type { Call, RequestPath } from '../model/graphs.ts';
import { contains, type Span } from '../model/source.ts';

/**
 * `if (!cache) cache = load()`, `cache ??= load()`, `cache || (cache = load())`, `if (cache.has(key)) return …; load()`, `memo(load)`, `'use cache'`:
 * the call, or one on the way to it, is skipped once its result is remembered outside the function.
 */
export function isRemembered(codebase: Codebase, call: Call, path?: RequestPath): boolean {
  if (isGuarded(codebase, call) || isFallback(codebase, call, path) || isCached(codebase, call.caller) || call.edges.some(({ callee }) => isCached(codebase, callee))) return true;
  for (const { call: on, how, callee } of path?.steps ?? []) {
    if (how === 'callback' && isKeptByCallee(codebase, on, callee)) return true;
    if (isCached(codebase, callee) || isGuarded(codebase, on) || on.operation?.kind === 'memo' || isFallback(codebase, on, path)) return true;
  }
  return isInsideMemo(codebase, call);
}

/** `'use cache'` in the function, or at the top of its file. */
function isCached({ facts }: Codebase, id: FunctionId): boolean {
  const { file, index } = partsOfFunctionId(id);
  const own = facts.get(file);
  return own !== undefined && (own.directives.some(saysCached) || (own.functions[index]?.directives.some(saysCached) ?? false));
}

function isGuarded(codebase: Codebase, { file, fact, edges }: Call): boolean {
  const own = codebase.facts.get(file);
  if (!own) return false;
  const around = branchesAround(own, fact.branch);
  if (around.some((branch) => branch.test && testsMemory(own, branch.test))) {
    return around.some(({ test, span }) => test !== undefined && testsMemory(own, test) && isKept(own, fact, test, span[0])) || around.some(({ kind, test }) => (kind === 'right-side' && !isDenied(test)) || (test !== undefined && edges.some(({ callee }) => isSetBy(codebase, own, callee, test))));
  }
  return leftEarlier(own, fact);
}

/** `once('prices', () => load())`, where `once` of the same codebase says `kept[name] ??= make()`. */
function isKeptByCallee(codebase: Codebase, { edges, fact, file }: Call, callback: FunctionId): boolean {
  const { index } = partsOfFunctionId(callback);
  const place = fact.arguments.findIndex((each) => (each.kind === 'function' ? each.function === index : codebase.values.of(file, each).some((value) => value.kind === 'function' && value.function === callback)));
  if (place < 0) return false;
  return edges.some(({ how, callee }) => {
    const { file: home, index: at } = partsOfFunctionId(callee);
    const own = how === 'call' ? codebase.facts.get(home) : undefined;
    const binding = own?.functions[at]?.parameters[place]?.binding;
    if (!own || binding === undefined) return false;
    return own.calls.some((call, inner) => {
      const run = call.callee.kind === 'name' && call.callee.binding === binding ? codebase.calls.callAt(home, inner) : undefined;
      return run !== undefined && isGuarded(codebase, run);
    });
  });
}

/**
 * How the call and all that follows from it is remembered: `once` for the process behind a variable of the module, `by-key` where each key is
 * looked up first. Undefined for what is kept in a field: each object may be another request's.
 */
export function rememberedHow(codebase: Codebase, call: Call): 'once' | 'by-key' | undefined {
  const own = codebase.facts.get(call.file);
  if (!own || !isGuarded(codebase, call)) return undefined;
  const earlier = own.branches.filter((branch) => branch.kind === 'then' && branch.leaves && branch.in === call.fact.in && branch.span[1] <= call.fact.span[0]);
  const tests = [...branchesAround(own, call.fact.branch), ...earlier].flatMap(({ test }) => (test && testsMemory(own, test) ? [test] : []));
  if (tests.some((test) => asksForKey(own, test, 0))) return 'by-key';
  return tests.some((test) => namesModuleVariable(own, test)) ? 'once' : undefined;
}

/** `cache.has(key)`, `cache[key]`, a name that holds one of them. */
function asksForKey(facts: FileFacts, test: Expression, depth: number): boolean {
  if (depth > 6) return false;
  if (test.kind === 'element' || test.kind === 'call') return true;
  const value = test.kind === 'name' && test.binding !== undefined ? facts.bindings[test.binding] : undefined;
  if (value && value.in !== 0 && value.value) return asksForKey(facts, value.value, depth + 1);
  return partsOf(test).some((part) => asksForKey(facts, part, depth + 1));
}

function namesModuleVariable(facts: FileFacts, test: Expression): boolean {
  return test.kind === 'name' ? test.binding !== undefined && isOuter(facts, test) : test.kind !== 'member' && partsOf(test).some((part) => namesModuleVariable(facts, part));
}

/** Some step of the way is skipped once it was taken: `if (!loaded) await load()`. */
export function isOnceOn(codebase: Codebase, path: RequestPath): boolean {
  return path.steps.some(({ call }) => isGuarded(codebase, call) || call.operation?.kind === 'memo');
}

/** `function count(db) { db = db || connect(); }` and `if (!db) db = connect()`, where the caller on this path hands one in. */
function isFallback({ facts }: Codebase, { file, fact, caller }: Call, path: RequestPath | undefined): boolean {
  const own = facts.get(file);
  const given = path?.steps.find(({ callee }) => callee === caller)?.call.fact.arguments;
  if (!own || !given) return false;
  return (own.functions[fact.in]?.parameters ?? []).some(({ binding }, index) => {
    const handed = given[index];
    if (binding === undefined || !handed || isNothing(handed)) return false;
    const isWritten = own.assignments.some(({ target, span }) => contains(span, fact.span) && target.kind === 'name' && target.binding === binding);
    return isWritten && branchesAround(own, fact.branch).some(({ test }) => test !== undefined && mentions(test, binding));
  });
}

/** Of functions of one file that call each other. */
const MOST_STEPS = 3;

/** `if (!loaded) await load()`, where `load` of the same file, or what it calls there, sets `loaded`. */
function isSetBy(codebase: Codebase, own: FileFacts, callee: FunctionId, test: Expression, depth = 0): boolean {
  const { file, index } = partsOfFunctionId(callee);
  const setter = file === own.file ? own.functions[index] : undefined;
  if (!setter) return false;
  if (own.assignments.some(({ target, span }) => target.kind === 'name' && target.binding !== undefined && isOuter(own, target) && contains(setter.span, span) && mentions(test, target.binding))) return true;
  return depth < MOST_STEPS && codebase.calls.callsIn(callee).some(({ edges }) => edges.some(({ callee: next, how }) => how === 'call' && next !== callee && isSetBy(codebase, own, next, test, depth + 1)));
}

function isNothing(expression: Expression): boolean {
  return (expression.kind === 'literal' && expression.value === null) || (expression.kind === 'name' && expression.binding === undefined && expression.name === 'undefined');
}

function mentions(expression: Expression, binding: number): boolean {
  return expression.kind === 'name' ? expression.binding === binding : partsOf(expression).some((part) => mentions(part, binding));
}

/** `!known || check(known)`: what stands behind is done where something is known, not where it is missing. */
function isDenied(test: Expression | undefined): boolean {
  return test?.kind === 'operation' && test.operator === '!';
}

/** An earlier `if (remembered) return …` of the same function, which remembers it later. */
function leftEarlier(facts: FileFacts, fact: CallFact): boolean {
  return facts.branches.some((branch) => branch.kind === 'then' && branch.leaves && branch.in === fact.in && branch.span[1] <= fact.span[0] && branch.test !== undefined && testsMemory(facts, branch.test) && isKept(facts, fact, branch.test, branch.span[1]));
}

/** Looks at something that outlives the call: a module's variable, a field, a `has` or `get` on one. */
function testsMemory(facts: FileFacts, test: Expression, depth = 0): boolean {
  if (depth > 6) return false;
  if (test.kind === 'name') {
    const binding = test.binding === undefined ? undefined : facts.bindings[test.binding];
    if (!binding) return false;
    if (binding.in === 0) return binding.isReassigned || binding.kind === 'let' || binding.kind === 'var';
    return binding.value !== undefined && binding.kind !== 'parameter' && testsMemory(facts, binding.value, depth + 1);
  }
  if (test.kind === 'member' && SETTING.test(test.name)) return false;
  if (test.kind === 'member') return test.of.kind === 'this' || (test.of.kind === 'name' && isOuter(facts, test.of)) || testsMemory(facts, test.of, depth + 1);
  if (test.kind === 'element') return isOuter(facts, test.of) || test.of.kind === 'member' && testsMemory(facts, test.of, depth + 1);
  if (test.kind === 'call') {
    const callee = facts.calls[test.call]?.callee;
    return callee?.kind === 'member' && (callee.name === 'has' || callee.name === 'get') && (isOuter(facts, callee.of) || callee.of.kind === 'member');
  }
  return partsOf(test).some((part) => testsMemory(facts, part, depth + 1));
}

/** `process.env.REDIS_URL`, `env.RATE_LIMIT`: a setting, which says nothing of what was done. */
const SETTING = /^[A-Z][A-Z\d]*_[A-Z\d_]+$/;

/** A name declared at the top of the file, or a global. */
function isOuter(facts: FileFacts, expression: Expression): boolean {
  if (expression.kind !== 'name') return false;
  const binding = expression.binding === undefined ? undefined : facts.bindings[expression.binding];
  if (!binding || binding.in === 0) return true;
  // `const all = globalThis as Kept`.
  return binding.kind === 'const' && binding.value?.kind === 'name' && binding.value.binding === undefined && /^(?:globalThis|global|window|self)$/.test(binding.value.name);
}

/** From there on the function writes what it found to what the test looked at, which outlives it: `this.type` is asked, `this.seen` is written, and nothing is remembered. */
function isKept(facts: FileFacts, fact: CallFact, test: Expression, from: number): boolean {
  const owner = facts.functions[fact.in];
  if (!owner) return false;
  const asked = new Set(lastingIn(facts, test));
  const isIt = (target: Expression, span: Span): boolean => span[1] > from && contains(owner.span, span) && [...lastingIn(facts, target)].some((name) => asked.has(name));
  const isWritten = facts.assignments.some(({ target, span }) => outlives(facts, target) && isIt(target, span));
  return isWritten || facts.calls.some(({ callee, span }) => callee.kind === 'member' && callee.name === 'set' && (isOuter(facts, callee.of) || callee.of.kind === 'member') && isIt(callee.of, span));
}

/** Fields of `this` and names of the module that an expression speaks of, by whatever local names. */
function* lastingIn(facts: FileFacts, expression: Expression, depth = 0): Iterable<string> {
  if (depth > 8) return;
  if (expression.kind === 'member' && expression.of.kind === 'this') yield `this.${expression.name}`;
  else if (expression.kind === 'name' && isOuter(facts, expression)) yield expression.name;
  else if (expression.kind === 'name') {
    const value = expression.binding === undefined ? undefined : facts.bindings[expression.binding]?.value;
    if (value) yield* lastingIn(facts, value, depth + 1);
  } else {
    const call = expression.kind === 'call' ? facts.calls[expression.call] : undefined;
    for (const part of call ? [call.callee, ...call.arguments] : partsOf(expression)) yield* lastingIn(facts, part, depth + 1);
  }
}

function outlives(facts: FileFacts, target: Expression): boolean {
  if (target.kind === 'name') return isOuter(facts, target);
  if (target.kind === 'member' || target.kind === 'element') return target.of.kind === 'this' || outlives(facts, target.of);
  return false;
}

/** Stands in a function given to a memo: `memoize(async () => load())`, `unstable_cache(…)`. */
function isInsideMemo(codebase: Codebase, { file, fact }: Call): boolean {
  const facts = codebase.facts.get(file);
  for (let owner: number | undefined = fact.in; facts && owner !== undefined && owner !== 0; ) {
    const inner: FileFacts['functions'][number] | undefined = facts.functions[owner];
    if (inner?.argumentOf && codebase.calls.callAt(file, inner.argumentOf.call)?.operation?.kind === 'memo') return true;
    owner = inner?.parent;
  }
  return false;
}
