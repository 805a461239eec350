/** Which arguments reach which parameter: worked out from callees that can be followed without knowing parameters. */

import type { Expression } from '../../../rules/model/expression.ts';
import type { FunctionId } from '../../../rules/model/function-id.ts';
import { functionsRunBy } from './evaluate/results.ts';
import type { Evaluation, ParameterFlow } from './evaluate/evaluation.ts';
import type { FilePath, Span } from '../../../rules/model/source.ts';
import { listsByFile } from './lists-by-file.ts';
import { pushTo } from './program.ts';

interface CallAt {
  readonly file: FilePath;
  readonly arguments: readonly Expression[];
  readonly span: Span;
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
  const callsOf = (callee: FunctionId): readonly CallAt[] => {
    tracker.read(tracker.inputOf(`callers of ${callee}`));
    return callers.of(callee);
  };
  return {
    callsOf,
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
  for (const call of evaluation.program.facts.get(file)?.calls ?? []) {
    if (call.arguments.length === 0 || call.kind === 'decorator') continue;
    for (const callee of evaluation.of(file, call.callee)) {
      for (const target of functionsRunBy(evaluation, callee, call.kind === 'new')) {
        pushTo(found, target.function, { file, arguments: call.arguments, span: call.nameSpan });
      }
    }
  }
  return found;
}

function areSameCalls(one: readonly CallAt[], other: readonly CallAt[]): boolean {
  return one.length === other.length && one.every((call, index) => call.arguments === other[index]?.arguments);
}
