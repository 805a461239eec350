/** Workers without a library: a function that turns round for ever and rests in between, `while (true) { await work(); await delay(10); }`. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { FileFacts, LoopFact } from '../../../../rules/model/facts.ts';
import { functionId } from '../../../../rules/model/function-id.ts';
import { contains } from '../../../../rules/model/source.ts';
import type { Entry, Search } from './search.ts';

export function* endlessLoops({ evaluation }: Search, file: FileFacts['file']): Iterable<Entry> {
  const facts = evaluation.program.facts.get(file);
  for (const loop of facts?.loops ?? []) {
    const owner = facts?.functions[loop.in];
    // What gives something back has an end: it tries again, or waits until something is there.
    if (!facts || !owner || loop.in === 0 || loop.parent !== undefined || owner.returns.length > 0 || !isEndless(loop) || !rests(facts, loop)) continue;
    yield { kind: 'queue-consumer', label: `loop ${owner.name}`, framework: 'node', handler: functionId(file, loop.in), at: { file, span: owner.nameSpan }, resolution: 'static' };
  }
}

function isEndless({ kind, over }: LoopFact): boolean {
  if (kind === 'for') return over === undefined;
  return kind === 'while' && over !== undefined && (over.kind === 'literal' ? Boolean(over.value) : isSwitch(over));
}

/** `while (this.isRunning)`, `while (!signal.aborted)`. */
function isSwitch(test: Expression): boolean {
  if (test.kind === 'operation' && test.operator === '!') return test.operands.every(isSwitch);
  return (test.kind === 'name' || test.kind === 'member') && SWITCHES.test(test.name);
}

const SWITCHES = /^(?:is|should|_|#)*(?:running|active|alive|enabled|started|stop(?:ped|ping|_?requested)?|abort(?:ed)?|clos(?:ed|ing)|shut(?:ting)?_?down|destroyed|terminated|keep_?(?:running|going))$/i;

function rests({ calls }: FileFacts, { in: owner, bodySpan }: LoopFact): boolean {
  return calls.some(({ callee, use, in: at, span }) => at === owner && use === 'awaited' && contains(bodySpan, span) && (callee.kind === 'name' || callee.kind === 'member') && RESTS.test(callee.name));
}

const RESTS = /^(?:delay|sleep|wait|pause|setTimeout|timeout|snooze)(?:$|[A-Z_])/;
