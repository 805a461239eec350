/** The capacity model: at which load each resource of each service is full, what fills it, and what each fix would give. Pure. */

import type { Bottleneck, CapacityModel, LoadColumn, Range, Resource, RouteCapacity } from '../../../rules/kit/capacity-model.ts';
import { isAskedByTheClock, requestsTo } from '../../../rules/kit/deployed-service.ts';
import type { Codebase } from '../../../rules/model/codebase.ts';
import type { Finding } from '../../../rules/model/finding.ts';
import type { FunctionId } from '../../../rules/model/function-id.ts';
import type { Measurements } from '../../../rules/model/measurements.ts';
import type { EntryPoint, Service } from '../../../rules/model/workspace.ts';
import { bottleneckOf } from './capacity/bottleneck.ts';
import { BASE, calibratedCost, FRAMEWORKS, type Calibrated } from './capacity/costs.ts';
import { createDemand, type Parts, type RouteDemand } from './capacity/demand.ts';
import { measuredFor, tracedFor } from '../../../rules/kit/measured-routes.ts';
import { withMeasured } from './capacity/measured-demand.ts';
import { dividing, scaled } from './capacity/range.ts';
import { routeCapacity } from './capacity/route-capacity.ts';
import { assumptionsOf, measuredSentences, stageOf, unknownsOf } from './capacity/sentences.ts';
import { supplyOf } from './capacity/supply.ts';
import { spreadOver, trafficFrom } from './capacity/traffic.ts';
import { unseenResolvers } from './capacity/unseen-resolvers.ts';
import { answeringServices } from './deployed.ts';

const RESOURCES: readonly Resource[] = ['event loop', 'thread pool', 'database connections', 'outbound connections', 'memory'];
const NOTHING_MEASURED: Measurements = { loadTests: [], traces: [] };
/** Deployments that replace the process; what grows has as long. An estimate. */
const HOURS_BETWEEN_RESTARTS = 24;
/** The loads that are spoken of, besides what the team expects. */
const LOADS = [5, 10];
const FIRST = 3;

export function capacityOf(codebase: Codebase, findings: readonly Finding[]): CapacityModel {
  const { scale } = codebase.workspace;
  const measurements = codebase.measurements ?? NOTHING_MEASURED;
  const calibrated = measurements.calibration?.costs ?? {};
  const services = answeringServices(codebase);
  const all = services.flatMap((service) => routesOf(codebase, service));
  const clocked = services.flatMap((service) => requestsTo(codebase, service).filter((each) => isAskedByTheClock(codebase, each)).map(({ label }) => label));
  const spread = spreadOver(all, scale, measurements.loadTests);
  const traffic = { ...trafficFrom(scale), spread: spread.because };
  const seconds = 3600 * (scale.hoursBetweenRestarts ?? HOURS_BETWEEN_RESTARTS);
  const partsOf = createDemand(codebase, calibrated);

  const bottlenecks: Bottleneck[] = [];
  const routes: RouteCapacity[] = [];
  for (const service of services) {
    const own = routesOf(codebase, service);
    const base = baseOf(own, calibrated);
    const share = own.reduce((sum, route) => sum + spread.shareOf(route), 0);
    const demands = demandsOf(codebase, service, own, partsOf, measurements, (route) => (share > 0 ? spread.shareOf(route) / share : 0));
    const supplies = new Map(RESOURCES.map((resource) => [resource, supplyOf(codebase, service, resource, demands.flatMap(({ parts }) => parts.filter((part) => part.resource === resource)))]));
    for (const resource of RESOURCES) {
      const supply = supplies.get(resource);
      const found = supply && bottleneckOf(codebase, { service, resource, supply, demands, base, seconds, today: traffic.requestsPerSecond * share, findings });
      if (found) bottlenecks.push(found);
    }
    routes.push(...demands.map((demand) => routeCapacity(service, demand, supplies, base, seconds, measurements)).sort((a, b) => a.alone.saturation.typical - b.alone.saturation.typical));
  }
  bottlenecks.sort((a, b) => a.factor.typical - b.factor.typical);
  const stage = stageOf(scale);
  return {
    bottlenecks,
    loads: [...new Set([...LOADS, traffic.growthFactor])].sort((a, b) => a - b).map((times) => columnOf(bottlenecks, times, stage.name)),
    routes,
    traffic,
    stage,
    assumptions: assumptionsOf(bottlenecks, measurements, scale, { spread: traffic.spread, hours: HOURS_BETWEEN_RESTARTS, clocked }),
    unknowns: unknownsOf(bottlenecks, routes, measurements, traffic.isAssumed, unseenResolvers(codebase, services)),
    measured: measuredSentences(measurements, routes),
  };
}

/** What the table says is of a server with some framework; what was measured is of one without. */
function baseOf([first]: readonly EntryPoint[], calibrated: Calibrated): Range {
  const measured = calibratedCost(BASE, calibrated)?.milliseconds;
  return measured ? scaled(measured, FRAMEWORKS[first?.framework ?? ''] ?? 1) : BASE.milliseconds;
}

function routesOf(codebase: Codebase, service: Service): readonly EntryPoint[] {
  return [...new Map(requestsTo(codebase, service).filter((each) => each.kind !== 'middleware' && !isAskedByTheClock(codebase, each)).map((each) => [each.label, each])).values()];
}

function demandsOf(codebase: Codebase, service: Service, routes: readonly EntryPoint[], partsOf: (handler: FunctionId) => Parts, { loadTests, traces }: Measurements, shareOf: (route: EntryPoint) => number): readonly RouteDemand[] {
  const before = requestsTo(codebase, service).filter(({ kind, label }) => kind === 'middleware' && label === 'every request');
  const shared = before.flatMap(({ handler }) => [...partsOf(handler).values()]);
  return routes.map((route) => {
    const traced = traces.map((each) => tracedFor(route.label, each, service.name)).find((each) => each !== undefined);
    const measured = loadTests.map((each) => measuredFor(route.label, each)).find((each) => each !== undefined);
    return { route, share: shareOf(route), parts: withMeasured([...shared, ...partsOf(route.handler).values()], traced, measured) };
  });
}

/** At stage mvp only what will be full is spoken of: what holds ten times the load can wait. */
function columnOf(bottlenecks: readonly Bottleneck[], times: number, stage: CapacityModel['stage']['name']): LoadColumn {
  const useOf = ({ factor }: Bottleneck): Range => scaled(dividing(1, factor), times);
  const first = stage === 'mvp' ? bottlenecks.filter((each) => useOf(each).typical >= 1) : bottlenecks;
  return { times, first: first.slice(0, FIRST).map((each) => ({ service: each.service, resource: each.resource, use: useOf(each) })) };
}

