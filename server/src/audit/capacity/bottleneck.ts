/** One resource of one service: when it is full, what takes most of it, and what is left after each fix. */

import { factorAfter } from '../../../../rules/kit/capacity-after-fixes.ts';
import type { Bottleneck, Cause, Range, Resource } from '../../../../rules/kit/capacity-model.ts';
import { stepsOf } from '../../../../rules/kit/request-path-report.ts';
import type { Codebase } from '../../../../rules/model/codebase.ts';
import { withOthers, type Evidence, type Finding } from '../../../../rules/model/finding.ts';
import { rangeOf, type Location, type Site } from '../../../../rules/model/source.ts';
import type { Service } from '../../../../rules/model/workspace.ts';
import { keyOf, repeatedBy, takenBy, type Part, type RouteDemand } from './demand.ts';
import { fixOf } from './fix-of.ts';
import { dividing, NONE, scaled, sum } from './range.ts';
import type { Supply } from './supply.ts';
import { wayFrom } from './way-from.ts';

const MOST_CAUSES = 5;
const MOST_ROUTES = 8;

interface Asked {
  readonly service: Service;
  readonly resource: Resource;
  readonly supply: Supply;
  readonly demands: readonly RouteDemand[];
  /** Milliseconds of the event loop that any answer takes. */
  readonly base: Range;
  /** Until a process starts anew. */
  readonly seconds: number;
  /** Requests a second to the service. */
  readonly today: number;
  readonly findings: readonly Finding[];
}

/** Undefined where nothing asks for the resource. */
export function bottleneckOf(codebase: Codebase, { service, resource, supply, demands, base, seconds, today, findings }: Asked): Bottleneck | undefined {
  const totals = totalsOf(demands, resource);
  // Milliseconds become seconds; megabytes stay, for as long as the process runs.
  const unit = resource === 'memory' ? seconds : 1 / 1000;
  const demand = scaled(totals.reduce((total, { taken }) => sum(total, taken), resource === 'event loop' ? base : NONE), unit);
  if (demand.typical === 0 || today === 0) return undefined;
  const saturation = dividing(supply.units, demand);
  const bottleneck = {
    service: service.name,
    resource,
    supply,
    demand,
    saturation,
    factor: scaled(saturation, 1 / today),
    causes: totals.slice(0, MOST_CAUSES).flatMap((total) => causeFrom(codebase, total, demand, unit, findings) ?? []),
  };
  const [first] = bottleneck.causes;
  return first ? { ...bottleneck, afterFix: { what: first.fix.what, factor: factorAfter(bottleneck, new Set([first.fix.id])) } } : bottleneck;
}

/** What one call takes of the average request. */
interface Total {
  readonly part: Part;
  readonly taken: Range;
  readonly routes: ReadonlyMap<string, number>;
  /** Where most of it comes from. */
  readonly most: { readonly demand: RouteDemand; readonly part: Part; readonly taken: number };
  /** Of the requests to the service, those that come to it. */
  readonly ofRequests: number;
}

/** Most first. */
function totalsOf(demands: readonly RouteDemand[], resource: Resource): readonly Total[] {
  const totals = new Map<string, Total>();
  for (const demand of demands) {
    const { route, share, parts } = demand;
    for (const part of parts) {
      if (part.resource !== resource) continue;
      const key = totalKeyOf(part);
      const before = totals.get(key);
      const own = scaled(takenBy(part), share);
      totals.set(key, {
        part: before && before.part.times.typical > part.times.typical ? before.part : part,
        taken: before ? sum(before.taken, own) : own,
        most: before && before.most.taken >= own.typical ? before.most : { demand, part, taken: own.typical },
        ofRequests: (before?.ofRequests ?? 0) + (before?.routes.has(route.label) ? 0 : share),
        routes: new Map([...(before?.routes ?? []), [route.label, (before?.routes.get(route.label) ?? 0) + own.typical]]),
      });
    }
  }
  return [...totals.values()].sort((a, b) => b.taken.typical - a.taken.typical);
}

/** What one loop repeats is one cause, in how many places of what it calls it may stand. */
function totalKeyOf(part: Part): string {
  const at = repeatedBy(part)?.at;
  return at ? `${part.label} in ${at.file} ${at.span[0]}` : keyOf(part);
}

function causeFrom(codebase: Codebase, { part, taken, routes, ofRequests, most }: Total, whole: Range, unit: number, findings: readonly Finding[]): Cause | undefined {
  const own = locationOf(codebase, part.at);
  // A helper that everybody calls is not where to mend it: the loop is.
  const location = locationOf(codebase, repeatedBy(part)?.at ?? part.at);
  if (!own || !location) return undefined;
  const demand = scaled(taken, unit);
  const finding = findings.find((each) => speaksOf(each, location)) ?? findings.find((each) => speaksOf(each, own));
  const path = wayFrom(codebase, most.demand.route, most.part) ?? codebase.requests.to(part.caller);
  return {
    label: part.label,
    location,
    routes: [...routes].sort(([, a], [, b]) => b - a).slice(0, MOST_ROUTES).map(([label]) => label),
    ofRequests: Math.min(1, ofRequests),
    share: demand.typical / whole.typical,
    demand,
    times: Math.max(1, Math.round(part.times.typical)),
    path: path ? stepsOf(path).flatMap(({ at, shows }) => evidenceOf(codebase, at, shows)) : [],
    ...(finding ? { finding: { rule: finding.rule, message: finding.message, fingerprint: finding.fingerprint } } : {}),
    fix: fixOf(part, demand, finding?.fingerprint ?? `${location.file}:${location.range.start.line + 1}`),
  };
}

/** It points here, or comes to here on its way. */
function speaksOf(finding: Finding, { file, range }: Location): boolean {
  return finding.suppressed === undefined && withOthers(finding).flatMap(({ location, evidence }) => [location, ...evidence.map((step) => step.location)]).some((at) => at.file === file && at.range.start.line === range.start.line);
}

function evidenceOf(codebase: Codebase, at: Site, shows: string): readonly Evidence[] {
  const location = locationOf(codebase, at);
  return location ? [{ location, shows }] : [];
}

function locationOf({ facts }: Codebase, { file, span }: Site): Location | undefined {
  const lineStarts = facts.get(file)?.lineStarts;
  return lineStarts && { file, range: rangeOf(lineStarts, span) };
}
