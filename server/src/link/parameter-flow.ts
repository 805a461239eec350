/** Which arguments reach which parameter: worked out from callees that can be followed without knowing parameters. */

import type { Expression } from '../../../rules/model/expression.ts';
import type { FunctionId } from '../../../rules/model/function-id.ts';
import { functionsRunBy } from './evaluate/results.ts';
import type { Evaluation, ParameterFlow } from './evaluate/evaluation.ts';
import type { FilePath, Span } from '../../../rules/model/source.ts';
import { pushTo } from './program.ts';

interface CallAt {
  readonly file: FilePath;
  readonly arguments: readonly Expression[];
  readonly span: Span;
}

/** `evaluation` is one without flow. Callers are listed file by file in the order of the program, then of the text. */
export function createParameterFlow(evaluation: Evaluation, isSkipped: (file: FilePath) => boolean): ParameterFlow {
  let callers: Map<FunctionId, CallAt[]> | undefined;
  const callsOf = (callee: FunctionId): readonly CallAt[] => {
    callers ??= collect(evaluation, isSkipped);
    return callers.get(callee) ?? [];
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
  };
}

function collect(evaluation: Evaluation, isSkipped: (file: FilePath) => boolean): Map<FunctionId, CallAt[]> {
  const callers = new Map<FunctionId, CallAt[]>();
  for (const [file, facts] of evaluation.program.facts) {
    if (isSkipped(file)) continue;
    for (const call of facts.calls) {
      if (call.arguments.length === 0 || call.kind === 'decorator') continue;
      for (const callee of evaluation.of(file, call.callee)) {
        for (const target of functionsRunBy(evaluation, callee, call.kind === 'new')) {
          pushTo(callers, target.function, { file, arguments: call.arguments, span: call.nameSpan });
        }
      }
    }
  }
  return callers;
}
