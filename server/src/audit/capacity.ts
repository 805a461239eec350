/**
 * The capacity model: at which load each resource of each service is full, and what fills it. Pure.
 *
 * Traffic is spread evenly over the routes of a service, for nothing in the code says otherwise.
 */

import type { Bottleneck, CapacityModel, Cause, Range, Resource } from '../../../rules/kit/capacity-model.ts';
import { isServing, requestsTo } from '../../../rules/kit/deployed-service.ts';
import type { Codebase } from '../../../rules/model/codebase.ts';
import type { Finding } from '../../../rules/model/finding.ts';
import { rangeOf } from '../../../rules/model/source.ts';
import type { EntryPoint, Service } from '../../../rules/model/workspace.ts';
import { BASE, ELEMENTS } from './capacity/costs.ts';
import { createDemand, takenBy, type Part, type Parts } from './capacity/demand.ts';
import { dividing, NONE, scaled, sum } from './capacity/range.ts';
import { supplyOf } from './capacity/supply.ts';
import { trafficFrom } from './capacity/traffic.ts';

const RESOURCES: readonly Resource[] = ['event loop', 'thread pool', 'database connections'];
const MOST_CAUSES = 5;

export function capacityOf(codebase: Codebase, findings: readonly Finding[]): CapacityModel {
  const services = codebase.workspace.services.filter((service) => isServing(codebase, service));
  const traffic = trafficFrom(codebase.workspace.scale);
  const routeCount = services.reduce((count, service) => count + routesOf(codebase, service).length, 0);
  const demandOf = createDemand(codebase);
  const bottlenecks = services.flatMap((service) => {
    const routes = routesOf(codebase, service);
    return bottlenecksOf(codebase, service, routes, demandOf, findings, (traffic.requestsPerSecond * routes.length) / routeCount);
  });
  return {
    bottlenecks: bottlenecks.sort((a, b) => a.factor.typical - b.factor.typical),
    traffic,
    assumptions: [
      'Requests are spread evenly over all routes.',
      `A list of unknown length has ${ELEMENTS.typical} elements (${ELEMENTS.low} to ${ELEMENTS.high}).`,
      'What stands behind a condition runs every second time.',
      'Costs of calls are orders of magnitude: see the table of costs in the documentation.',
    ],
    unknowns: [
      ...(traffic.isAssumed ? ['Today’s traffic: set scale.peakRequestsPerSecond in tenfold.json.'] : []),
      ...(bottlenecks.some(({ supply }) => supply.because.includes('in one process')) ? ['How many processes run: no manifest of this repository says so for every service.'] : []),
      'How long queries take: a load test or a trace tells.',
    ],
  };
}

function routesOf(codebase: Codebase, service: Service): readonly EntryPoint[] {
  return [...new Map(requestsTo(codebase, service).filter(({ kind }) => kind !== 'middleware').map((each) => [each.label, each])).values()];
}

function bottlenecksOf(codebase: Codebase, service: Service, routes: readonly EntryPoint[], demandOf: (handler: EntryPoint['handler']) => Parts, findings: readonly Finding[], today: number): readonly Bottleneck[] {
  const before = requestsTo(codebase, service).filter(({ kind, label }) => kind === 'middleware' && label === 'every request');
  const shared = before.flatMap(({ handler }) => [...demandOf(handler).values()]);
  const perRoute = routes.map((route) => ({ route, parts: [...shared, ...demandOf(route.handler).values()] }));
  return RESOURCES.flatMap((resource) => {
    const totals = new Map<string, Total>();
    for (const { route, parts } of perRoute) for (const part of parts) if (part.resource === resource) count(totals, part, route, routes.length);
    const all = [...totals.values()].sort((a, b) => b.milliseconds.typical - a.milliseconds.typical);
    const demand = all.reduce((total, { milliseconds }) => sum(total, milliseconds), resource === 'event loop' ? BASE.milliseconds : NONE);
    if (demand.typical === 0) return [];
    const supply = supplyOf(codebase, service, resource, all.map(({ part }) => part.call));
    const factorAt = (milliseconds: Range): Range => scaled(dividing(supply.units * 1000, milliseconds), 1 / today);
    const [first] = all;
    const rest = first && scaled(demand, 1 - (first.milliseconds.typical / demand.typical) * (first.part.times.typical > 1 ? 1 - 1 / first.part.times.typical : 1));
    return [{
      service: service.name,
      resource,
      supply: { units: supply.units, because: supply.because },
      demand: scaled(demand, 1 / 1000),
      saturation: dividing(supply.units * 1000, demand),
      factor: factorAt(demand),
      causes: all.slice(0, MOST_CAUSES).flatMap((total) => causeFrom(codebase, total, demand, findings) ?? []),
      ...(first && rest && rest.typical > 0 ? { afterFix: { what: first.part.times.typical > 1 ? `one ${labelOf(first.part)} for all instead of one for each` : `${labelOf(first.part)} taken off the way of requests`, factor: factorAt(rest) } } : {}),
    }];
  });
}

/** What one call takes of the average request. */
interface Total {
  readonly part: Part;
  readonly milliseconds: Range;
  readonly routes: ReadonlyMap<string, number>;
}

function count(totals: Map<string, Total>, part: Part, { label }: EntryPoint, routes: number): void {
  const key = `${part.call.file} ${part.call.index}`;
  const before = totals.get(key);
  const own = scaled(takenBy(part), 1 / routes);
  totals.set(key, {
    part: before && before.part.times.typical > part.times.typical ? before.part : part,
    milliseconds: before ? sum(before.milliseconds, own) : own,
    routes: new Map([...(before?.routes ?? []), [label, (before?.routes.get(label) ?? 0) + own.typical]]),
  });
}

function causeFrom({ facts }: Codebase, { part, milliseconds, routes }: Total, demand: Range, findings: readonly Finding[]): Cause | undefined {
  const { file, nameSpan } = part.call;
  const lineStarts = facts.get(file)?.lineStarts;
  if (!lineStarts) return undefined;
  const range = rangeOf(lineStarts, nameSpan);
  const spoken = findings.find(({ location, suppressed, evidence }) => !suppressed && [location, ...evidence.map((step) => step.location)].some((at) => at.file === file && at.range.start.line === range.start.line));
  return {
    label: labelOf(part),
    location: { file, range },
    routes: [...routes].sort(([, a], [, b]) => b - a).slice(0, 8).map(([label]) => label),
    share: milliseconds.typical / demand.typical,
    times: Math.max(1, Math.round(part.times.typical)),
    ...(spoken ? { finding: { rule: spoken.rule, message: spoken.message, fingerprint: spoken.fingerprint } } : {}),
  };
}

function labelOf({ call }: Part): string {
  return call.operation?.label ?? 'a call';
}
