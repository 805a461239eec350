/** Whether a job is set up as the process starts, so that every instance has it; one that a request sets up runs where the request came to. */

import type { Codebase } from '../../model/codebase.ts';
import { functionId, partsOfFunctionId, type FunctionId } from '../../model/function-id.ts';
import type { FileFacts } from '../../model/facts.ts';
import { contains, type Span } from '../../model/source.ts';
import { isRequest, type EntryPoint } from '../../model/workspace.ts';

export function isStartedWithProcess(codebase: Codebase, { at, framework }: EntryPoint): boolean {
  const own = codebase.facts.get(at.file);
  if (!own || framework === 'nest') return true;
  const handlers = new Set(codebase.workspace.services.flatMap(({ entryPoints }) => entryPoints.filter(isRequest).map(({ handler }) => handler)));
  const around = own.functions.flatMap(({ span }, index) => (contains(span, at.span) ? [{ index, span }] : []));
  const [innermost] = around.sort((a, b) => a.span[1] - a.span[0] - (b.span[1] - b.span[0]));
  if (innermost && innermost.index !== 0 && isStoppedWhereItBegan(own, at.span, innermost.index)) return false;
  const seen = new Set<FunctionId>([functionId(at.file, innermost?.index ?? 0)]);
  for (const each of seen) {
    if (partsOfFunctionId(each).index === 0) return true;
    if (handlers.has(each)) continue;
    const callers = codebase.calls.callersOf(each);
    // Run by something we cannot see: a framework as it starts, unless requests come there too.
    if (callers.length === 0 && !codebase.requests.to(each)) return true;
    for (const { caller } of callers) seen.add(caller);
  }
  return false;
}

/** `const beat = setInterval(…); await work(); clearInterval(beat)`: a heartbeat, as long as what it beats for. */
function isStoppedWhereItBegan({ bindings, calls }: FileFacts, at: Span, owner: number): boolean {
  const set = calls.findIndex(({ span, in: home }) => contains(span, at) && home === owner);
  const timer = bindings.findIndex(({ value }) => value?.kind === 'call' && value.call === set);
  return timer >= 0 && calls.some(({ callee, in: home, arguments: [first] }) => home === owner && callee.kind === 'name' && callee.name === 'clearInterval' && first?.kind === 'name' && first.binding === timer);
}
