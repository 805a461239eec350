/**
 * Follows an expression to all that it may stand for: through constants, assignments, imports, classes, types, returns and,
 * once callers are known, parameters.
 *
 * The answer for an expression never depends on what was asked before: results that were cut short by a circle are kept only
 * for the question that met the circle.
 */

import { PLATFORM_GLOBALS } from '../../../rules/knowledge/platform-globals.ts';
import type { Expression } from '../../../rules/model/expression.ts';
import { functionId, partsOfFunctionId } from '../../../rules/model/function-id.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { Value } from '../../../rules/model/values.ts';
import { distinct } from './evaluate/distinct.ts';
import { elementOf } from './evaluate/elements.ts';
import { keptGlobally } from './evaluate/injection.ts';
import { memberOfValue } from './evaluate/members.ts';
import { createIdentities, createMemory, type Memory } from './evaluate/memory.ts';
import { exportOf, moduleValues } from './evaluate/modules.ts';
import { valuesOfBinding } from './evaluate/bindings.ts';
import { resultOf, resultOfCall } from './evaluate/results.ts';
import { valuesOfType } from './evaluate/types.ts';
import { memberWritten } from './evaluate/written.ts';
import { valuesOfParameter } from './evaluate/parameters.ts';
import type { Evaluation, Heritage, ParameterFlow } from './evaluate/evaluation.ts';
import type { Program } from './program.ts';

/** Questions inside questions; deeper than this the code is hostile or the answer worthless. */
const DEEPEST = 400;
/** Questions one question may cause. */
const MOST_STEPS = 100_000;

export interface Evaluations {
  /** Knows nothing of what callers pass: untyped parameters are unknown. */
  readonly alone: Evaluation;
  /** The same with what callers pass; what asks for no parameter is worked out only once. */
  withFlow(flow: ParameterFlow): Evaluation;
}

export function createEvaluations(program: Program, heritage: Heritage): Evaluations {
  const idOf = createIdentities();
  const limits = { unknown: [], deepest: DEEPEST, mostSteps: MOST_STEPS };
  const below = createMemory<readonly Value[]>(program.tracker, limits);
  return {
    alone: createEvaluation(program, heritage, missing(below), below, idOf),
    withFlow: (flow) => createEvaluation(program, heritage, flow, createMemory(program.tracker, limits, below), idOf),
  };
}

/** Nobody calls anything, as far as is known. */
function missing(memory: Memory<readonly Value[]>): ParameterFlow {
  const nothing = (): readonly [] => {
    memory.miss();
    return [];
  };
  return { callsOf: nothing, handedTo: nothing, argumentsOf: nothing };
}

function createEvaluation(program: Program, heritage: Heritage, flow: ParameterFlow, memory: Memory<readonly Value[]>, idOf: (thing: object) => number): Evaluation {
  const evaluation: Evaluation = {
    program,
    heritage,
    flow,
    forget: (file) => memory.forget(file),
    of(file, expression) {
      switch (expression.kind) {
        case 'literal':
          return [{ kind: 'literal', value: expression.value }];
        case 'object':
        case 'array':
        case 'regex':
        case 'template':
        case 'operation':
          return [{ kind: 'expression', file, expression, isGuessed: false }];
        case 'await':
          return evaluation.of(file, expression.of);
        default:
          return memory.ask(file, expression, () => distinct(evaluate(evaluation, file, expression)));
      }
    },
    member(owner, name) {
      const key = memberKey(owner, name, idOf);
      return key === undefined ? memberOfValue(evaluation, owner, name) : memory.ask(key.file, key.question, () => distinct(memberOfValue(evaluation, owner, name)));
    },
    ofType: (file, type) => memory.ask(file, type, () => distinct(valuesOfType(evaluation, file, type))),
    result(callee, isNew, made) {
      if (callee.kind !== 'function') return resultOf(evaluation, callee, isNew, made);
      const { file, index } = partsOfFunctionId(callee.function);
      return memory.ask(file, `() ${index} ${callee.isGuessed} ${isNew}`, () => distinct(resultOf(evaluation, callee, isNew, made)));
    },
    exported: (file, name) => memory.ask(file, `export ${name}`, () => distinct(exportOf(evaluation, file, name))),
  };
  return evaluation;
}

/** Members are looked up on classes, files and literals again and again; on external things the answer is at hand. */
function memberKey(owner: Value, name: string, idOf: (thing: object) => number): { readonly file: FilePath; readonly question: string } | undefined {
  switch (owner.kind) {
    case 'class':
    case 'instance':
      return { file: owner.file, question: `${owner.kind} ${owner.class} ${owner.isGuessed} ${name}` };
    case 'module':
      return { file: owner.file, question: `module ${owner.isGuessed} ${name}` };
    case 'expression':
      return { file: owner.file, question: `literal ${idOf(owner.expression)} ${owner.isGuessed} ${name}` };
    case 'shape':
      return { file: owner.file, question: `shape ${idOf(owner.members)} ${name}` };
    default:
      return undefined;
  }
}

/** A name that nobody in the file declares: one that the framework imports, one that is kept globally, else the platform's. What tests or old versions put in the platform's place does what it does. */
function valuesOfGlobal(evaluation: Evaluation, file: FilePath, name: string): readonly Value[] {
  const given = evaluation.program.resolver.givenTo(file).flatMap((giver) => (giver === file ? [] : evaluation.exported(giver, name)));
  if (given.length > 0) return given;
  const kept = PLATFORM_GLOBALS.has(name) ? [] : keptGlobally(evaluation, name);
  return kept.length > 0 ? kept : [{ kind: 'external', origin: `global#${name}`, isGuessed: false }];
}

function evaluate(evaluation: Evaluation, file: FilePath, expression: Expression): readonly Value[] {
  switch (expression.kind) {
    case 'name':
      if (expression.binding === undefined) return valuesOfGlobal(evaluation, file, expression.name);
      return valuesOfBinding(evaluation, file, expression.binding);
    case 'member':
      return memberWritten(evaluation, file, expression.of, expression.name);
    case 'element':
      return elementOf(evaluation, file, expression.of, expression.key);
    case 'call':
      return resultOfCall(evaluation, file, expression.call);
    case 'function':
      return [{ kind: 'function', function: functionId(file, expression.function), isGuessed: false }];
    case 'class':
      return [{ kind: 'class', file, class: expression.class, isGuessed: false }];
    case 'this':
      if (expression.class === undefined) return [];
      return [{ kind: 'instance', file, class: expression.class, isGuessed: false }];
    case 'super': {
      const base = expression.class === undefined ? undefined : evaluation.heritage.baseOf(file, expression.class);
      return base ?? [];
    }
    case 'parameter':
      return valuesOfParameter(evaluation, file, expression.function, expression.index, expression.rest);
    case 'module':
      return moduleValues(evaluation, file, expression.specifier, expression.prefix === true);
    case 'exports':
      return [{ kind: 'module', file, isGuessed: false }];
    case 'either':
      return expression.options.flatMap((option) => evaluation.of(file, option));
    case 'spread':
      return evaluation.of(file, expression.of);
    default:
      return [];
  }
}
