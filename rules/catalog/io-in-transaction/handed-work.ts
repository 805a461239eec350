/** A team's own `inTransaction(work)`: what its callers hand in runs while the transaction is open. */

import type { Lead } from '../../kit/leads-to.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import { functionId, partsOfFunctionId, type FunctionId } from '../../model/function-id.ts';
import type { Call } from '../../model/graphs.ts';

export interface HandedWork {
  /** The call that hands it in. */
  readonly by: Call;
  readonly lead: Lead;
}

/** `bodies`: callbacks of the transaction, which call a parameter of the function around it; it may be handed on as it is, and handed in by the callers of callers. */
export function* handedWork(codebase: Codebase, transaction: Call, bodies: readonly FunctionId[], leads: (from: FunctionId) => Lead | undefined, depth = 0): Iterable<HandedWork> {
  const slots = new Set([
    ...bodies.flatMap((body) => codebase.calls.callsIn(body).flatMap(({ fact: { callee } }) => slotOf(codebase, transaction.caller, callee))),
    ...transaction.fact.arguments.flatMap((argument) => slotOf(codebase, transaction.caller, argument)),
  ]);
  if (slots.size === 0) return;
  for (const { call, how } of codebase.calls.callersOf(transaction.caller)) {
    if (how !== 'call') continue;
    for (const slot of slots) {
      const given = call.fact.arguments[slot];
      const work = given?.kind === 'function' ? functionId(call.file, given.function) : undefined;
      const lead = work === undefined ? undefined : leads(work);
      if (lead) yield { by: call, lead };
    }
    if (depth < MOST_WRAPPERS) yield* handedWork(codebase, call, call.edges.filter(({ how: edge }) => edge === 'callback').map(({ callee }) => callee), leads, depth + 1);
  }
}

/** A team's wrapper of a team's wrapper. */
const MOST_WRAPPERS = 2;

/** Which parameter of the function it is, if it is one. */
function slotOf(codebase: Codebase, owner: FunctionId, written: Expression): readonly number[] {
  const { file, index } = partsOfFunctionId(owner);
  const value = written.kind === 'name' && written.binding !== undefined ? codebase.facts.get(file)?.bindings[written.binding]?.value : undefined;
  return value?.kind === 'parameter' && value.function === index && !value.rest ? [value.index] : [];
}
