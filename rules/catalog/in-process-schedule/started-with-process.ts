/** Whether a job is set up as the process starts, so that every instance has it; one that a request sets up runs where the request came to. */

import type { Codebase } from '../../model/codebase.ts';
import { functionId, partsOfFunctionId, type FunctionId } from '../../model/function-id.ts';
import { contains } from '../../model/source.ts';
import { isRequest, type EntryPoint } from '../../model/workspace.ts';

export function isStartedWithProcess(codebase: Codebase, { at, framework }: EntryPoint): boolean {
  const own = codebase.facts.get(at.file);
  if (!own || framework === 'nest') return true;
  const handlers = new Set(codebase.workspace.services.flatMap(({ entryPoints }) => entryPoints.filter(isRequest).map(({ handler }) => handler)));
  const around = own.functions.flatMap(({ span }, index) => (contains(span, at.span) ? [{ index, span }] : []));
  const [innermost] = around.sort((a, b) => a.span[1] - a.span[0] - (b.span[1] - b.span[0]));
  const seen = new Set<FunctionId>([functionId(at.file, innermost?.index ?? 0)]);
  for (const each of seen) {
    if (partsOfFunctionId(each).index === 0) return true;
    if (handlers.has(each)) continue;
    const callers = codebase.calls.callersOf(each).filter(({ call }) => !codebase.isOffline(call.file));
    // Run by something we cannot see: a framework as it starts, unless requests come there too.
    if (callers.length === 0 && !codebase.requests.to(each)) return true;
    for (const { caller } of callers) seen.add(caller);
  }
  return false;
}
