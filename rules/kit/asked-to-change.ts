/** Who asks in order to change something: one person's edit goes through what that person has in hand, a list that is read goes through what all have. */

import type { Codebase } from '../model/codebase.ts';
import type { EntryPoint } from '../model/workspace.ts';
import { callAt } from './call-at.ts';

/** False where that is not known: `ANY /orders`, a message, a handler of a platform. */
export function isAskedToChange(codebase: Codebase, { kind, label, method, path, at }: EntryPoint): boolean {
  if (kind === 'server-action') return true;
  if (method !== undefined) return CHANGES.has(method) && !READS.test(path ?? '');
  if (/^(?:Mutation\.|mutation |command )/.test(label)) return true;
  const callee = kind === 'rpc' ? callAt(codebase, at)?.fact.callee : undefined;
  return callee?.kind === 'member' && callee.name === 'mutation';
}

const CHANGES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Questions too long for an address are posted: `POST /orders/search`. */
const READS = /(?:^|[/_.-])(?:search|query|graphql|lists?|filter|find|lookup|exports?|reports?|feed|batch-?get)(?:[/_.-]|$)/i;
