/** Rows that a process keeps and reads anew when a request changes them: the other instances never hear of it. */

import type { Holder } from '../../kit/holders.ts';
import type { Codebase } from '../../model/codebase.ts';
import { partsOf, type Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import { functionId, type FunctionId } from '../../model/function-id.ts';
import type { RequestPath } from '../../model/graphs.ts';
import type { Change } from './changes.ts';
import type { KindOfState } from './kind-of-state.ts';

/** What a process may well have for itself, though it is renewed. */
const OWN = /promise|pending|client|conn|socket|pool|stream|timer|interval|token|instance|ready|initiali|schema|server|module/i;

/** A service around a store around a query. */
const DEEPEST = 4;

/** Undefined where something renews it by and by: a job, or its age. */
export function copied(codebase: Codebase, facts: FileFacts, holder: Holder, changed: readonly { readonly change: Change; readonly path: RequestPath }[]): KindOfState | undefined {
  if (OWN.test(holder.name) || !startsEmpty(facts, holder.value)) return undefined;
  const renewal = changed.find(({ change: { how, value }, path }) => how === 'replaces' && value !== undefined && changesSomething(path) && isRead(codebase, facts, value));
  if (!renewal || looksAtClock(facts) || codebase.jobs.to(functionId(facts.file, renewal.change.in)) !== undefined) return undefined;
  return { change: renewal.change, says: 'is a copy in the memory of this process' };
}

function startsEmpty(facts: FileFacts, value: Expression | undefined): boolean {
  if (value === undefined) return true;
  if (value.kind === 'array') return value.elements.length === 0;
  if (value.kind === 'object') return value.properties.length === 0 && value.spreads.length === 0;
  const made = value.kind === 'call' ? facts.calls[value.call] : undefined;
  return made?.kind === 'new' && made.callee.kind === 'name' && /^(?:Map|Set)$/.test(made.callee.name) && made.arguments.length === 0;
}

function changesSomething({ entryPoint: { kind, method, label } }: RequestPath): boolean {
  return (kind === 'http-route' && /^(?:POST|PUT|PATCH|DELETE)$/.test(method ?? '')) || (kind === 'graphql-resolver' && label.startsWith('Mutation.')) || kind === 'server-action';
}

/** `await this.findAll()`, `(await orders.list()).items`: comes to a query that reads rows. */
function isRead(codebase: Codebase, facts: FileFacts, value: Expression): boolean {
  if (value.kind === 'await') return value.of.kind === 'call' && comesToRead(codebase, facts, value.of.call);
  return partsOf(value).some((part) => isRead(codebase, facts, part));
}

function comesToRead({ calls }: Codebase, { file }: FileFacts, index: number): boolean {
  const seen = new Set<FunctionId>();
  const start = calls.callAt(file, index);
  if (start?.operation) return start.operation.kind === 'query' && /^read/.test(start.operation.action ?? '');
  let next = (start?.edges ?? []).map(({ callee }) => callee);
  for (let depth = 0; depth < DEEPEST && next.length > 0; depth++) {
    const inside = next.filter((callee) => !seen.has(callee)).flatMap((callee) => calls.callsIn(callee));
    next.forEach((callee) => seen.add(callee));
    if (inside.some(({ operation }) => operation?.kind === 'query' && operation.action === 'read-many')) return true;
    next = inside.flatMap(({ edges }) => edges.filter(({ how }) => how !== 'deferred').map(({ callee }) => callee));
  }
  return false;
}

/** It may be renewed once it is old. */
function looksAtClock({ calls }: FileFacts): boolean {
  return calls.some(({ callee, kind }) => (callee.kind === 'member' && callee.name === 'now') || (callee.kind === 'name' && ((kind === 'new' && callee.name === 'Date') || /^set(?:Interval|Timeout)$/.test(callee.name))));
}
