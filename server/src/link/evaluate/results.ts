/** What a call or a `new` gives back. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { CallFact } from '../../../../rules/model/facts.ts';
import { functionId, partsOfFunctionId, type FunctionId } from '../../../../rules/model/function-id.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Made, Value } from '../../../../rules/model/values.ts';
import { wrapsFunction } from '../../../../rules/knowledge/callbacks.ts';
import { copiedBy } from './copies.ts';
import { builtBy, coatedBy, isOurs } from './coats.ts';
import { givenByEffect } from './effects.ts';
import { guessed, type Evaluation } from './evaluation.ts';
import { exportedFunctions } from './exported-functions.ts';
import { resolvedValues } from './injection.ts';
import { classOfFunction } from './members.ts';
import { behindProxy } from './proxies.ts';

/** Functions that give back what they are given. */
const IDENTITY = new Set(['global#Object.freeze', 'global#Object.seal', 'global#Object.assign', 'global#structuredClone', 'node:util#promisify', 'bluebird#promisifyAll', 'bluebird#promisify', 'global#Promise.resolve']);

export function resultOfCall(evaluation: Evaluation, file: FilePath, index: number): readonly Value[] {
  const call = evaluation.program.facts.get(file)?.calls[index];
  if (!call) return [];
  const callees = evaluation.of(file, call.callee);

  const name = call.callee.kind === 'member' || call.callee.kind === 'name' ? call.callee.name : undefined;
  const origins = callees.flatMap((callee) => (callee.kind === 'external' ? [callee.origin] : []));
  if (origins.some((origin) => IDENTITY.has(origin))) {
    return call.arguments.flatMap((argument) => evaluation.of(file, argument));
  }
  const effect = givenByEffect(evaluation, file, call, origins);
  if (effect.length > 0) return effect;
  if (call.kind === 'new' && origins.includes('global#Proxy')) return behindProxy(evaluation, file, call);
  if (wrapsFunction(origins, name)) {
    const wrapped = call.arguments.flatMap((argument) => evaluation.of(file, argument)).filter(({ kind }) => kind === 'function');
    if (wrapped.length > 0) return wrapped;
  }
  const handedBack = callees.flatMap((callee) => (callee.kind === 'function' ? givenBackBy(evaluation, callee.function, file, call) : []));
  if (handedBack.length > 0) return handedBack;
  const copied = callees.flatMap((callee) => (callee.kind === 'function' ? copiedBy(evaluation, callee.function, file, call) : []));
  if (copied.length > 0) return copied;
  const kept = name === 'get' && call.callee.kind === 'member' ? keptInMap(evaluation, file, call.callee.of) : [];
  if (kept.length > 0) return kept;
  const resolved = call.callee.kind === 'member' && (name === 'get' || name === 'resolve') ? resolvedValues(evaluation, file, call.callee.of, call.arguments[0]) : [];
  if (resolved.length > 0) return resolved;
  if (name === 'reduce' && call.callee.kind === 'member' && call.arguments.length === 2) {
    const reduced = reducedTo(evaluation, file, call);
    if (reduced.length > 0) return reduced;
  }
  if (name === 'getStore') {
    const stored = callees.flatMap((callee) => storedIn(evaluation, callee));
    if (stored.length > 0) return stored;
  }
  const isBind = call.callee.kind === 'member' && call.callee.name === 'bind';
  const made: Made = { at: { file, span: call.nameSpan }, call: index };
  const model = evaluation.program.of(file)?.modelOfCall.get(index);
  const results = callees.flatMap((callee) => {
    if (isBind && callee.kind === 'function') return [callee];
    if (isBind && callee.kind === 'external' && callee.origin.endsWith('.bind')) return [{ ...callee, origin: callee.origin.slice(0, -'.bind'.length) }];
    return evaluation.result(callee, call.kind === 'new', made);
  }).map((value) => (model === undefined || value.kind !== 'external' ? value : { ...value, row: { file, class: model } }));
  const said = results.length > 0 || !call.typeArguments ? [] : callees.flatMap((callee) => (callee.kind === 'function' ? saidToBe(evaluation, callee.function, file, call) : []));
  if (said.length > 0) return said;
  // What a function keeps for all who call it seems to be anything that any of them made.
  const isKnown = results.some(isOurs) && results.every((value) => value.kind === 'literal' || !value.isGuessed);
  const built = isKnown || call.kind === 'new' ? [] : callees.flatMap((callee) => (callee.kind === 'function' ? builtBy(evaluation, callee.function, file, call) : []));
  if (built.length > 0) return built;
  const coated = callees.flatMap((callee) => (callee.kind === 'function' ? coatedBy(evaluation, callee.function, file, call) : []));
  return coated.length > 0 ? [...results, ...coated] : ownOf(evaluation, file, call, results);
}

/** `storage.getStore()`, where `storage = new AsyncLocalStorage<Context>()`. */
function storedIn({ program, ofType }: Evaluation, callee: Value): readonly Value[] {
  if (callee.kind !== 'external' || callee.origin !== 'node:async_hooks#AsyncLocalStorage{}.getStore' || !callee.root) return [];
  const { at, call } = callee.root;
  const [type] = program.facts.get(at.file)?.calls[call]?.typeArguments ?? [];
  return type ? ofType(at.file, type) : [];
}

/** `container.get<Client>('db')`, where `get<T>(key): T` says nothing else of what it gives. */
function saidToBe({ program, ofType }: Evaluation, callee: FunctionId, at: FilePath, { typeArguments }: CallFact): readonly Value[] {
  const { file, index } = partsOfFunctionId(callee);
  const type = program.facts.get(file)?.functions[index]?.returnType;
  const given = type?.name === 'Promise' ? type.arguments?.[0] : type;
  const [only] = typeArguments ?? [];
  return only && typeArguments?.length === 1 && given && given.binding === undefined && /^T[A-Z]?\w*$/.test(given.name) ? ofType(at, only) : [];
}

/** `trace(load)`, where `trace = (target) => off ? target : traced(target)`: the function that this very call hands in, not what others do. */
function givenBackBy({ program, of }: Evaluation, callee: FunctionId, at: FilePath, { arguments: given }: CallFact): readonly Value[] {
  const { file, index } = partsOfFunctionId(callee);
  const facts = program.facts.get(file);
  const optionsOf = (each: Expression): readonly Expression[] => (each.kind === 'either' ? each.options.flatMap(optionsOf) : [each]);
  return (facts?.functions[index]?.returns ?? []).flatMap(optionsOf).flatMap((each) => {
    const value = each.kind === 'name' && each.binding !== undefined ? facts?.bindings[each.binding]?.value : each;
    const handed = value?.kind === 'parameter' && value.function === index && !value.rest ? given[value.index] : undefined;
    return handed ? of(at, handed).filter(({ kind }) => kind === 'function') : [];
  });
}

/** `path.reduce((at, name) => at[name], services)`: what lies one step below the start, or two, where that is a file. */
function reducedTo(evaluation: Evaluation, file: FilePath, { arguments: [step] }: CallFact): readonly Value[] {
  const walk = step?.kind === 'function' ? evaluation.program.facts.get(file)?.functions[step.function] : undefined;
  const optionsOf = (each: Expression): readonly Expression[] => (each.kind === 'either' ? each.options.flatMap(optionsOf) : [each]);
  const isStep = (each: Expression): boolean => each.kind === 'element' && each.of.kind === 'name' && each.of.binding !== undefined && each.of.binding === walk?.parameters[0]?.binding;
  if (!walk?.returns.flatMap(optionsOf).some(isStep)) return [];
  const below = walk.returns.flatMap((each) => evaluation.of(file, each)).filter(({ kind }) => kind !== 'literal');
  return guessed(below.flatMap((value) => (value.kind === 'module' ? exportedFunctions(evaluation, value.file, MOST_EXPORTED) : [value])));
}

/** A table of everything that clients may ask for is long. */
const MOST_EXPORTED = 80;

/** `strategies.get(kind)`, where `strategies` is a `Map` that is filled with things of ours, or a `Map<string, Strategy>` of which no more is known. */
function keptInMap({ of, ofType, program }: Evaluation, file: FilePath, map: Expression): readonly Value[] {
  return guessed(of(file, map).flatMap((value): readonly Value[] => {
    if (value.kind !== 'external' || value.origin !== 'global#Map{}') return [];
    const kind = value.typeArguments?.types[1];
    if (!value.made) return value.typeArguments && kind ? ofType(value.typeArguments.file, kind).filter(({ kind: sort }) => sort === 'instance') : [];
    const { at, call } = value.made;
    const index = program.of(at.file);
    const [entries] = index?.facts.calls[call]?.arguments ?? [];
    const first = entries?.kind === 'array' ? entries.elements.flatMap((entry) => (entry.kind === 'array' ? entry.elements.slice(1, 2) : [])) : [];
    const path = index?.byPath.pathOfCall.get(call);
    const later = path === undefined ? [] : (index?.byPath.elements.get(path) ?? []);
    return [...first, ...later].slice(0, MOST_KEPT).flatMap((each) => of(at.file, each)).filter(({ kind }) => kind !== 'literal' && kind !== 'expression' && kind !== 'shape');
  }));
}

const MOST_KEPT = 24;

/** A wrapper seems to give back what any caller hands it; this call gets what it handed in itself. */
function ownOf(evaluation: Evaluation, file: FilePath, call: CallFact, results: readonly Value[]): readonly Value[] {
  if (results.length < 2) return results;
  const handed = new Set(call.arguments.flatMap((argument) => evaluation.of(file, argument)).flatMap((value) => identityOf(value) ?? []));
  const own = results.filter((value) => handed.has(identityOf(value) ?? ''));
  return own.length > 0 ? own.map((value) => (value.kind === 'literal' ? value : { ...value, isGuessed: false })) : results;
}

function identityOf(value: Value): string | undefined {
  return value.kind === 'function' ? value.function : value.kind === 'external' ? value.origin : undefined;
}

/** What calling (or constructing) one thing gives. */
export function resultOf(evaluation: Evaluation, callee: Value, isNew: boolean, made?: Made): readonly Value[] {
  switch (callee.kind) {
    case 'external': {
      const { typeArguments: _, ...rest } = callee;
      return [{ ...rest, origin: `${callee.origin}${isNew ? '{}' : '()'}`, ...(made ? { made, root: callee.root ?? made } : {}) }];
    }
    case 'shape':
      return isNew ? [] : (callee.returns ?? []);
    // An instance is made anew by `new this()` in a static method.
    case 'class':
    case 'instance':
      return isNew ? [{ ...callee, kind: 'instance' }] : [];
    case 'function': {
      const { file, index } = partsOfFunctionId(callee.function);
      const fact = evaluation.program.facts.get(file)?.functions[index];
      if (!fact) return [];
      const made = isNew ? classOfFunction(evaluation, callee.function) : undefined;
      if (made) return [made];
      const returned = fact.returns.slice(0, 6).flatMap((each) => evaluation.of(file, each));
      const useful = returned.filter((value) => value.kind !== 'literal');
      const values = useful.length > 0 ? useful : fact.returnType ? evaluation.ofType(file, fact.returnType) : returned;
      return callee.isGuessed ? values.map((value) => (value.kind === 'literal' ? value : { ...value, isGuessed: true })) : values;
    }
    case 'module': {
      // A CommonJS file whose exports object was replaced by a function or class.
      const assigned = evaluation.program.facts.get(callee.file)?.exports.find((fact) => fact.kind === 'assign');
      if (assigned?.kind !== 'assign' || assigned.value.kind === 'exports') return [];
      return evaluation.of(callee.file, assigned.value).flatMap((value) => (value.kind === 'module' ? [] : evaluation.result(value, isNew, made)));
    }
    default:
      return [];
  }
}

/** The function that runs when this is called: a method, or the constructor of a class that is made. */
export function functionsRunBy(evaluation: Evaluation, callee: Value, isNew: boolean): readonly { readonly function: ReturnType<typeof functionId>; readonly isGuessed: boolean }[] {
  switch (callee.kind) {
    case 'function':
      return [{ function: callee.function, isGuessed: callee.isGuessed }];
    case 'class':
    case 'instance': {
      if (!isNew) return [];
      const constructor = evaluation.program.facts.get(callee.file)?.classes[callee.class]?.methods.find(({ kind }) => kind === 'constructor');
      if (constructor) return [{ function: functionId(callee.file, constructor.function), isGuessed: callee.isGuessed }];
      return evaluation.heritage.baseOf(callee.file, callee.class).flatMap((base) => functionsRunBy(evaluation, base, true));
    }
    case 'module': {
      const assigned = evaluation.program.facts.get(callee.file)?.exports.find((fact) => fact.kind === 'assign');
      if (assigned?.kind !== 'assign' || assigned.value.kind === 'exports') return [];
      return evaluation.of(callee.file, assigned.value).flatMap((value) => (value.kind === 'module' ? [] : functionsRunBy(evaluation, value, isNew)));
    }
    default:
      return [];
  }
}
