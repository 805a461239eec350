/** GraphQL runs the resolver of a field once for each object that has the field. */

import type { Iteration } from '../../kit/iterations.ts';
import type { Codebase } from '../../model/codebase.ts';
import { partsOf, type Expression } from '../../model/expression.ts';
import type { FileFacts, FunctionFact } from '../../model/facts.ts';
import { functionId } from '../../model/function-id.ts';
import type { Call } from '../../model/graphs.ts';
import type { EntryPoint } from '../../model/workspace.ts';
import { isListed } from './listed-types.ts';

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
    if (entryPoint.framework === 'graphql-js' && (isPaged(facts, owner) || !codebase.requests.entryPointsOf(handler).some((each) => comesInLists(codebase, each)))) return;
    const variables = parentIn(facts, owner, inner);
    const of = type === 'field' || type === 'reference' ? undefined : type;
    if (variables.size > 0 && !isForOneself(facts, owner, variables)) yield { kind: 'field', file, variables, at: inner.nameSpan, span: inner.span, ...(of === undefined ? {} : { of }) };
    return;
  }
}

/** Types made in code say which of them are listed. */
function comesInLists(codebase: Codebase, { framework, label }: EntryPoint): boolean {
  return framework === 'graphql-js' && isListed(codebase, label.split('.')[0] ?? '');
}

/** A field with pages of its own is asked for on the page of one object. */
function isPaged({ bindings, calls }: FileFacts, owner: number): boolean {
  const options = new Set(bindings.flatMap(({ kind, in: at, value }, index) => (kind === 'parameter' && at === owner && value?.kind === 'parameter' && value.index === 1 ? [index] : [])));
  const isPage = ({ name }: { readonly name: string }): boolean => /^(?:limit|offset|first|last|skip|take|page)$/.test(name);
  const takenApart = bindings.some(({ kind, in: at, name, value }) => kind === 'parameter' && at === owner && value?.kind === 'member' && value.of.kind === 'parameter' && value.of.index === 1 && isPage({ name }));
  return takenApart || calls.some((call) => call.in === owner && call.arguments.some((each) => speaksOfPages(each, options, isPage)));
}

function speaksOfPages(expression: Expression, options: ReadonlySet<number>, isPage: (member: { readonly name: string }) => boolean): boolean {
  if (expression.kind === 'member' && expression.of.kind === 'name' && expression.of.binding !== undefined) return options.has(expression.of.binding) && isPage(expression);
  return partsOf(expression).some((each) => speaksOfPages(each, options, isPage));
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
