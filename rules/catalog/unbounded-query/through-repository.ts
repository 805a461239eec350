/** Calls of a team's own repository that list all: `orders.find({ shopId })`, where `find = (query, options = {}) => this.model.find(query).limit(options.limit)`. */

import { isContinued } from '../../kit/continued.ts';
import { reachedGraph } from '../../kit/reached-graph.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { CallFact, FileFacts } from '../../model/facts.ts';
import { partsOfFunctionId } from '../../model/function-id.ts';
import type { Call } from '../../model/graphs.ts';
import { BOUNDS, isBuiltElsewhere, isOpen, isPlainStep, laterInChain } from './lists-all.ts';

export interface ListedThrough {
  readonly call: Call;
  /** What it is narrowed to, of which there may be as many. */
  readonly owners: ReadonlySet<string>;
}

export function listedThrough(codebase: Codebase, read: Call): readonly ListedThrough[] {
  const slots = slotsOf(codebase, read);
  if (!slots) return [];
  return reachedGraph(codebase).callersOf(read.caller).flatMap(({ call, how, resolution }) => {
    const { file, fact: { arguments: given } } = call;
    if (how !== 'call' || resolution !== 'static' || codebase.isOffline(file) || given.some(({ kind }) => kind === 'spread')) return [];
    const owners = new Set<string>();
    const isAll = [...slots.filters].every((slot) => given[slot] === undefined || isOpen(codebase, file, given[slot], { owners, grows: false })) && [...slots.bounds].every((slot) => saysNoBound(given[slot]));
    return isAll ? [{ call, owners }] : [];
  });
}

interface Slots {
  /** Parameters that are the filter, or all options, of the query. */
  readonly filters: ReadonlySet<number>;
  /** Parameters that a bound may come in by. */
  readonly bounds: ReadonlySet<number>;
}

/** Undefined where the function bounds the query by itself, filters it, or hands on nothing. */
function slotsOf(codebase: Codebase, read: Call): Slots | undefined {
  const own = codebase.facts.get(read.file);
  const { index } = partsOfFunctionId(read.caller);
  const chain = [...(read.chain ?? [read.fact]), ...laterInChain(codebase, read)];
  const [first] = chain;
  if (!own || read.fact.in !== index || !first || isBuiltElsewhere(own, first) || isContinued(own, read)) return undefined;
  const filters = new Set<number>();
  const bounds = new Set<number>();
  const take = (slot: number | undefined, slots: Set<number>): boolean => slot !== undefined && slots.add(slot).size > 0;
  const isHandedOn = (fact: CallFact, place: number): boolean => {
    const [argument] = fact.arguments;
    if (fact.callee.kind === 'member' && BOUNDS.has(fact.callee.name)) return argument !== undefined && take(parameterOf(own, argument, index), bounds);
    if (read.chain && !isPlainStep(fact, place === 0)) return false;
    return fact.arguments.every((each) => {
      if (each.kind === 'name' && take(wholeParameter(own, each, index), filters)) return true;
      return isOpen(codebase, read.file, each.kind === 'object' ? withoutBounds(each, (value) => take(parameterOf(own, value, index), bounds)) : each, { owners: new Set(), grows: false });
    });
  };
  return chain.every(isHandedOn) && filters.size > 0 ? { filters, bounds } : undefined;
}

/** `{ sort, limit: options.limit }`, but for the bounds that are handed in. */
function withoutBounds(options: Expression & { kind: 'object' }, isHandedIn: (value: Expression) => boolean): Expression {
  return { ...options, properties: options.properties.filter(({ name, value }) => !(BOUNDS.has(name) && isHandedIn(value))) };
}

/** A parameter by its own name, with or without a value to start with. */
function wholeParameter({ bindings }: FileFacts, { binding }: Expression & { kind: 'name' }, owner: number): number | undefined {
  const value = binding === undefined ? undefined : bindings[binding]?.value;
  const options = value?.kind === 'either' ? value.options : value ? [value] : [];
  const parameter = options.find((each) => each.kind === 'parameter');
  return parameter?.kind === 'parameter' && parameter.function === owner && !parameter.rest ? parameter.index : undefined;
}

/** `options.limit`, `limit` of `{ limit }`. */
function parameterOf(facts: FileFacts, expression: Expression, owner: number): number | undefined {
  if (expression.kind === 'parameter') return expression.function === owner ? expression.index : undefined;
  if (expression.kind === 'member') return parameterOf(facts, expression.of, owner);
  if (expression.kind === 'either') return undefined;
  const value = expression.kind === 'name' && expression.binding !== undefined ? facts.bindings[expression.binding]?.value : undefined;
  return value ? parameterOf(facts, value, owner) : undefined;
}

function saysNoBound(given: Expression | undefined): boolean {
  return given === undefined || (given.kind === 'object' && given.spreads.length === 0 && !given.properties.some(({ name }) => BOUNDS.has(name)));
}
