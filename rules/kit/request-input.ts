/** Whether an expression comes from what a user sent: followed back along the request path to the handler's parameters. */

import { inputOf, inputOfDecorator } from '../knowledge/request-input.ts';
import type { Codebase } from '../model/codebase.ts';
import { partsOf, type Expression } from '../model/expression.ts';
import type { CallFact, FileFacts } from '../model/facts.ts';
import { functionId } from '../model/function-id.ts';
import type { RequestPath } from '../model/graphs.ts';
import type { FilePath } from '../model/source.ts';
import { ofEachFile } from './of-each-file.ts';
import { oncePerCodebase } from './once-per-codebase.ts';

/** What the user chose: `query.page`, as the names behind the handler's parameter say; undefined when nothing leads there. */
export interface RequestInput {
  readonly members: readonly string[];
}

/**
 * The first input that `expression`, written in `file` on this path, is made of. `passes` may stop at a call on the way: what it gives is then no input
 * any more, as with `Math.min(page, 100)`.
 */
export function requestInputIn(codebase: Codebase, path: RequestPath, file: FilePath, expression: Expression, passes: (call: CallFact) => boolean = () => true): RequestInput | undefined {
  return visit({ codebase, path, passes, seen: new Set() }, file, expression, [], 0);
}

interface Search {
  readonly codebase: Codebase;
  readonly path: RequestPath;
  readonly passes: (call: CallFact) => boolean;
  readonly seen: Set<string>;
}

function visit(search: Search, file: FilePath, each: Expression, members: readonly string[], depth: number): RequestInput | undefined {
  const facts = search.codebase.facts.get(file);
  if (!facts || depth > 30) return undefined;
  switch (each.kind) {
    case 'name':
      return ofBinding(search, facts, each.binding, members, depth);
    case 'member':
      return visit(search, file, each.of, [each.name, ...members], depth + 1);
    case 'element':
      return visit(search, file, each.of, each.key?.kind === 'literal' ? [String(each.key.value), ...members] : members, depth + 1);
    case 'await':
    case 'spread':
      return visit(search, file, each.of, members, depth + 1);
    case 'parameter':
      return ofParameter(search, facts, each.function, each.index, members, depth);
    case 'call':
      return ofCall(search, facts, each.call, members, depth);
    case 'object': {
      const [wanted, ...rest] = members;
      const property = each.properties.find(({ name }) => name === wanted);
      if (property) return visit(search, file, property.value, rest, depth + 1);
      return firstOf(search, file, wanted === undefined ? partsOf(each) : each.spreads, members, depth);
    }
    case 'either':
      return firstOf(search, file, each.options, members, depth);
    case 'function':
    case 'class':
      return undefined;
    default:
      return firstOf(search, file, partsOf(each), [], depth);
  }
}

function firstOf(search: Search, file: FilePath, parts: readonly Expression[], members: readonly string[], depth: number): RequestInput | undefined {
  for (const part of parts) {
    const found = visit(search, file, part, members, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function ofBinding(search: Search, facts: FileFacts, binding: number | undefined, members: readonly string[], depth: number): RequestInput | undefined {
  const known = binding === undefined ? undefined : facts.bindings[binding];
  const key = `${facts.file} ${binding ?? ''} ${members.join('.')}`;
  // What the module itself declares is no one request's.
  if (!known || known.in === 0 || search.seen.has(key)) return undefined;
  search.seen.add(key);
  const found = known.value && visit(search, facts.file, known.value, members, depth + 1);
  if (found || !known.isReassigned) return found;
  const written = facts.assignments.filter(({ target }) => target.kind === 'name' && target.binding === binding);
  return firstOf(search, facts.file, written.flatMap(({ value }) => value ?? []), members, depth);
}

/** The handler's own parameters hold the request; another function's hold what the step before passes. */
function ofParameter(search: Search, facts: FileFacts, owner: number, index: number, members: readonly string[], depth: number): RequestInput | undefined {
  const { path: { entryPoint, steps } } = search;
  const id = functionId(facts.file, owner);
  if (id === entryPoint.handler) {
    const decorators = facts.functions[owner]?.parameters[index]?.decorators ?? [];
    const isInput = inputOf(entryPoint.framework, index, members) === 'input' || decorators.some((decorator) => roleOf(search, facts, decorator) === 'input');
    return isInput ? { members } : ofMiddleware(search, members, depth);
  }
  const step = steps.find(({ callee }) => callee === id);
  if (!step) return undefined;
  const { file, fact } = step.call;
  if (step.how !== 'call') return fact.callee.kind === 'member' ? visit(search, file, fact.callee.of, [], depth + 1) : undefined;
  const given = fact.arguments[index];
  return given && given.kind !== 'spread' ? visit(search, file, given, members, depth + 1) : undefined;
}

/** `ctx.state.pagination`, which a middleware made of the query before. */
function ofMiddleware(search: Search, members: readonly string[], depth: number): RequestInput | undefined {
  for (let length = members.length; length > 0; length--) {
    for (const { file, owner, value } of attached(search.codebase).get(members.slice(0, length).join('.')) ?? []) {
      const path = search.codebase.requests.to(functionId(file, owner));
      const found = path && visit({ ...search, path }, file, value, members.slice(length), depth + 10);
      if (found) return found;
    }
  }
  return undefined;
}

/** What functions hang on their parameters, by its dotted name: `state.pagination`. */
const attached = oncePerCodebase((codebase) => {
  const found = new Map<string, Attached[]>();
  for (const each of [...attachedIn.all(codebase).values()].flat()) {
    const list = found.get(each.name);
    if (list) list.push(each);
    else found.set(each.name, [each]);
  }
  return found;
});

interface Attached {
  readonly name: string;
  readonly file: FilePath;
  readonly owner: number;
  readonly value: Expression;
}

const attachedIn = ofEachFile((own, { isOffline }) => {
  if (isOffline(own.file)) return undefined;
  const { file, assignments, bindings } = own;
  const found = assignments.flatMap(({ target, value, operator, in: owner }): readonly Attached[] => {
    const members: string[] = [];
    let base = target;
    for (; base.kind === 'member'; base = base.of) members.unshift(base.name);
    const binding = base.kind === 'name' && base.binding !== undefined ? bindings[base.binding] : undefined;
    return !value || operator !== '=' || members.length === 0 || binding?.kind !== 'parameter' ? [] : [{ name: members.join('.'), file, owner, value }];
  });
  return found.length > 0 ? found : undefined;
});

function roleOf({ codebase }: Search, facts: FileFacts, decorator: Expression): 'input' | 'caller' | undefined {
  const call = decorator.kind === 'call' ? codebase.calls.callAt(facts.file, decorator.call) : undefined;
  const callee = call?.fact.callee ?? decorator;
  const [value] = codebase.values.of(facts.file, callee);
  const name = callee.kind === 'name' || callee.kind === 'member' ? callee.name : '';
  return inputOfDecorator(call?.origins[0] ?? (value?.kind === 'external' ? value.origin : undefined), name);
}

/** `c.req.query('page')` reads input; what `Number(page)` and `schema.parse(query)` give is made of what they are given. */
function ofCall(search: Search, facts: FileFacts, index: number, members: readonly string[], depth: number): RequestInput | undefined {
  const call = facts.calls[index];
  if (!call || !search.passes(call)) return undefined;
  // What a query finds belongs to the database, whatever was asked for.
  const kind = search.codebase.calls.callAt(facts.file, index)?.operation?.kind;
  if (kind === 'query' || kind === 'outbound' || kind === 'cache-read') return undefined;
  const named = call.callee.kind === 'member' ? visit(search, facts.file, call.callee, [], depth + 1) : undefined;
  return named ?? firstOf(search, facts.file, call.arguments, members, depth);
}
