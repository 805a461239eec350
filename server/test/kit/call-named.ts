/** Finds a call in linked code by the name it calls. */

import type { Codebase } from '../../../rules/model/codebase.ts';
import type { Call } from '../../../rules/model/graphs.ts';
import type { Expression } from '../../../rules/model/expression.ts';

export function callNamed({ facts, calls }: Codebase, name: string): Call {
  for (const [file, own] of facts) {
    const index = own.calls.findIndex(({ callee }) => calledName(callee) === name);
    const call = index < 0 ? undefined : calls.callAt(file, index);
    if (call) return call;
  }
  throw new Error(`Nothing calls ${name}.`);
}

function calledName(callee: Expression): string | undefined {
  return callee.kind === 'name' || callee.kind === 'member' ? callee.name : undefined;
}
