/** Whether a collection is only a part of what there is: a page, a chunk, what a limit left, what a team's settings list. */

import { argumentFor } from './argument-for.ts';
import { isBounded } from './bounds.ts';
import { nameOf } from './names.ts';
import { reachedGraph } from './reached-graph.ts';
import type { Codebase } from '../model/codebase.ts';
import type { Expression } from '../model/expression.ts';
import type { CallFact, FileFacts } from '../model/facts.ts';
import { functionId } from '../model/function-id.ts';
import type { FilePath } from '../model/source.ts';

/** Options by which lists are asked for in part, whatever the library. */
const LIMITS = /^(?:take|limit|first|last|top|page|page_?size|per_?page|max_?results|size|cursor|starting_?after|offset|skip)$/i;
/** Callers of callers, no further. */
const DEEPEST = 3;

export function isPortion(codebase: Codebase, file: FilePath, collection: Expression, depth = 0): boolean {
  const facts = codebase.facts.get(file);
  if (!facts || depth > 8) return false;
  if (isBounded(codebase, file, collection)) return true;
  if (PART.test(nameOf(facts, collection) ?? '') || isSetting(collection)) return true;
  switch (collection.kind) {
    case 'await':
    case 'spread':
      return isPortion(codebase, file, collection.of, depth + 1);
    case 'member':
      // `answer.data`, `answer.rows`: the list within what was given back.
      return isPortion(codebase, file, collection.of, depth + 1);
    case 'either':
      return collection.options.every((each) => isPortion(codebase, file, each, depth + 1));
    case 'name': {
      const binding = collection.binding === undefined ? undefined : facts.bindings[collection.binding];
      if (!binding) return false;
      const written = binding.isReassigned ? facts.assignments.filter(({ target }) => target.kind === 'name' && target.binding === collection.binding) : [];
      const values = [...(!binding.value || (binding.isReassigned && isNothing(binding.value)) ? [] : [binding.value]), ...written.flatMap(({ value }) => value ?? [])];
      return values.length > 0 && values.every((each) => isPortion(codebase, file, each, depth + 1));
    }
    case 'parameter':
      return isOfBatch(facts, collection.function) || !collection.rest && depth <= DEEPEST && isPortionOfCallers(codebase, file, collection.function, collection.index, depth);
    case 'element':
      return isPortionOfAll(codebase, facts, collection, depth);
    case 'call': {
      const call = facts.calls[collection.call];
      return call !== undefined && isPortionOfCall(codebase, facts, call, depth);
    }
    default:
      return false;
  }
}

const PART = /chunk|batch|slice|portion|page$/i;

/** `Settings.apis.cache.instances`: as many as the team wrote down. */
function isSetting(collection: Expression): boolean {
  let base = collection;
  while (base.kind === 'member') base = base.of;
  return base !== collection && base.kind === 'name' && /^(?:settings?|config(?:uration)?|env)$/i.test(base.name);
}

/** `let response;`, set further down. */
function isNothing(value: Expression): boolean {
  return value.kind === 'literal' || (value.kind === 'array' && value.elements.length === 0);
}

/** `batches.process(ids, async (ids) => …)`: as many at a time as one batch holds. */
function isOfBatch({ functions, calls }: FileFacts, owner: number): boolean {
  const given = functions[owner]?.argumentOf;
  const callee = given && calls[given.call]?.callee;
  const said = callee?.kind === 'member' ? [callee.name, callee.of.kind === 'name' ? callee.of.name : ''] : callee?.kind === 'name' ? [callee.name] : [];
  return said.some((name) => /batch|chunk/i.test(name)) || (callee?.kind === 'member' && callee.of.kind === 'call' && calls[callee.of.call]?.arguments.some((each) => each.kind === 'object' && each.properties.some(({ name }) => /^(?:batch|chunk)_?size$/i.test(name))) === true);
}

/** Every caller that is known hands in a part, and there is one. */
function isPortionOfCallers(codebase: Codebase, file: FilePath, owner: number, index: number, depth: number): boolean {
  const callers = reachedGraph(codebase).callersOf(functionId(file, owner)).filter(({ call }) => !codebase.isOffline(call.file));
  return callers.length > 0 && callers.every((edge) => {
    const given = argumentFor(edge, index);
    return given !== undefined && isPortion(codebase, edge.call.file, given, depth + 2);
  });
}

/** `const [orders] = await Promise.all([list({ take: 50 }), …])`. */
function isPortionOfAll(codebase: Codebase, { file, calls }: FileFacts, { of, key }: Expression & { kind: 'element' }, depth: number): boolean {
  const from = of.kind === 'await' ? of.of : of;
  const callee = from.kind === 'call' ? calls[from.call]?.callee : undefined;
  const [list] = from.kind === 'call' ? (calls[from.call]?.arguments ?? []) : [];
  if (callee?.kind !== 'member' || callee.name !== 'all' || list?.kind !== 'array' || key?.kind !== 'literal') return false;
  const own = list.elements[Number(key.value)];
  return own !== undefined && own.kind !== 'spread' && isPortion(codebase, file, own, depth + 1);
}

/** A limit among the options, or in the chain before: `list({ take: 50 })`, `from(orders).limit(50)`. */
function isPortionOfCall(codebase: Codebase, facts: FileFacts, { callee, arguments: given }: CallFact, depth: number): boolean {
  if (given.some((each) => asksForPart(each, 0) || isOfPart(codebase, facts, each, depth))) return true;
  if (given.some((each) => each.kind === 'template' && each.texts.some((text) => /\blimit\s*(?:\d|$)/i.test(text)))) return true;
  if (callee.kind !== 'member') return false;
  if (/^(?:limit|take|first|paginate)$/.test(callee.name) && given.length > 0) return true;
  if (callee.name === 'slice' && given.length > 1) return true;
  const isGroups = callee.of.kind === 'name' && callee.of.name === 'Object' && given[0] !== undefined && /(?:grouped)?by[A-Z]\w*$/.test(nameOf(facts, given[0]) ?? '');
  // One of each group is few; how many there are in a group is not asked here.
  if (isGroups && /^(?:entries|keys|values)$/.test(callee.name)) return true;
  return KEEPS_SIZE.has(callee.name) && isPortion(codebase, facts.file, callee.of, depth + 1);
}

/** `load(limit, offset)`, `detailsOf(batch)`: a limit by its own name, or what is a part already. */
function isOfPart(codebase: Codebase, facts: FileFacts, given: Expression, depth: number): boolean {
  if (given.kind !== 'name' && given.kind !== 'member') return false;
  if (LIMITS.test(given.name)) return true;
  const value = given.kind === 'name' && given.binding !== undefined ? facts.bindings[given.binding]?.value : undefined;
  if (PART.test(given.name) || (value?.kind === 'parameter' && isOfBatch(facts, value.function))) return true;
  return given.name.endsWith('s') && (value?.kind === 'call' || value?.kind === 'await') ? isPortion(codebase, facts.file, value, depth + 2) : false;
}

const KEEPS_SIZE = new Set(['map', 'filter', 'sort', 'toSorted', 'reverse', 'toReversed', 'where', 'orderBy', 'select', 'from', 'exec', 'lean', 'toArray', 'execute', 'then']);

function asksForPart(argument: Expression, depth: number): boolean {
  return argument.kind === 'object' && depth < 2 && argument.properties.some(({ name, value }) => LIMITS.test(name) || asksForPart(value, depth + 1));
}
