/** Whether a collection is only a part of what there is: a page, a chunk, what a limit left, what a team's settings list. */

import { isBounded } from '../../kit/bounds.ts';
import { nameOf } from '../../kit/names.ts';
import { reachedGraph } from '../../kit/reached-graph.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { CallFact, FileFacts } from '../../model/facts.ts';
import { functionId } from '../../model/function-id.ts';
import type { FilePath } from '../../model/source.ts';

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
      if (!binding || binding.isReassigned || !binding.value) return false;
      return isPortion(codebase, file, binding.value, depth + 1);
    }
    case 'parameter':
      return !collection.rest && depth <= DEEPEST && isPortionOfCallers(codebase, file, collection.function, collection.index, depth);
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

/** Every caller that is known hands in a part, and there is one. */
function isPortionOfCallers(codebase: Codebase, file: FilePath, owner: number, index: number, depth: number): boolean {
  const callers = reachedGraph(codebase).callersOf(functionId(file, owner)).filter(({ call }) => !codebase.isOffline(call.file));
  return callers.length > 0 && callers.every(({ call, how }) => {
    const given = how === 'call' ? call.fact.arguments[index] : undefined;
    return given !== undefined && given.kind !== 'spread' && isPortion(codebase, call.file, given, depth + 2);
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
  if (given.some((each) => asksForPart(each, 0))) return true;
  if (callee.kind !== 'member') return false;
  if (/^(?:limit|take|first|paginate)$/.test(callee.name) && given.length > 0) return true;
  const isGroups = callee.of.kind === 'name' && callee.of.name === 'Object' && given[0] !== undefined && /(?:grouped)?by[A-Z]\w*$/.test(nameOf(facts, given[0]) ?? '');
  // One of each group is few; how many there are in a group is not asked here.
  if (isGroups && /^(?:entries|keys|values)$/.test(callee.name)) return true;
  return KEEPS_SIZE.has(callee.name) && isPortion(codebase, facts.file, callee.of, depth + 1);
}

const KEEPS_SIZE = new Set(['map', 'filter', 'sort', 'toSorted', 'reverse', 'toReversed', 'where', 'orderBy', 'select', 'from', 'exec', 'lean', 'toArray', 'execute', 'then']);

function asksForPart(argument: Expression, depth: number): boolean {
  return argument.kind === 'object' && depth < 2 && argument.properties.some(({ name, value }) => LIMITS.test(name) || asksForPart(value, depth + 1));
}
