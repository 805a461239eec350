/** A team's own `inTransaction(work)`: what its callers hand in runs while the transaction is open. */

import type { Lead } from '../../kit/leads-to.ts';
import type { Codebase } from '../../model/codebase.ts';
import { functionId, partsOfFunctionId, type FunctionId } from '../../model/function-id.ts';
import type { Call } from '../../model/graphs.ts';

export interface HandedWork {
  /** The call that hands it in. */
  readonly by: Call;
  readonly lead: Lead;
}

/** `body`: the callback of the transaction, which calls a parameter of the function around it. */
export function* handedWork(codebase: Codebase, transaction: Call, body: FunctionId, leads: (from: FunctionId) => Lead | undefined): Iterable<HandedWork> {
  const { file, index } = partsOfFunctionId(transaction.caller);
  const facts = codebase.facts.get(file);
  const slots = codebase.calls.callsIn(body).flatMap(({ fact: { callee } }) => {
    const value = callee.kind === 'name' && callee.binding !== undefined ? facts?.bindings[callee.binding]?.value : undefined;
    return value?.kind === 'parameter' && value.function === index ? [value.index] : [];
  });
  if (slots.length === 0) return;
  for (const { call, how } of codebase.calls.callersOf(transaction.caller)) {
    if (how !== 'call' || codebase.isOffline(call.file)) continue;
    for (const slot of slots) {
      const given = call.fact.arguments[slot];
      const work = given?.kind === 'function' ? functionId(call.file, given.function) : undefined;
      const lead = work === undefined ? undefined : leads(work);
      if (lead) yield { by: call, lead };
    }
  }
}
