/** Holds findings against traces of real requests: what they show it does is confirmed, what many requests never did is cleared. */

import { tracedFor } from '../../../rules/kit/measured-routes.ts';
import type { Codebase } from '../../../rules/model/codebase.ts';
import type { Finding } from '../../../rules/model/finding.ts';
import type { TracedRoute } from '../../../rules/model/measurements.ts';

/** The same statement so often in one request is a loop. */
const REPEATED = 5;
/** Fewer requests than this may all have had short lists. */
const ENOUGH = 20;

interface Seen extends TracedRoute {
  readonly label: string;
  readonly file: string;
}

/** For findings that say a request repeats a query. */
export function createObserver({ measurements }: Codebase): (finding: Finding) => Finding {
  const traces = measurements?.traces ?? [];
  if (traces.length === 0) return (finding) => finding;
  return (finding) => {
    const seen = finding.entryPoints.flatMap((label) => traces.flatMap((each): readonly Seen[] => {
      const route = tracedFor(label, each, finding.service ?? '');
      return route ? [{ ...route, label, file: each.file }] : [];
    }));
    const [most] = [...seen].sort((a, b) => (b.repeated?.most ?? 0) - (a.repeated?.most ?? 0));
    if (!most) return finding;
    const times = most.repeated?.most ?? 0;
    if (times >= REPEATED) return { ...finding, observed: { verdict: 'confirmed', says: `${most.label} ran the same query up to ${times} times in one request, ${most.repeated?.median ?? 0} in the median (${most.requests} requests in ${most.file}): ${most.repeated?.statement ?? ''}` } };
    // All ways into it have to be seen: another route may bring the long list.
    const requests = seen.reduce((sum, each) => sum + each.requests, 0);
    const isWhole = finding.entryPointCount === new Set(seen.map(({ label }) => label)).size;
    if (!isWhole || times > 1 || requests < ENOUGH) return finding;
    return { ...finding, observed: { verdict: 'cleared', says: `${most.label}${seen.length > 1 ? ' and the other routes that come here' : ''} ran no query twice in ${requests} requests (${most.file}).` } };
  };
}
