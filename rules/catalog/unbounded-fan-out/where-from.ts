/** Where the list comes from that is gone through all at once: what a request sends, what a query gives. */

import { argumentFor } from '../../kit/argument-for.ts';
import { reaches } from '../../kit/data-flow.ts';
import { requestInputIn } from '../../kit/request-input.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { CallFact, FileFacts } from '../../model/facts.ts';
import { functionId, partsOfFunctionId } from '../../model/function-id.ts';
import { isRequest } from '../../model/workspace.ts';
import type { Call, RequestPath } from '../../model/graphs.ts';
import type { FilePath } from '../../model/source.ts';

export type ListSource =
  /** The sender says how many: the path's own request. */
  | { readonly kind: 'sent' }
  /** As many as there are rows. What another service lists comes in pages of its own. */
  | { readonly kind: 'given'; readonly by: Call };

/** Undefined where it cannot be followed. */
export function whereFrom(codebase: Codebase, path: RequestPath, file: FilePath, collection: Expression): ListSource | undefined {
  const by = givenBy({ codebase, path, seen: new Set() }, file, collection, 0);
  if (by) return { kind: 'given', by };
  if (!isRequest(path.entryPoint) || path.steps.some(({ resolution }) => resolution === 'dynamic')) return undefined;
  if (path.entryPoint.kind === 'server-action' && isOfHandler(codebase, path, file, collection)) return { kind: 'sent' };
  const input = requestInputIn(codebase, path, file, collection, isStillInput);
  // A part of the address is one text.
  return input && !input.members.some((each) => each === 'params' || each === 'param') ? { kind: 'sent' } : undefined;
}

/** An action's parameters are what the browser sends. */
function isOfHandler({ facts }: Codebase, { entryPoint: { handler } }: RequestPath, file: FilePath, collection: Expression): boolean {
  const own = facts.get(file);
  return own !== undefined && reaches(own, collection, ({ binding }) => {
    const value = binding === undefined ? undefined : own.bindings[binding]?.value;
    return value?.kind === 'parameter' && functionId(file, value.function) === handler;
  });
}

/** Read, checked, and put in another order; what any other function makes of what was sent is its own affair. */
function isStillInput({ callee, kind }: CallFact): boolean {
  const name = callee.kind === 'member' || callee.kind === 'name' ? callee.name : '';
  return kind === 'new' || SAME_LIST.test(name);
}

const SAME_LIST = /^(?:map|filter|flat|flatMap|sort|toSorted|reverse|concat|slice|split|then|from|keys|values|entries|String|Number|uniq\w*|unique\w*|compact|castArray|difference\w*|Set|Map)$|parse|body|json|valid|input|query|param/i;

interface Search {
  readonly codebase: Codebase;
  readonly path: RequestPath;
  readonly seen: Set<string>;
}

/** Steps, through functions and constants. */
const FARTHEST = 24;

function givenBy(search: Search, file: FilePath, each: Expression, depth: number): Call | undefined {
  const facts = search.codebase.facts.get(file);
  if (!facts || depth > FARTHEST) return undefined;
  const onward = (next: Expression): Call | undefined => givenBy(search, file, next, depth + 1);
  switch (each.kind) {
    case 'await':
    case 'spread':
    case 'member':
      return onward(each.of);
    case 'element':
      return onward(elementOfAll(facts, each) ?? each.of);
    case 'either':
      return firstOf(each.options, onward);
    case 'array':
      return firstOf(each.elements.filter(({ kind }) => kind === 'spread'), onward);
    case 'name':
      return ofName(search, facts, each, depth);
    case 'parameter':
      return ofParameter(search, facts, each.function, each.index, depth);
    case 'call': {
      const fact = facts.calls[each.call];
      return fact && ofCall(search, facts, fact, each.call, depth);
    }
    default:
      return undefined;
  }
}

function firstOf(parts: readonly Expression[], find: (part: Expression) => Call | undefined): Call | undefined {
  for (const part of parts) {
    const found = find(part);
    if (found) return found;
  }
  return undefined;
}

function ofName(search: Search, facts: FileFacts, { binding, at }: Expression & { kind: 'name' }, depth: number): Call | undefined {
  const known = binding === undefined ? undefined : facts.bindings[binding];
  const key = `${facts.file} ${binding ?? ''} ${at[0]}`;
  if (!known || search.seen.has(key)) return undefined;
  search.seen.add(key);
  // What was written last before it is read.
  const written = known.isReassigned ? facts.assignments.findLast(({ target, span }) => target.kind === 'name' && target.binding === binding && span[1] <= at[0])?.value : undefined;
  const value = written ?? known.value;
  return value && givenBy(search, facts.file, value, depth + 1);
}

/** What the step before hands in, on this path; the elements of what a callback goes through. */
function ofParameter(search: Search, facts: FileFacts, owner: number, index: number, depth: number): Call | undefined {
  const id = functionId(facts.file, owner);
  const step = search.path.steps.find(({ callee }) => callee === id);
  if (step?.how === 'call') {
    const given = argumentFor(step, index);
    return given && givenBy(search, step.call.file, given, depth + 1);
  }
  const call = facts.functions[owner]?.argumentOf?.call;
  const callee = call === undefined ? undefined : facts.calls[call]?.callee;
  return callee?.kind === 'member' && index === 0 ? givenBy(search, facts.file, callee.of, depth + 1) : undefined;
}

/** `const [orders] = await Promise.all([load(), …])`. */
function elementOfAll({ calls }: FileFacts, { of, key }: Expression & { kind: 'element' }): Expression | undefined {
  const from = of.kind === 'await' ? of.of : of;
  const call = from.kind === 'call' ? calls[from.call] : undefined;
  const [list] = call?.callee.kind === 'member' && call.callee.name === 'all' ? call.arguments : [];
  return list?.kind === 'array' && key?.kind === 'literal' ? list.elements[Number(key.value)] : undefined;
}

/** What gives back as many as it is called on, or given. */
const KEEPS = new Set(['map', 'filter', 'sort', 'toSorted', 'reverse', 'toReversed', 'flat', 'flatMap', 'concat', 'then', 'values', 'keys', 'entries', 'toArray', 'exec', 'lean', 'slice']);

function ofCall(search: Search, facts: FileFacts, { callee, arguments: given }: CallFact, index: number, depth: number): Call | undefined {
  const { codebase } = search;
  const call = codebase.calls.callAt(facts.file, index);
  const { operation } = call ?? {};
  if (call && operation?.kind === 'query' && !/^(?:count|write)/.test(operation.action ?? '')) return call;
  if (operation?.kind === 'outbound') return undefined;
  const [edge, ...others] = call?.edges.filter(({ how }) => how === 'call') ?? [];
  if (edge && others.length === 0) {
    const { file, index: inner } = partsOfFunctionId(edge.callee);
    const found = firstOf(codebase.facts.get(file)?.functions[inner]?.returns ?? [], (each) => givenBy(search, file, each, depth + 1));
    if (found) return found;
  }
  if (callee.kind === 'member' && KEEPS.has(callee.name) && !(callee.of.kind === 'name' && callee.of.binding === undefined)) return givenBy(search, facts.file, callee.of, depth + 1);
  // `Object.values(byId)`, `uniq(ids)`, `compact(ids)`: made of what it is given.
  return edge ? undefined : firstOf(given.slice(0, 1), (each) => givenBy(search, facts.file, each, depth + 1));
}
