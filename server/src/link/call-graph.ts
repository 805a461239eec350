/** The call graph of a program: each call linked when first asked for, callers once all are. */

import type { FunctionId } from '../../../rules/model/function-id.ts';
import { partsOfFunctionId } from '../../../rules/model/function-id.ts';
import type { Call, CallEdge, CallGraph } from '../../../rules/model/graphs.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import { linkCall } from './calls.ts';
import type { Evaluation } from './evaluate/evaluation.ts';
import { listsByFile } from './lists-by-file.ts';
import type { Recognition } from './operations.ts';
import { kept, type Kept } from './per-file.ts';
import { pushTo } from './file-index.ts';

export interface RenewableCallGraph extends CallGraph {
  /** These files say something else now. Others may call something else for it; that is seen when they are asked for. */
  forget(files: Iterable<FilePath>): void;
}

export function createCallGraph(evaluation: Evaluation, recognition: Recognition, isOffline: (file: FilePath) => boolean): RenewableCallGraph {
  const { program } = evaluation;
  const linked = new Map<FilePath, Kept<Call | undefined>[]>();
  const ofFunction = new Map<FunctionId, Kept<readonly Call[]>>();
  const callers = createCallers((file) => (isOffline(file) ? NONE : edgesFrom(file)));
  const callersOffline = createCallers((file) => (isOffline(file) ? edgesFrom(file) : NONE));

  const callAt = (file: FilePath, index: number): Call | undefined => {
    const own = listOf(linked, file);
    return (own[index] = kept(program.tracker, own[index], () => {
      const fact = program.facts.get(file)?.calls[index];
      return fact && linkCall(evaluation, recognition, file, index, fact);
    })).answer;
  };

  return {
    callAt,
    callsIn(caller) {
      const before = ofFunction.get(caller);
      const { file, index } = partsOfFunctionId(caller);
      const now = kept(program.tracker, before, () => (program.of(file)?.callsIn.get(index) ?? []).flatMap((each) => callAt(file, each) ?? []));
      if (now !== before) ofFunction.set(caller, now);
      return now.answer;
    },
    callersOf: callers.of,
    callersAnywhere: (callee) => [...callers.of(callee), ...callersOffline.of(callee)],
    forget(files) {
      callers.forget();
      callersOffline.forget();
      for (const file of files) linked.delete(file);
    },
  };

  /** Looks again, once somebody asks, at the files that may call something else now. */
  function createCallers(edges: (file: FilePath) => ReadonlyMap<FunctionId, readonly CallEdge[]>) {
    const lists = listsByFile<FunctionId, CallEdge>(program, edges);
    let isFresh = false;
    return {
      of(callee: FunctionId): readonly CallEdge[] {
        if (!isFresh) lists.refresh();
        isFresh = true;
        return lists.of(callee);
      },
      forget() {
        isFresh = false;
      },
    };
  }

  function edgesFrom(file: FilePath): ReadonlyMap<FunctionId, readonly CallEdge[]> {
    const found = new Map<FunctionId, CallEdge[]>();
    for (let index = 0; index < (program.facts.get(file)?.calls.length ?? 0); index++) {
      for (const edge of callAt(file, index)?.edges ?? []) pushTo(found, edge.callee, edge);
    }
    return found;
  }
}

const NONE: ReadonlyMap<FunctionId, readonly CallEdge[]> = new Map();

function listOf<Item>(lists: Map<FilePath, Item[]>, file: FilePath): Item[] {
  let found = lists.get(file);
  if (!found) lists.set(file, (found = []));
  return found;
}
