/** Whether what is written leaves the disk before the request is answered: removed, or put into an object store. */

import type { Codebase } from '../../model/codebase.ts';
import type { FunctionId } from '../../model/function-id.ts';
import type { Call, RequestPath } from '../../model/graphs.ts';

/** Looks at the functions on the way, and at those they call. */
export function leavesAgain({ calls }: Codebase, call: Call, path: RequestPath | undefined): boolean {
  const around: FunctionId[] = [call.caller, ...(path?.steps ?? []).map(({ caller }) => caller)];
  const near = new Set(around.flatMap((id) => [id, ...calls.callsIn(id).flatMap(({ edges }) => edges.map(({ callee }) => callee))]));
  return [...near].some((id) => calls.callsIn(id).some((each) => isStored(each) || (path !== undefined && isRemoved(each))));
}

function isStored({ operation }: Call): boolean {
  return (operation?.kind === 'outbound' || operation?.kind === 'upload') && operation.traits.includes('object-store');
}

function isRemoved({ operation, fact }: Call): boolean {
  const name = fact.callee.kind === 'member' || fact.callee.kind === 'name' ? fact.callee.name : '';
  return (operation?.kind === 'file' || operation?.kind === 'blocking') && /^(?:unlink|unlinkSync|rm|rmSync|remove|removeSync)$/.test(name);
}
