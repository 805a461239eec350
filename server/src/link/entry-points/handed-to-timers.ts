/** A team's own scheduler: `schedule(job, everyHour)` sets a timer whose function calls what was handed in. Each of those is a job. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { FileFacts } from '../../../../rules/model/facts.ts';
import { partsOfFunctionId } from '../../../../rules/model/function-id.ts';
import { handlersIn } from './handlers.ts';
import type { Entry, Search } from './search.ts';

/** The jobs among the entries of a file, and with them what those call of what they were handed. */
export function* withHandedJobs({ evaluation }: Search, file: FileFacts['file'], entries: Iterable<Entry>): Iterable<Entry> {
  const facts = evaluation.program.facts.get(file);
  for (const entry of entries) {
    yield entry;
    const rung = partsOfFunctionId(entry.handler);
    if (!facts || entry.kind !== 'scheduled-job' || rung.file !== file) continue;
    for (const handler of handedIn(facts, rung.index).flatMap((callee) => handlersIn(evaluation, file, callee))) {
      const { file: home, index } = partsOfFunctionId(handler.function);
      const own = evaluation.program.facts.get(home)?.functions[index];
      if (own) yield { ...entry, label: `${entry.label} ${own.name}`, handler: handler.function, at: { file: home, span: own.nameSpan }, resolution: handler.isGuessed ? 'dynamic' : entry.resolution };
    }
  }
}

/** Parameters of functions around this one that it calls, or that a function beside it calls for it. */
function handedIn(facts: FileFacts, rung: number): readonly Expression[] {
  const running = new Set([rung]);
  const found: Expression[] = [];
  for (const owner of running) {
    for (const call of facts.calls) {
      if (call.in !== owner || call.callee.kind !== 'name' || call.callee.binding === undefined) continue;
      const binding = facts.bindings[call.callee.binding];
      if (binding?.value?.kind === 'function') running.add(binding.value.function);
      if (binding?.value?.kind === 'parameter' && !running.has(binding.in)) found.push(call.callee);
    }
  }
  return found;
}
