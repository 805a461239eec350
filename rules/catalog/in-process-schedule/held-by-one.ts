/** Whether a job asks first whether it is the one to run: a lock, a leader, a row that only one can claim. */

import type { Lead } from '../../kit/leads-to.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import { partsOf } from '../../model/expression.ts';
import { partsOfFunctionId, type FunctionId } from '../../model/function-id.ts';
import type { Call } from '../../model/graphs.ts';
import type { EntryPoint } from '../../model/workspace.ts';

/** Steps from the job within which a lock is looked for. */
const DEEPEST = 4;

export function isHeldByOne(codebase: Codebase, { handler }: EntryPoint, { steps }: Lead): boolean {
  const seen = new Set<FunctionId>([handler, ...steps.map(({ callee }) => callee)]);
  let front = [...seen];
  for (let depth = 0; depth < DEEPEST && front.length > 0; depth++) {
    const next: FunctionId[] = [];
    for (const each of front) {
      if (isDecorated(codebase, each)) return true;
      for (const call of codebase.calls.callsIn(each)) {
        if (isLock(codebase, call)) return true;
        for (const { callee } of call.edges) if (!seen.has(callee)) next.push(...seen.add(callee).has(callee) ? [callee] : []);
      }
    }
    front = next;
  }
  return false;
}

const LOCKS = /(?:^|[a-z_.])(?:Lock|Mutex|Semaphore|Leader|Redlock)|^(?:(?:try|with|get|take|acquire|obtain|is|has)?_?)?(?:lock|mutex|semaphore|leader|redlock)|acquire|setnx|isPrimary|isMaster|claim|runOnce|singleton/;

function isLock({ values }: Codebase, { operation, fact, file }: Call): boolean {
  if (operation?.kind === 'lock') return !operation.traits.includes('in-process');
  const name = fact.callee.kind === 'name' || fact.callee.kind === 'member' ? fact.callee.name : '';
  if (LOCKS.test(name) && !/unlock|block|clock/i.test(name)) return true;
  if (fact.arguments.some((argument) => (argument.kind === 'literal' && argument.value === 'NX') || (argument.kind === 'object' && argument.properties.some((property) => /^nx$/i.test(property.name))))) return true;
  return /raw|query|execute|sql/i.test(name) && fact.arguments.some((argument) => /advisory_(?:xact_)?lock|skip locked|get_lock\(/i.test(textsOf(values.textOf(file, argument), argument)));
}

function textsOf(text: string | undefined, expression: Expression): string {
  return text ?? (expression.kind === 'template' ? expression.texts.join(' ') : partsOf(expression).map((part) => textsOf(undefined, part)).join(' '));
}

/** `@DistributedLock()` */
function isDecorated({ facts }: Codebase, id: FunctionId): boolean {
  const { file, index } = partsOfFunctionId(id);
  const own = facts.get(file);
  return own?.functions[index]?.decorators.some((decorator) => {
    const called = decorator.kind === 'call' ? own.calls[decorator.call]?.callee : decorator;
    return called?.kind === 'name' && /lock|mutex|leader|once|single/i.test(called.name);
  }) ?? false;
}
