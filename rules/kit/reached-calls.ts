/** Everything load comes to: what requests do, then what only jobs do. */

import type { Codebase } from '../model/codebase.ts';
import type { ReachedCall } from '../model/graphs.ts';
import { isRequest, type EntryPoint } from '../model/workspace.ts';
import { isAskedByTheClock } from './deployed-service.ts';
import { oncePerCodebase } from './once-per-codebase.ts';

/** Nobody waits for a job: what is said of one is no more than advice. */
export const reachedCalls: (codebase: Codebase) => readonly ReachedCall[] = oncePerCodebase(({ requests, jobs }) => [...requests.calls(), ...[...jobs.calls()].filter(({ call }) => !requests.to(call.caller))]);

/** Who is kept waiting, or how often it runs: `while GET /orders waits`, `in every run of queue mail`. */
export function whenOf(entryPoint: EntryPoint): string {
  return isRequest(entryPoint) ? `while ${entryPoint.label} waits` : `in every run of ${entryPoint.label}`;
}

/** To be spread into a report's words. */
export function tierOn({ path: { entryPoint } }: ReachedCall): { readonly tier?: 'advice' } {
  return isRequest(entryPoint) ? {} : { tier: 'advice' };
}

/** Of what is only a wait: where all that come there are routes that a clock asks for, nobody does; such a run has a limit of its own, though. */
export function tierOfWait(codebase: Codebase, reached: ReachedCall): { readonly tier?: 'advice' | 'information' } {
  const { call, path: { entryPoint } } = reached;
  if (!isAskedByTheClock(codebase, entryPoint)) return tierOn(reached);
  const isRung = !isRequest(entryPoint) || codebase.requests.entryPointsOf(call.caller).every((each) => isAskedByTheClock(codebase, each));
  return { ...(isRung && { tier: 'information' as const }), ...tierOn(reached) };
}
