/** What a queue is called where a framework injects it, so that who fills it and who empties it meet. */

import type { Codebase } from '../../../../rules/model/codebase.ts';
import type { Expression } from '../../../../rules/model/expression.ts';
import type { FileFacts } from '../../../../rules/model/facts.ts';
import { partsOfFunctionId, type FunctionId } from '../../../../rules/model/function-id.ts';
import type { Call } from '../../../../rules/model/graphs.ts';

/** `@InjectQueue('mail') private queue` of the class whose method calls `this.queue.add`. */
export function injectedQueue(codebase: Codebase, { file, caller, fact: { callee } }: Call): string | undefined {
  if (callee.kind !== 'member' || callee.of.kind !== 'member') return undefined;
  const facts = codebase.facts.get(file);
  const { name } = callee.of;
  const owner = facts?.functions[partsOfFunctionId(caller).index]?.class;
  const constructor = owner === undefined ? undefined : facts?.classes[owner]?.methods.find(({ kind }) => kind === 'constructor');
  const parameter = constructor && facts?.functions[constructor.function]?.parameters.find((each) => each.name === name);
  return facts && parameter && decoratedBy(codebase, facts, parameter.decorators, 'InjectQueue');
}

/** `@Processor('mail')` of the class that the handler belongs to. */
export function processedQueue(codebase: Codebase, handler: FunctionId): string | undefined {
  const { file, index } = partsOfFunctionId(handler);
  const facts = codebase.facts.get(file);
  const owner = facts?.functions[index]?.class;
  return facts && owner !== undefined ? decoratedBy(codebase, facts, facts.classes[owner]?.decorators ?? [], 'Processor') : undefined;
}

/** `@OnEvent('order.paid')`: an event within the process, which no broker carries. */
export function isInProcessEvent({ facts }: Codebase, handler: FunctionId): boolean {
  const { file, index } = partsOfFunctionId(handler);
  const own = facts.get(file);
  return (own?.functions[index]?.decorators ?? []).some((each) => {
    const callee = each.kind === 'call' ? own?.calls[each.call]?.callee : each;
    return callee?.kind === 'name' && callee.name === 'OnEvent';
  });
}

function decoratedBy(codebase: Codebase, { file, calls }: FileFacts, decorators: readonly Expression[], name: string): string | undefined {
  for (const each of decorators) {
    const call = each.kind === 'call' ? calls[each.call] : undefined;
    const [first] = call?.arguments ?? [];
    if (!call || !first || call.callee.kind !== 'name' || call.callee.name !== name) continue;
    const given = first.kind === 'object' ? first.properties.find((property) => property.name === 'name')?.value : first;
    return given && (codebase.values.textOf(file, given) ?? (given.kind === 'name' ? given.name : undefined));
  }
  return undefined;
}
