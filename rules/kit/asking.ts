/** Who asks in order to change something: one person's edit goes through what that person has in hand, a list that is read goes through what all have. */

import type { Codebase } from '../model/codebase.ts';
import { partsOfFunctionId } from '../model/function-id.ts';
import type { EntryPoint } from '../model/workspace.ts';
import { callAt } from './call-at.ts';

/** `unknown`: `ANY /orders`, middleware, a handler of a platform. */
export type Asking = 'to-read' | 'to-change' | 'unknown';

export function asking(codebase: Codebase, entryPoint: EntryPoint): Asking {
  const { kind, label, method, path } = entryPoint;
  if (kind === 'server-action' || /^(?:Mutation\.|mutation |command )/.test(label) || (path !== undefined && HOOK.test(path))) return 'to-change';
  if (kind === 'page' || /^(?:Query\.|query |loader\b)/.test(label)) return 'to-read';
  if (method === 'ANY') return 'unknown';
  if (method !== undefined) return CHANGES.has(method) && !READS.test(path ?? '') ? 'to-change' : 'to-read';
  return kind === 'rpc' || kind === 'socket-event' ? byName(codebase, entryPoint) : 'unknown';
}

/** `procedure.query(…)`, and methods and messages by their names. */
function byName(codebase: Codebase, { label, handler, at }: EntryPoint): Asking {
  const callee = callAt(codebase, at)?.fact.callee;
  if (callee?.kind === 'member' && (callee.name === 'query' || callee.name === 'mutation')) return callee.name === 'query' ? 'to-read' : 'to-change';
  const { file, index } = partsOfFunctionId(handler);
  const own = codebase.facts.get(file)?.functions[index]?.name.split('.').at(-1) ?? '';
  return [label.split(/[\s.:/]/).at(-1) ?? '', own].some((name) => READING.test(name)) ? 'to-read' : 'to-change';
}

const CHANGES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Somebody tells of one thing that has happened. */
const HOOK = /(?:^|[/_-])(?:web-?)?hooks?(?:[/_-]|$)/i;

/** Questions too long for an address are posted: `POST /orders/search`. */
const READS = /(?:^|[/_.-])(?:search|query|graphql|lists?|filter|find|lookup|exports?|reports|feed|batch-?get)(?:[/_.-]|$)/i;

const READING = /^(?:get|list|find|fetch|load|read|search|query|count|show|view|export|lookup|browse|select)(?:[A-Z_-]|$)/;
