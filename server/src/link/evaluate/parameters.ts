/** What a parameter may hold: by its type, its decorators, what callers pass, or what a library passes to a callback. */

import { parameterOrigin } from '../../../../rules/knowledge/callbacks.ts';
import type { Expression } from '../../../../rules/model/expression.ts';
import { functionId, partsOfFunctionId, type FunctionId } from '../../../../rules/model/function-id.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Value } from '../../../../rules/model/values.ts';
import { distinct } from './distinct.ts';
import { elementOf } from './elements.ts';
import type { Evaluation } from './evaluation.ts';
import { guessed } from './evaluation.ts';
import { injectedValues } from './injection.ts';

/** Callbacks of these are handed the thing they are called on, or its like: a transaction, a scoped instance. */
const HANDS_RECEIVER = new Set(['$transaction', 'transaction', 'register', 'after', 'withTransaction', 'tx']);
/** Callbacks of these are handed what the call before gave. */
const HANDS_RESULT = new Set(['then', 'tap']);
/** Callbacks of these are handed an element of what they are called on. */
const HANDS_ELEMENT = new Set(['map', 'forEach', 'filter', 'find', 'some', 'every', 'flatMap']);
/** What so many callers pass stands for what all do. */
const MOST_CALLERS = 10;

export function valuesOfParameter(evaluation: Evaluation, file: FilePath, functionIndex: number, index: number, isRest: boolean): readonly Value[] {
  const facts = evaluation.program.facts.get(file);
  const owner = facts?.functions[functionIndex];
  const parameter = owner?.parameters[index];
  if (!facts || !owner || !parameter || isRest) return [];

  const injected = injectedValues(evaluation, file, parameter.decorators);
  if (injected.length > 0) return injected;
  const typed = parameter.type ? evaluation.ofType(file, parameter.type) : [];
  if (typed.length > 0 && !typed.every(isFunctionType)) return typed;
  if (owner.argumentOf) {
    const handed = handedBy(evaluation, file, owner.argumentOf, index);
    return handed.length > 0 ? handed : typed;
  }

  const id = functionId(file, functionIndex);
  const passed = evaluation.flow.argumentsOf(id, index, MOST_CALLERS);
  const values = passed.flatMap((argument) => evaluation.of(argument.file, argument.expression));
  const fallback = parameter.default ? evaluation.of(file, parameter.default) : [];
  const handed = values.length > 0 ? [] : evaluation.flow.handedTo(id).slice(0, MOST_CALLERS).flatMap((at) => handedBy(evaluation, at.file, at, index));
  const useful = [...values, ...fallback, ...handed].filter(({ kind }) => kind !== 'literal');
  if (useful.length === 0) return typed.length > 0 ? typed : distinctLiterals([...values, ...fallback]);
  // What one caller passes is known; what several pass is one of several.
  const different = distinct(useful);
  return different.length > 1 ? guessed(different) : different;
}

/** The function itself is known better than by its type: `load: () => Promise<Order>`. */
function isFunctionType(value: Value): boolean {
  return value.kind === 'shape' && value.returns !== undefined;
}

interface HandedTo {
  readonly call: number;
  /** Which argument of the call it is, where that is known. */
  readonly index?: number;
  readonly property?: string;
}

function handedBy(evaluation: Evaluation, file: FilePath, { call: callIndex, index: place, property }: HandedTo, index: number, depth = 0): readonly Value[] {
  const call = evaluation.program.facts.get(file)?.calls[callIndex];
  if (!call) return [];
  const { callee } = call;
  if (callee.kind === 'member' && index === 0 && property === undefined) {
    if (HANDS_RECEIVER.has(callee.name)) {
      const receivers = receiversOf(evaluation, file, callee.of);
      if (receivers.length > 0) return receivers.map(asTransaction);
    }
    if (callee.name === 'reduce' && call.arguments[1]) return evaluation.of(file, call.arguments[1]);
    if (HANDS_RESULT.has(callee.name)) return evaluation.of(file, callee.of);
    if (HANDS_ELEMENT.has(callee.name)) return elementOf(evaluation, file, callee.of, undefined);
  }
  return evaluation.of(file, callee).flatMap((value): readonly Value[] => {
    if (value.kind === 'function') return place === undefined || property !== undefined ? [] : givenByOwn(evaluation, value.function, place, index, depth);
    if (value.kind !== 'external') return [];
    // A trap is handed what the proxy is made around.
    const [target] = call.arguments;
    if (value.origin === 'global#Proxy' && index === 0 && target) return evaluation.of(file, target);
    const known = property === undefined ? parameterOrigin(value.origin, index) : undefined;
    if (known !== undefined) return [{ ...value, origin: known }];
    const at = property === undefined ? `${index}` : `${property} ${index}`;
    return [{ kind: 'external', origin: `${value.origin}(${at})`, isGuessed: value.isGuessed }];
  });
}

/** `inTransaction(work) { return db.transaction((tx) => work(tx)); }`: what a function of the workspace gives the function that it takes as this parameter. */
function givenByOwn(evaluation: Evaluation, owner: FunctionId, place: number, index: number, depth: number): readonly Value[] {
  const { file, index: at } = partsOfFunctionId(owner);
  const facts = evaluation.program.facts.get(file);
  const binding = facts?.functions[at]?.parameters[place]?.binding;
  if (!facts || binding === undefined || depth > MOST_HANDED_ON) return [];
  const isIt = (each: Expression | undefined): boolean => each?.kind === 'name' && each.binding === binding;
  const found = facts.calls.flatMap(({ callee, arguments: given }, call): readonly Value[] => {
    const [argument] = isIt(callee) ? given.slice(index, index + 1) : [];
    if (argument) return argument.kind === 'spread' ? [] : evaluation.of(file, argument);
    const handedOn = given.findIndex(isIt);
    return handedOn < 0 ? [] : handedBy(evaluation, file, { call, index: handedOn }, index, depth + 1);
  }).filter(({ kind }) => kind !== 'literal');
  const different = distinct(found);
  return different.length > 1 ? guessed(different) : different;
}

/** Functions handed on from one to the next are followed so far. */
const MOST_HANDED_ON = 3;

/** `super.transaction(work)` is called on the instance itself. */
function receiversOf(evaluation: Evaluation, file: FilePath, of: Expression): readonly Value[] {
  if (of.kind === 'super') return of.class === undefined ? [] : [{ kind: 'instance', file, class: of.class, isGuessed: false }];
  return evaluation.of(file, of).filter(({ kind }) => kind === 'external' || kind === 'instance');
}

/** TypeORM hands an entity manager, not the data source itself; the others hand their own like. */
function asTransaction(value: Value): Value {
  return value.kind === 'external' && value.origin.startsWith('typeorm#') ? { ...value, origin: 'typeorm#EntityManager{}' } : value;
}

function distinctLiterals(values: readonly Value[]): readonly Value[] {
  // A parameter that several callers give different constants is no constant.
  return new Set(values.map((value) => (value.kind === 'literal' ? value.value : value))).size === 1 ? values.slice(0, 1) : [];
}
