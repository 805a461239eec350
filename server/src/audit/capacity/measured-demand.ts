/**
 * What load tests and traces change of a route's demand.
 *
 * A trace says how many queries one request makes and how long one takes. Of a load test counts the median: what is left of it once the event loop
 * and the thread pool had their part was spent waiting for databases and for others. Under a load near saturation the median holds queueing too, which makes
 * the model careful, not wrong.
 */

import type { Range } from '../../../../rules/kit/capacity-model.ts';
import type { MeasuredRoute, TracedRoute } from '../../../../rules/model/measurements.ts';
import { takenBy, type Part } from './demand.ts';
import { around } from './range.ts';

export function isQuery({ resource, isHeld }: Part): boolean {
  return resource === 'database connections' && isHeld !== true;
}

/** Queries of one request. */
export function queriesIn(parts: readonly Part[]): Range {
  return parts.filter(isQuery).reduce((sum, { times }) => ({ low: sum.low + times.low, typical: sum.typical + times.typical, high: sum.high + times.high }), { low: 0, typical: 0, high: 0 });
}

export function withMeasured(parts: readonly Part[], traced: TracedRoute | undefined, measured: MeasuredRoute | undefined): readonly Part[] {
  const counted = traced ? withTraced(parts, traced) : parts;
  return traced?.queryMilliseconds !== undefined || measured?.p50 === undefined ? counted : withMedian(counted, measured.p50);
}

/** The count is shared out as the model believes it is spread: a query in a loop stays the one that repeats. */
function withTraced(parts: readonly Part[], { queries, queryMilliseconds }: TracedRoute): readonly Part[] {
  const believed = queriesIn(parts).typical;
  return parts.map((part) => {
    if (!isQuery(part)) return part;
    const typical = believed === 0 ? 0 : (part.times.typical / believed) * queries.median;
    // A list that was never long is no loop to speak of.
    const { loop, ...whole } = part;
    const times = { low: typical * 0.8, typical, high: Math.max(typical, (typical / Math.max(1, queries.median)) * queries.most) };
    return { ...whole, times, ...(loop && typical > 1 && { loop: { ...loop, turns: Math.min(loop.turns, typical) } }), ...(queryMilliseconds === undefined ? {} : { cost: around(queryMilliseconds) }) };
  });
}

/** A median below what computing alone should take says nothing of the database. */
function withMedian(parts: readonly Part[], median: number): readonly Part[] {
  const taken = (of: (part: Part) => boolean): number => parts.filter(of).reduce((sum, part) => sum + takenBy(part).typical, 0);
  const computing = taken(({ resource }) => resource === 'event loop' || resource === 'thread pool');
  const waited = taken((part) => isQuery(part) || part.resource === 'outbound connections');
  const left = median - computing;
  if (waited === 0 || left <= 0) return parts;
  const by = left / waited;
  return parts.map((part) => (isQuery(part) || part.resource === 'outbound connections' || part.isHeld ? { ...part, cost: around(part.cost.typical * by), times: exactly(part.times.typical) } : part));
}

/** Measured together with what it multiplies, so no longer unsure by itself. */
function exactly(times: number): Range {
  return { low: times, typical: times, high: times };
}
