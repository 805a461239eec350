/** Finds functions that run where they stand as the module loads, so that a `require` inside them is no late one: `(function (root) { … })(this)`. */

import type { CallFact, ImportFact } from '../../../../rules/model/facts.ts';
import { contains } from '../../../../rules/model/source.ts';
import type { Mutable, Reader } from './reader.ts';

export function settleLateImports({ imports, functions, calls }: Reader): void {
  const immediate = new Set(calls.flatMap(({ callee }) => immediateFunction(callee) ?? []));
  if (immediate.size === 0) return;
  for (const fact of imports as Mutable<ImportFact>[]) {
    if (!fact.isLazy || fact.kind !== 'require') continue;
    let owner = innermostAround(functions, fact.span);
    while (owner !== 0 && immediate.has(owner)) owner = functions[owner]?.parent ?? 0;
    if (owner === 0) fact.isLazy = false;
  }
}

/** `(function () {})()`, `(function () {}).call(this)`. */
function immediateFunction(callee: CallFact['callee']): number | undefined {
  if (callee.kind === 'function') return callee.function;
  const isCalled = callee.kind === 'member' && (callee.name === 'call' || callee.name === 'apply');
  return isCalled && callee.of.kind === 'function' ? callee.of.function : undefined;
}

function innermostAround(functions: Reader['functions'], span: ImportFact['span']): number {
  let found = 0;
  for (const [index, each] of functions.entries()) if (index > 0 && contains(each.span, span) && contains(functions[found]?.span ?? each.span, each.span)) found = index;
  return found;
}
