/** What one route takes of each resource, and how many requests a second of it alone are too many. */

import type { Range, Resource, RouteCapacity } from '../../../../rules/kit/capacity-model.ts';
import type { Measurements } from '../../../../rules/model/measurements.ts';
import type { Service } from '../../../../rules/model/workspace.ts';
import { takenBy, type RouteDemand } from './demand.ts';
import { queriesIn } from './measured-demand.ts';
import { measuredFor } from '../../../../rules/kit/measured-routes.ts';
import { dividing, NONE, scaled, sum } from './range.ts';
import type { Supply } from './supply.ts';

export function routeCapacity(service: Service, { route, share, parts }: RouteDemand, supplies: ReadonlyMap<Resource, Supply | undefined>, base: Range, seconds: number, { loadTests }: Measurements): RouteCapacity {
  const demand: Partial<Record<Resource, Range>> = {};
  let alone: RouteCapacity['alone'] | undefined;
  for (const [resource, supply] of supplies) {
    const taken = parts.filter((part) => part.resource === resource).reduce((total, part) => sum(total, takenBy(part)), resource === 'event loop' ? base : NONE);
    if (taken.typical === 0) continue;
    demand[resource] = resource === 'memory' ? taken : scaled(taken, 1 / 1000);
    const saturation = supply && dividing(supply.units, scaled(taken, resource === 'memory' ? seconds : 1 / 1000));
    if (saturation && (!alone || saturation.typical < alone.saturation.typical)) alone = { resource, saturation };
  }
  const measured = loadTests.map((test) => measuredFor(route.label, test)).find((each) => each !== undefined);
  return {
    service: service.name,
    route: route.label,
    share,
    demand,
    alone: alone ?? { resource: 'event loop', saturation: dividing(1, scaled(base, 1 / 1000)) },
    queries: queriesIn(parts),
    ...(measured ? { measured } : {}),
  };
}
