/** How many routes of a service take which way. */

import { requestsTo } from '../../../../rules/kit/deployed-service.ts';
import type { Codebase } from '../../../../rules/model/codebase.ts';
import type { FunctionId } from '../../../../rules/model/function-id.ts';
import type { Service } from '../../../../rules/model/workspace.ts';
import type { Use } from './code-uses.ts';

interface Ways {
  /** Routes of the service. */
  readonly all: number;
  /** By node. */
  readonly taken: ReadonlyMap<string, number>;
}

type NodeOf = (use: Use) => string | undefined;

/** By the service's node. */
export function routesOn(codebase: Codebase, uses: ReadonlyMap<Service, ReadonlyMap<FunctionId, readonly Use[]>>, nodeOf: NodeOf, idOf: (service: Service) => string): ReadonlyMap<string, Ways> {
  return new Map([...uses].map(([service, own]) => [idOf(service), waysOf(codebase, service, own, nodeOf)]));
}

function waysOf(codebase: Codebase, service: Service, uses: ReadonlyMap<FunctionId, readonly Use[]>, nodeOf: NodeOf): Ways {
  const taken = new Map<string, number>();
  const handlers = new Map(requestsTo(codebase, service).filter(({ kind }) => kind !== 'middleware').map(({ label, handler }) => [label, handler]));
  for (const handler of handlers.values()) {
    const nodes = new Set<string>();
    const reached = new Set([handler]);
    for (const each of reached) {
      for (const use of uses.get(each) ?? []) {
        const node = nodeOf(use);
        if (node !== undefined) nodes.add(node);
      }
      for (const call of codebase.calls.callsIn(each)) for (const { callee, resolution, how } of call.edges) if (resolution === 'static' && how !== 'deferred') reached.add(callee);
    }
    for (const node of nodes) taken.set(node, (taken.get(node) ?? 0) + 1);
  }
  return { all: handlers.size, taken };
}
