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
  const slots = [
    ...bodies.flatMap((body) => codebase.calls.callsIn(body).flatMap(({ fact: { callee } }) => slotOf(codebase, transaction.caller, callee))),
    ...transaction.fact.arguments.flatMap((argument) => slotOf(codebase, transaction.caller, argument)),
  ];
  const [first] = slots;
  if (!first) return;
  const places = new Set(slots.filter(({ owner }) => owner === first.owner).map(({ place }) => place));
  for (const { call, how } of codebase.calls.callersOf(first.owner)) {
    if (how !== 'call') continue;
    for (const place of places) {
      const given = call.fact.arguments[place];
      const work = given?.kind === 'function' ? functionId(call.file, given.function) : undefined;
      const lead = work === undefined ? undefined : leads(work);
      if (lead) yield { by: call, lead };
    }
    if (depth < MOST_WRAPPERS) yield* handedWork(codebase, call, call.edges.filter(({ how: edge }) => edge === 'callback').map(({ callee }) => callee), leads, depth + 1);
  }
}

/** A team's wrapper of a team's wrapper. */
const MOST_WRAPPERS = 2;

interface Slot {
  readonly owner: FunctionId;
  readonly place: number;
}

/** Which parameter it is of the function that opens the transaction, or of one around that: `inContext(() => db.transaction((tx) => work(tx)))`. */
function slotOf(codebase: Codebase, opener: FunctionId, written: Expression): readonly Slot[] {
  const { file, index } = partsOfFunctionId(opener);
  const facts = codebase.facts.get(file);
  const value = written.kind === 'name' && written.binding !== undefined ? facts?.bindings[written.binding]?.value : undefined;
  if (value?.kind !== 'parameter' || value.rest) return [];
  for (let at: number | undefined = index; at !== undefined; at = facts?.functions[at]?.parent) {
    if (at === value.function) return [{ owner: functionId(file, at), place: value.index }];
  }
  return [];
}
