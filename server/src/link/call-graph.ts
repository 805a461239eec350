/** The call graph of a program: each call linked when first asked for, callers once all are. */

import type { FunctionId } from '../../../rules/model/function-id.ts';
import { partsOfFunctionId } from '../../../rules/model/function-id.ts';
import type { Call, CallEdge, CallGraph } from '../../../rules/model/graphs.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import { linkCall } from './calls.ts';
import type { Evaluation } from './evaluate/evaluation.ts';
import type { Recognition } from './operations.ts';
import { pushTo } from './program.ts';

export function createCallGraph(evaluation: Evaluation, recognition: Recognition): CallGraph {
  const { program } = evaluation;
  const linked = new Map<FilePath, (Call | undefined)[]>();
  const ofFunction = new Map<FunctionId, readonly Call[]>();
  let callers: Map<FunctionId, CallEdge[]> | undefined;

  const callAt = (file: FilePath, index: number): Call | undefined => {
    const fact = program.facts.get(file)?.calls[index];
    if (!fact) return undefined;
    let own = linked.get(file);
    if (!own) linked.set(file, (own = []));
    return (own[index] ??= linkCall(evaluation, recognition, file, index, fact));
  };

  return {
    callAt,
    callsIn(caller) {
      const known = ofFunction.get(caller);
      if (known) return known;
      const { file, index } = partsOfFunctionId(caller);
      const indexes = program.of(file)?.callsIn.get(index) ?? [];
      const calls = indexes.flatMap((each) => callAt(file, each) ?? []);
      ofFunction.set(caller, calls);
      return calls;
    },
    callersOf(callee) {
      callers ??= collectCallers();
      return callers.get(callee) ?? [];
    },
  };

  function collectCallers(): Map<FunctionId, CallEdge[]> {
    const found = new Map<FunctionId, CallEdge[]>();
    for (const [file, facts] of program.facts) {
      for (let index = 0; index < facts.calls.length; index++) {
        for (const edge of callAt(file, index)?.edges ?? []) pushTo(found, edge.callee, edge);
      }
    }
    return found;
  }
}
