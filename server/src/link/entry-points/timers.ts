/** Jobs that ring themselves: a function that, when it is done, has itself run again after a while. */

import type { Expression } from '../../../../rules/model/expression.ts';
import type { CallFact, FileFacts } from '../../../../rules/model/facts.ts';
import { functionId, partsOfFunctionId, type FunctionId } from '../../../../rules/model/function-id.ts';
import { handlersIn } from './handlers.ts';
import type { Entry, Search } from './search.ts';

export function* timerEntries({ evaluation }: Search, file: FileFacts['file']): Iterable<Entry> {
  const facts = evaluation.program.facts.get(file);
  for (const call of facts?.calls ?? []) {
    const [given] = call.arguments;
    if (!facts || !given || nameOf(call.callee) !== 'setTimeout' || call.in === 0 || isTriedAgain(facts, call)) continue;
    const around = functionsAround(facts, call.in);
    const rung = handlersIn(evaluation, file, given).flatMap((each) => [each, ...calledIn(facts, each.function).flatMap((callee) => handlersIn(evaluation, file, callee))]);
    const itself = rung.find((each) => around.has(each.function) || ringsAgain(evaluation, facts, each.function, around));
    if (itself) yield { kind: 'scheduled-job', label: 'interval', framework: 'node', handler: itself.function, at: { file, span: call.nameSpan }, resolution: itself.isGuessed ? 'dynamic' : 'static' };
  }
}

/** `run() { await work(); this.schedule(); }`, where `schedule() { setTimeout(() => this.run(), 1000); }`; who tries to connect again has no job. */
function ringsAgain(evaluation: Search['evaluation'], facts: FileFacts, rung: FunctionId, around: ReadonlySet<FunctionId>): boolean {
  const { file, index } = partsOfFunctionId(rung);
  const name = facts.functions[index]?.name ?? '';
  if (file !== facts.file || TRIES.test(name)) return false;
  const ends = facts.functions.flatMap(({ parent, argumentOf }, inner) => (parent === index && argumentOf && isEnding(facts, argumentOf.call) ? [functionId(file, inner)] : []));
  return [rung, ...ends].flatMap((each) => calledIn(facts, each)).some((callee) => handlersIn(evaluation, file, callee).some((each) => around.has(each.function)));
}

const TRIES = /connect|retry|attempt|again|recover|subscribe/i;

function isEnding({ calls }: FileFacts, call: number): boolean {
  const name = nameOf(calls[call]?.callee ?? { kind: 'other', parts: [] });
  return name === 'finally' || name === 'then';
}

/** What is run again where it failed waits for something; it is no job. */
function isTriedAgain({ branches }: FileFacts, { branch }: CallFact): boolean {
  for (let index = branch; index !== undefined; index = branches[index]?.parent) {
    if (branches[index]?.kind === 'catch' || branches[index]?.kind === 'else') return true;
  }
  return false;
}

function functionsAround({ file, functions }: FileFacts, innermost: number): ReadonlySet<FunctionId> {
  const found = new Set<FunctionId>();
  for (let index: number | undefined = innermost; index !== undefined && index !== 0; index = functions[index]?.parent) found.add(functionId(file, index));
  return found;
}

/** What a function of this file calls directly: `() => void poll()`. */
function calledIn({ file, calls }: FileFacts, id: FunctionId): readonly Expression[] {
  return calls.filter((each) => functionId(file, each.in) === id).map(({ callee }) => callee);
}

function nameOf(callee: Expression): string | undefined {
  return callee.kind === 'name' || callee.kind === 'member' ? callee.name : undefined;
}
