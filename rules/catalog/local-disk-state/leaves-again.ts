/** Whether what is written leaves the disk before the request is answered: removed, put into an object store, or pushed to where the others fetch it. */

import type { Codebase } from '../../model/codebase.ts';
import { functionId, type FunctionId } from '../../model/function-id.ts';
import type { Call, RequestPath } from '../../model/graphs.ts';

/** Looks at the functions on the way, and at those they call. */
export function leavesAgain({ calls, facts }: Codebase, call: Call, path: RequestPath | undefined): boolean {
  // What middleware takes in, the handler beside it throws away.
  if (!path && facts.get(call.file)?.functions.some((_, index) => calls.callsIn(functionId(call.file, index)).some(isRemoved)) === true) return true;
  const around: FunctionId[] = [call.caller, ...(path?.steps ?? []).map(({ caller }) => caller)];
  const near = new Set(around.flatMap((id) => [id, ...calls.callsIn(id).flatMap(({ edges }) => edges.map(({ callee }) => callee))]));
  return [...near].some((id) => calls.callsIn(id).some((each) => isStored(each) || isPushed(each) || (path !== undefined && isRemoved(each))));
}

function isStored({ operation }: Call): boolean {
  return (operation?.kind === 'outbound' || operation?.kind === 'upload') && operation.traits.includes('object-store');
}

/** The folder is a working copy of a repository: `await git.push('origin', 'main')`. */
function isPushed({ origins, fact: { callee } }: Call): boolean {
  return callee.kind === 'member' && callee.name === 'push' && (origins.some((origin) => /^(?:simple-git|isomorphic-git|nodegit)[#/]/.test(origin)) || (callee.of.kind === 'name' && /^git$/i.test(callee.of.name)));
}

function isRemoved({ operation, fact }: Call): boolean {
  const name = fact.callee.kind === 'member' || fact.callee.kind === 'name' ? fact.callee.name : '';
  return (operation?.kind === 'file' || operation?.kind === 'blocking') && /^(?:unlink|unlinkSync|rm|rmSync|remove|removeSync)$/.test(name);
}
