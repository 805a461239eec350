/** GraphQL runs the resolver of a field once for each object that has the field. */

import type { Iteration } from '../../kit/iterations.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { FileFacts, FunctionFact } from '../../model/facts.ts';
import { functionId } from '../../model/function-id.ts';
import type { Call } from '../../model/graphs.ts';

/** Objects that an answer has one of; a `Theme` is none. */
const ROOT = /^(?:query|mutation|subscription|viewer|me)$/i;
const SINGLE = /(?:Viewer|Me|Payload|Results?|Response|Connection|PageInfo)$/;

/** The field around a call, where it is no field of the root: what it is about stands in its first parameter, or in the one marked as the parent. */
export function* fieldOfEach(codebase: Codebase, { file, fact }: Pick<Call, 'file' | 'fact'>): Iterable<Iteration> {
  const facts = codebase.facts.get(file);
  if (!facts) return;
  for (let owner: number | undefined = fact.in; owner !== undefined && owner !== 0; owner = facts.functions[owner]?.parent) {
    const handler = functionId(file, owner);
    const inner: FunctionFact | undefined = facts.functions[owner];
    const path = codebase.requests.to(handler);
    const entryPoint = path?.steps.length === 0 ? path.entryPoint : undefined;
    if (!inner || entryPoint?.kind !== 'graphql-resolver') continue;
    const [type = '', field] = entryPoint.label.split('.');
    if (field === undefined || ROOT.test(type) || SINGLE.test(type)) return;
    const variables = parentIn(facts, owner, inner);
    const of = type === 'field' || type === 'reference' ? undefined : type;
    if (variables.size > 0 && !isForOneself(facts, owner, variables)) yield { kind: 'field', file, variables, at: inner.nameSpan, span: inner.span, ...(of === undefined ? {} : { of }) };
    return;
  }
}

/** `if (caller.id !== user.id) return []`: of all objects that have the field, one gets past. */
function isForOneself({ branches }: FileFacts, owner: number, variables: ReadonlySet<number>): boolean {
  return branches.some(({ in: at, leaves, test }) => at === owner && leaves && test?.kind === 'operation' && /^[!=]==?$/.test(test.operator) && test.operands.filter((each) => each.kind === 'member' && each.of.kind === 'name' && each.of.binding !== undefined && variables.has(each.of.binding)).length === 1 && test.operands.every(({ kind }) => kind === 'member'));
}

/** Bindings of the parent object: whole, or taken apart. */
function parentIn(facts: FileFacts, owner: number, { parameters }: FunctionFact): ReadonlySet<number> {
  const marked = parameters.findIndex(({ decorators }) => decorators.some((each) => /^(?:Parent|Root)$/.test(decoratorName(facts, each) ?? '')));
  const isDecorated = parameters.some(({ decorators }) => decorators.length > 0);
  const place = marked >= 0 ? marked : isDecorated ? -1 : 0;
  const found = new Set<number>();
  for (const [index, { kind, in: at, value }] of facts.bindings.entries()) {
    if (kind !== 'parameter' || at !== owner || place < 0) continue;
    let from = value;
    while (from?.kind === 'member' || from?.kind === 'element') from = from.of;
    if (from?.kind === 'parameter' && from.index === place) found.add(index);
  }
  return found;
}

function decoratorName(facts: FileFacts, decorator: FunctionFact['decorators'][number]): string | undefined {
  const callee = decorator.kind === 'call' ? facts.calls[decorator.call]?.callee : decorator;
  return callee?.kind === 'name' || callee?.kind === 'member' ? callee.name : undefined;
}
