/** Tells state that answers depend on from what a process may well keep for itself: caches, clients, sockets, measurements. */

import { nameOf } from '../../kit/names.ts';
import { partsOf, type Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import { mentions, type Change } from './changes.ts';
import type { Holder } from '../../kit/holders.ts';

export interface KindOfState {
  /** The change that says so. */
  readonly change: Change;
  /** `is kept in the memory of this process`. */
  readonly says: string;
}

/** Each process properly has its own of these. */
const OWN = /cache|memo|metric|stat(?:s|istics)?$|gauge|histogram|telemetry|log|debug|trace|warn|listener|handler|callback|subscri|emitter|promise|pending|in-?flight|timer|timeout|interval|debounce|throttle|buffer|batch|singleton|instance|client|pool|conn|socket|stream|ready|initiali[sz]|loaded|loading|started|shut|stopp|clos|config|settings|options|schema|registry|registered|plugin|route|middleware|compiled|parser|template|version|token$|secret|signal|abort|health|last[A-Z]?/i;

export function kindOfState(facts: FileFacts, holder: Holder, changes: readonly Change[], reads: readonly { readonly in: number }[]): KindOfState | undefined {
  if (OWN.test(holder.name)) return undefined;
  return counted(facts, holder, changes, reads) ?? kept(facts, holder, changes, reads) ?? flagged(facts, holder, changes);
}

/** A number that requests count, and look at elsewhere. */
function counted(facts: FileFacts, holder: Holder, changes: readonly Change[], reads: readonly { readonly in: number }[]): KindOfState | undefined {
  if (holder.value?.kind !== 'literal' || typeof holder.value.value !== 'number') return undefined;
  const change = changes.find(({ how }) => how === 'counts');
  return change && reads.length > 0 ? { change, says: 'is counted in the memory of this process' } : undefined;
}

/** Entries that say what users did: not what was loaded for them, and not something that only this process has. */
function kept(facts: FileFacts, holder: Holder, changes: readonly Change[], reads: readonly { readonly in: number }[]): KindOfState | undefined {
  if (!isCollection(facts, holder)) return undefined;
  const adds = changes.filter(({ how }) => how === 'adds' || how === 'counts');
  const change = adds.find((each) => isOfUsers(facts, each));
  if (!change || adds.some(({ key, value }) => [key, value].some((each) => each !== undefined && isProcessOwn(facts, each)))) return undefined;
  if (adds.some((each) => isRemembered(facts, holder, each))) return undefined;
  return reads.length > 0 ? { change, says: 'is kept in the memory of this process' } : undefined;
}

/** `busy = true` in one place, `busy = false` in another, and `if (busy)`. */
function flagged(facts: FileFacts, holder: Holder, changes: readonly Change[]): KindOfState | undefined {
  const said = changes.filter(({ how, value }) => how === 'replaces' && value?.kind === 'literal' && typeof value.value === 'boolean');
  const isTested = facts.branches.some(({ test }) => test !== undefined && mentions(test, holder));
  const [change] = said;
  const both = new Set(said.map(({ value }) => (value?.kind === 'literal' ? value.value : undefined)));
  // So that one of many loads what all of them wait for, or what is kept afterwards.
  const isSingleFlight = facts.assignments.some(({ in: owner, target, operator, value }) => said.some((each) => each.in === owner) && operator === '=' && target.kind === 'name' && !holder.is(target) && target.binding !== undefined && facts.bindings[target.binding]?.in === 0 && value?.kind !== 'literal');
  return change && both.size === 2 && isTested && !isSingleFlight ? { change, says: 'holds for this process alone' } : undefined;
}

/** Maps and sets that are not empty to begin with are tables, to which something may be added. */
function isCollection(facts: FileFacts, { value }: Holder): boolean {
  if (value?.kind === 'array') return true;
  if (value?.kind === 'object') return value.properties.length === 0 && value.spreads.length === 0;
  const call = value?.kind === 'call' ? facts.calls[value.call] : undefined;
  return call?.kind === 'new' && call.callee.kind === 'name' && (call.callee.name === 'Map' || call.callee.name === 'Set') && call.arguments.length === 0;
}

/** Written with a key or a value that is not the same for all. */
function isOfUsers(facts: FileFacts, { key, value }: Change): boolean {
  return [key, value].some((each) => each !== undefined && varies(facts, each));
}

function varies(facts: FileFacts, expression: Expression, depth = 0): boolean {
  if (depth > 8) return false;
  if (expression.kind === 'name') {
    const binding = expression.binding === undefined ? undefined : facts.bindings[expression.binding];
    if (!binding) return false;
    return binding.kind === 'parameter' || (binding.in !== 0 && (binding.isReassigned || binding.value === undefined || varies(facts, binding.value, depth + 1)));
  }
  if (expression.kind === 'call') return (facts.calls[expression.call]?.arguments ?? []).some((each) => varies(facts, each, depth + 1));
  if (expression.kind === 'parameter') return true;
  return partsOf(expression).some((part) => varies(facts, part, depth + 1));
}

/** A socket, a response, a timer, a function: nothing that could be kept elsewhere. */
function isProcessOwn(facts: FileFacts, value: Expression): boolean {
  if (value.kind === 'function') return true;
  if (value.kind === 'member') return value.name === 'id' && /^(?:socket|ws|client|conn(?:ection)?)$/i.test(nameOf(facts, value.of) ?? '');
  if (value.kind === 'name') {
    const type = value.binding === undefined ? undefined : facts.bindings[value.binding]?.type?.name;
    const made = value.binding === undefined ? undefined : facts.bindings[value.binding]?.value;
    return PROCESS.test(value.name) || (type !== undefined && TYPES.test(type)) || (made?.kind === 'call' && isProcessOwn(facts, made));
  }
  if (value.kind === 'object') return value.properties.some((property) => PROCESS.test(property.name) || isProcessOwn(facts, property.value));
  if (value.kind === 'either') return value.options.some((option) => isProcessOwn(facts, option));
  const call = value.kind === 'call' ? facts.calls[value.call] : undefined;
  const name = call ? nameOf(facts, call.callee) : undefined;
  // What is made anew has methods: a client, a limiter, an emitter.
  if (call?.kind === 'new') return name === undefined || !/^(?:Map|Set|Date|Array|Object|Uint8Array|URL)$/.test(name);
  return name !== undefined && /setTimeout|setInterval|Promise|AbortController|spawn|fork|exec|createWriteStream|Emitter|Socket|Client|Worker/.test(name);
}

const PROCESS = /socket|^ws$|client|^res$|response|conn|stream|controller|subscriber|listener|callback|^cb$|^fn$|resolve|reject|timer|timeout|interval|child|process|worker|emitter|promise|handler|watcher/i;
const TYPES = /Socket|Response|Timeout|Promise|Stream|Emitter|Function|Client|Connection|=>/;

/** Looked up first, and loaded where it is missing: what is kept can be had again. */
function isRemembered(facts: FileFacts, holder: Holder, { in: owner, value }: Change): boolean {
  const leavesEarly = facts.branches.some(({ in: other, leaves, test }) => other === owner && leaves && test !== undefined && mentions(test, holder));
  if (leavesEarly && facts.functions[owner]?.returns.some((each) => mentions(each, holder))) return true;
  if (!value || !isLoaded(facts, value)) return false;
  return facts.calls.some(({ in: other, callee }) => other === owner && callee.kind === 'member' && (callee.name === 'has' || callee.name === 'get') && holder.is(callee.of)) || facts.bindings.some((binding) => binding.in === owner && binding.value !== undefined && mentions(binding.value, holder)) || facts.branches.some(({ in: other, test }) => other === owner && test !== undefined && mentions(test, holder));
}

/** What a call gives that is no new, empty collection. */
function isLoaded(facts: FileFacts, value: Expression, depth = 0): boolean {
  if (depth > 6) return false;
  if (value.kind === 'await') return true;
  if (value.kind === 'call') {
    const call = facts.calls[value.call];
    const name = call ? (nameOf(facts, call.callee) ?? '') : '';
    return !(call?.kind === 'new' && /^(?:Map|Set|Date|Array)$/.test(name)) && !/^(?:Date\.now|.*\.(?:get|filter|concat|slice|push))$/.test(name);
  }
  if (value.kind === 'name') {
    const binding = value.binding === undefined ? undefined : facts.bindings[value.binding];
    return binding?.value !== undefined && binding.kind !== 'parameter' && isLoaded(facts, binding.value, depth + 1);
  }
  if (value.kind === 'object') return value.properties.some((property) => isLoaded(facts, property.value, depth + 1));
  return partsOf(value).some((part) => isLoaded(facts, part, depth + 1));
}
