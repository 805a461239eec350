/** Requests through a codebase's own helpers: `fetchJson(url)` asks whatever address it is given. */

import type { Codebase } from '../../../../rules/model/codebase.ts';
import type { Expression } from '../../../../rules/model/expression.ts';
import type { FileFacts, ParameterFact } from '../../../../rules/model/facts.ts';
import { partsOfFunctionId, type FunctionId } from '../../../../rules/model/function-id.ts';
import { PLAIN_CLIENTS } from './engines.ts';

/** Which parameter of a function is the address that it asks; undefined for all others. */
export function createOwnClients(codebase: Codebase): (owner: FunctionId) => number | undefined {
  const known = new Map<FunctionId, number | undefined>();

  return function addressParameterOf(owner: FunctionId): number | undefined {
    if (known.has(owner)) return known.get(owner);
    // Of functions that call each other in a circle, none is a plain helper.
    known.set(owner, undefined);
    const { file, index } = partsOfFunctionId(owner);
    const facts = codebase.facts.get(file);
    const parameters = facts?.functions[index]?.parameters ?? [];
    if (!facts || parameters.length === 0) return undefined;
    for (const { operation, edges, fact: { arguments: given } } of codebase.calls.callsIn(owner)) {
      const asked = operation?.kind === 'outbound' && PLAIN_CLIENTS.has(operation.library) ? [0] : edges.flatMap(({ callee, resolution, how }) => (resolution === 'static' && how === 'call' ? (addressParameterOf(callee) ?? []) : []));
      const at = asked.map((argument) => parameterIn(facts, parameters, given[argument])).find((each) => each !== undefined);
      if (at === undefined) continue;
      known.set(owner, at);
      return at;
    }
    return undefined;
  };
}

/** `url`, `new URL(url)`, `String(url)`. */
function parameterIn(facts: FileFacts, parameters: readonly ParameterFact[], expression: Expression | undefined): number | undefined {
  const named = expression?.kind === 'call' ? facts.calls[expression.call]?.arguments[0] : expression;
  if (named?.kind !== 'name' || named.binding === undefined) return undefined;
  const at = parameters.findIndex(({ binding }) => binding === named.binding);
  return at < 0 ? undefined : at;
}
