/** Which arguments reach which parameter, and who is handed a function by its name: worked out from what can be followed without knowing parameters. */

import type { Expression } from '../../../rules/model/expression.ts';
import type { CallFact } from '../../../rules/model/facts.ts';
import type { FunctionId } from '../../../rules/model/function-id.ts';
import { functionsRunBy } from './evaluate/results.ts';
import type { Evaluation, ParameterFlow } from './evaluate/evaluation.ts';
import type { FilePath, Span } from '../../../rules/model/source.ts';
import { listsByFile } from './lists-by-file.ts';
import { pushTo } from './file-index.ts';

interface CallAt {
  readonly file: FilePath;
  readonly arguments: readonly Expression[];
  readonly span: Span;
  /** The function is no callee but what this call (by its index) is given: `io.on('connection', greet)`. */
  readonly handedTo?: number;
}

export interface RenewableFlow extends ParameterFlow {
  /** Looks again at the callers that may call something else now. */
  refresh(): void;
  forget(file: FilePath): void;
}

/** `evaluation` is one without flow. Callers are listed file by file in the order of the program, then of the text. */
export function createParameterFlow(evaluation: Evaluation, isSkipped: (file: FilePath) => boolean): RenewableFlow {
  const { program } = evaluation;
  const { tracker } = program;
  const callers = listsByFile<FunctionId, CallAt>(program, (file) => (isSkipped(file) ? new Map() : callsFrom(evaluation, file)), areSameCalls);
  const placesOf = (callee: FunctionId): readonly CallAt[] => {
    tracker.read(tracker.inputOf(`callers of ${callee}`));
    return callers.of(callee);
  };
  const callsOf = (callee: FunctionId): readonly CallAt[] => placesOf(callee).filter(({ handedTo }) => handedTo === undefined);
  return {
    callsOf,
    handedTo: (callee) => placesOf(callee).flatMap(({ file, handedTo }) => (handedTo === undefined ? [] : [{ file, call: handedTo }])),
    argumentsOf(callee, index, most) {
      return callsOf(callee).slice(0, most).flatMap(({ file, arguments: given }) => {
        const expression = given[index];
        const isSpread = given.slice(0, index + 1).some(({ kind }) => kind === 'spread');
        return expression && !isSpread ? [{ file, expression }] : [];
      });
    },
    refresh() {
      const changed = callers.refresh();
      if (changed.length > 0) tracker.change(changed.map((callee) => `callers of ${callee}`));
    },
    forget: (file) => evaluation.forget(file),
  };
}

function callsFrom(evaluation: Evaluation, file: FilePath): ReadonlyMap<FunctionId, readonly CallAt[]> {
  const found = new Map<FunctionId, CallAt[]>();
  for (const [index, call] of (evaluation.program.facts.get(file)?.calls ?? []).entries()) {
    if (call.arguments.length === 0 || call.kind === 'decorator') continue;
    const at: CallAt = { file, arguments: argumentsTaken(evaluation, file, call), span: call.nameSpan };
    const targets = evaluation.of(file, call.callee).flatMap((callee) => functionsRunBy(evaluation, callee, call.kind === 'new'));
    for (const target of targets) pushTo(found, target.function, at);
    // Own code that is given a function calls it itself, which is seen there.
    for (const handed of targets.length > 0 ? [] : handedFunctions(evaluation, file, call.arguments)) pushTo(found, handed, { ...at, handedTo: index });
  }
  return found;
}

/** As the function takes them that runs: `load.call(this, id)` and `load.apply(this, [id])` hand in `id`. */
function argumentsTaken(evaluation: Evaluation, file: FilePath, { callee, arguments: given }: CallFact): readonly Expression[] {
  if (callee.kind !== 'member' || (callee.name !== 'call' && callee.name !== 'apply') || !evaluation.of(file, callee.of).some(({ kind }) => kind === 'function')) return given;
  const [, list] = given;
  return callee.name === 'call' ? given.slice(1) : list?.kind === 'array' ? list.elements : [];
}

/** Functions given by name: declared ones, methods, and what was bound. */
function handedFunctions(evaluation: Evaluation, file: FilePath, given: readonly Expression[]): ReadonlySet<FunctionId> {
  const bindings = evaluation.program.facts.get(file)?.bindings;
  const mayName = (argument: Expression): boolean => {
    if (argument.kind === 'member') return argument.of.kind === 'name' || argument.of.kind === 'this';
    const binding = argument.kind === 'name' && argument.binding !== undefined ? bindings?.[argument.binding] : undefined;
    return binding !== undefined && (binding.import !== undefined || binding.value?.kind === 'function');
  };
  return new Set(given.filter(mayName).flatMap((argument) => evaluation.of(file, argument)).flatMap((value) => (value.kind === 'function' ? [value.function] : [])));
}

function areSameArguments(one: readonly Expression[], other: readonly Expression[]): boolean {
  return one === other || (one.length === other.length && one.every((each, index) => each === other[index]));
}

function areSameCalls(one: readonly CallAt[], other: readonly CallAt[]): boolean {
  return one.length === other.length && one.every((call, index) => areSameArguments(call.arguments, other[index]?.arguments ?? []) && call.handedTo === other[index]?.handedTo);
}
