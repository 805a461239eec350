/** Everything load comes to: what requests do, then what only jobs do. */

import type { Codebase } from '../model/codebase.ts';
import type { ReachedCall } from '../model/graphs.ts';
import { isRequest, type EntryPoint } from '../model/workspace.ts';

/** Nobody waits for a job: what is said of one is no more than advice. */
export function* reachedCalls({ requests, jobs }: Codebase): Iterable<ReachedCall> {
  yield* requests.calls();
  for (const reached of jobs.calls()) if (!requests.to(reached.call.caller)) yield reached;
}

/** Who is kept waiting, or how often it runs: `while GET /orders waits`, `in every run of queue mail`. */
export function whenOf(entryPoint: EntryPoint): string {
  return isRequest(entryPoint) ? `while ${entryPoint.label} waits` : `in every run of ${entryPoint.label}`;
}

/** To be spread into a report's words. */
export function tierOn({ path: { entryPoint } }: ReachedCall): { readonly tier?: 'advice' } {
  return isRequest(entryPoint) ? {} : { tier: 'advice' };
}
