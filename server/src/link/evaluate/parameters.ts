/** What a parameter may hold: by its type, its decorators, what callers pass, or what a library passes to a callback. */

import { parameterOrigin } from '../../../../rules/knowledge/callbacks.ts';
import { functionId } from '../../../../rules/model/function-id.ts';
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
  if (typed.length > 0) return typed;
  if (owner.argumentOf) return handedBy(evaluation, file, owner.argumentOf, index);

  const id = functionId(file, functionIndex);
  const passed = evaluation.flow.argumentsOf(id, index, MOST_CALLERS);
  const values = passed.flatMap((argument) => evaluation.of(argument.file, argument.expression));
  const fallback = parameter.default ? evaluation.of(file, parameter.default) : [];
  const handed = values.length > 0 ? [] : evaluation.flow.handedTo(id).slice(0, MOST_CALLERS).flatMap((at) => handedBy(evaluation, at.file, at, index));
  const useful = [...values, ...fallback, ...handed].filter(({ kind }) => kind !== 'literal');
  if (useful.length === 0) return distinctLiterals([...values, ...fallback]);
  // What one caller passes is known; what several pass is one of several.
  const different = distinct(useful);
  return different.length > 1 ? guessed(different) : different;
}

function handedBy(evaluation: Evaluation, file: FilePath, { call: callIndex, property }: { call: number; property?: string }, index: number): readonly Value[] {
  const call = evaluation.program.facts.get(file)?.calls[callIndex];
  if (!call) return [];
  const { callee } = call;
  if (callee.kind === 'member' && index === 0 && property === undefined) {
    if (HANDS_RECEIVER.has(callee.name)) {
      const receivers = evaluation.of(file, callee.of).filter(({ kind }) => kind === 'external' || kind === 'instance');
      if (receivers.length > 0) return receivers.map(asTransaction);
    }
    if (callee.name === 'reduce' && call.arguments[1]) return evaluation.of(file, call.arguments[1]);
    if (HANDS_RESULT.has(callee.name)) return evaluation.of(file, callee.of);
    if (HANDS_ELEMENT.has(callee.name)) return elementOf(evaluation, file, callee.of, undefined);
  }
  return evaluation.of(file, callee).flatMap((value): readonly Value[] => {
    if (value.kind !== 'external') return [];
    // A trap is handed what the proxy is made around.
    const [target] = call.arguments;
    if (value.origin === 'global#Proxy' && index === 0 && target) return evaluation.of(file, target);
    const known = property === undefined ? parameterOrigin(value.origin, index) : undefined;
    if (known !== undefined) return [{ ...value, origin: known }];
    const place = property === undefined ? `${index}` : `${property} ${index}`;
    return [{ kind: 'external', origin: `${value.origin}(${place})`, isGuessed: value.isGuessed }];
  });
}

/** TypeORM hands an entity manager, not the data source itself; the others hand their own like. */
function asTransaction(value: Value): Value {
  return value.kind === 'external' && value.origin.startsWith('typeorm#') ? { ...value, origin: 'typeorm#EntityManager{}' } : value;
}

function distinctLiterals(values: readonly Value[]): readonly Value[] {
  // A parameter that several callers give different constants is no constant.
  return new Set(values.map((value) => (value.kind === 'literal' ? value.value : value))).size === 1 ? values.slice(0, 1) : [];
}
