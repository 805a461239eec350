/** What a request to one entry point takes of each resource: every call it comes to, as often as it comes there, and what it leaves in memory. */

import type { Range, Resource } from '../../../../rules/kit/capacity-model.ts';
import { isRemembered, rememberedHow } from '../../../../rules/kit/once.ts';
import type { Codebase } from '../../../../rules/model/codebase.ts';
import type { FunctionId } from '../../../../rules/model/function-id.ts';
import { siteOf, type Call, type CallEdge } from '../../../../rules/model/graphs.ts';
import type { Operation } from '../../../../rules/model/operations.ts';
import type { Site } from '../../../../rules/model/source.ts';
import type { EntryPoint } from '../../../../rules/model/workspace.ts';
import { costsOf, ELEMENTS, type Calibrated } from './costs.ts';
import { effortOf } from './effort.ts';
import { createGrowth } from './growth.ts';
import { NONE, product, scaled, sum } from './range.ts';
import { elementsOf, ONCE, timesOf } from './repetition.ts';

/** One call's part, or one growing collection's, of what a request takes. */
export interface Part {
  /** Tells the call from all others. */
  readonly key: string;
  readonly label: string;
  readonly at: Site;
  readonly caller: FunctionId;
  readonly resource: Resource;
  /** Absent for a collection that grows. */
  readonly operation?: Operation;
  /** It counts because a connection is held meanwhile. */
  readonly isHeld?: true;
  /** Kept under a key that other requests bring too. */
  readonly comesAgain?: true;
  /** Of one run, in milliseconds; megabytes for memory. */
  readonly cost: Range;
  /** How often one request runs it. */
  readonly times: Range;
  /** The innermost loop on the way to it: where it can be done once for all. A call that stands in two places is in none. */
  readonly loop?: Repeating;
}

export interface Repeating {
  /** What the loop calls: the part itself, or what leads to it. */
  readonly at: Site;
  /** Of one run of the loop. */
  readonly turns: number;
}

/** What a request takes for it, in the unit of its cost. */
export function takenBy({ cost, times }: Part): Range {
  return product(cost, times);
}

/** The same call in another loop is mended at another place, and so counts by itself. */
export function keyOf({ key, loop }: Part): string {
  return loop ? `${key} in ${loop.at.file} ${loop.at.span[0]}` : key;
}

/** The loop whose turns could be one: it asks a database or another service. */
export function repeatedBy({ operation, loop }: Part): Repeating | undefined {
  return operation?.kind === 'query' || operation?.kind === 'transaction' || operation?.kind === 'outbound' ? loop : undefined;
}

export type Parts = ReadonlyMap<string, Part>;

/** Of the times a key is looked up, those that find nothing yet. An estimate. */
const MISSES: Range = { low: 0.001, typical: 0.05, high: 1 };
/** However long the lists it works through, a request brings about one key that was never there. */
const MOST_NEW_KEYS: Range = { low: 1, typical: 1, high: 10 };
/** Lists within lists are mostly short: a request is believed to run one call once for each element of one list, and in the worst case of ten long ones. */
const MOST_TIMES: Range = { low: 2 * ELEMENTS.low, typical: ELEMENTS.typical, high: 10 * ELEMENTS.high };
/** Of one function, the parts that take most. */
const MOST_PARTS = 80;

/** What a request to one route takes, with its part of the traffic. */
export interface RouteDemand {
  readonly route: EntryPoint;
  /** Of the requests to the service. */
  readonly share: number;
  readonly parts: readonly Part[];
}

/** Answers are kept: most routes share most of their functions. */
export function createDemand(codebase: Codebase, calibrated: Calibrated): (handler: FunctionId) => Parts {
  const known = new Map<FunctionId, Parts>();
  const open = new Set<FunctionId>();
  const growthOf = createGrowth(codebase);

  return function partsOf(owner: FunctionId): Parts {
    const before = known.get(owner);
    if (before) return before;
    // Recursion is counted once: how deep it goes depends on data.
    if (open.has(owner)) return new Map();
    open.add(owner);
    const parts = new Map<string, Part>();
    for (const { name, site, bytes, loop, branch, comesAgain } of growthOf(owner)) {
      const { times } = timesOf(codebase, site.file, { loop, branch, span: site.span });
      if (times.high > 0) add(parts, { key: `memory ${site.file} ${site.span[0]}`, label: name, at: site, caller: owner, resource: 'memory', cost: scaled(bytes, 1 / 2 ** 20), times: capped(times), ...(comesAgain && { comesAgain }) });
    }
    for (const call of codebase.calls.callsIn(owner)) {
      const { times: here, turns } = timesOf(codebase, call.file, call.fact);
      const remembered = rememberedHow(codebase, call);
      // What is made once for the process is no part of a request.
      if (here.high === 0 || remembered === 'once') continue;
      const times = capped(here);
      if (call.operation && !isRemembered(codebase, call)) {
        for (const { resource, milliseconds } of costsOf(call.operation, calibrated, effortOf(codebase, call))) {
          add(parts, { key: `${resource} ${call.file} ${call.index}`, label: call.operation.label, at: siteOf(call), caller: call.caller, resource, operation: call.operation, cost: milliseconds, times, ...(turns > 1 && { loop: { at: siteOf(call), turns } }) });
        }
      }
      for (const edge of followed(call.edges)) {
        const elements = edge.isPerElement ? elementsOf(codebase, call) : ONCE;
        const isMissed = remembered === 'by-key' || (edge.how === 'callback' && isAskedOnMiss(codebase, call));
        const repeated = product(isMissed ? product(times, MISSES) : times, elements);
        const loop: Repeating = { at: siteOf(call), turns: turns * elements.typical };
        for (const below of partsOf(edge.callee).values()) {
          const part: Part = { ...below, times: product(below.times, repeated), ...(!below.loop && loop.turns > 1 && { loop }) };
          add(parts, part);
          // Whoever waits inside a transaction keeps its connection from all others.
          if (call.operation?.kind === 'transaction' && part.resource === 'outbound connections') {
            add(parts, { ...part, key: `held ${part.key}`, resource: 'database connections', isHeld: true });
          }
        }
      }
    }
    open.delete(owner);
    const believed = cappedTogether(parts);
    const kept = believed.size <= MOST_PARTS ? believed : new Map([...believed].sort(([, a], [, b]) => takenBy(b).typical - takenBy(a).typical).slice(0, MOST_PARTS));
    known.set(owner, kept);
    return kept;
  };
}

function add(parts: Map<string, Part>, part: Part): void {
  const key = keyOf(part);
  const before = parts.get(key);
  parts.set(key, { ...part, times: capped(before ? sum(before.times, part.times) : part.times, part.comesAgain ? MOST_NEW_KEYS : MOST_TIMES) });
}

/** However many loops come to a call, a request does not run it more often than is believed of one. */
function cappedTogether(parts: ReadonlyMap<string, Part>): ReadonlyMap<string, Part> {
  const wholes = new Map<string, Range>();
  for (const { key, times } of parts.values()) wholes.set(key, sum(wholes.get(key) ?? NONE, times));
  const share = (part: Part, of: keyof Range): number => part.times[of] * Math.min(1, (part.comesAgain ? MOST_NEW_KEYS : MOST_TIMES)[of] / (wholes.get(part.key)?.[of] || 1));
  return new Map([...parts].map(([key, part]) => [key, { ...part, times: { low: share(part, 'low'), typical: share(part, 'typical'), high: share(part, 'high') } }]));
}

/** `cached(key, () => load(key))` of the team's own, which looks into a cache before it calls what it is handed. */
function isAskedOnMiss({ calls }: Codebase, { edges }: Call): boolean {
  return edges.some(({ how, callee }) => how === 'call' && calls.callsIn(callee).some(({ operation }) => operation?.kind === 'cache-read'));
}

/** Of several guessed targets each is as likely as the next; one is followed. */
export function followed(edges: readonly CallEdge[]): readonly CallEdge[] {
  const waited = edges.filter(({ how }) => how !== 'deferred');
  const certain = waited.filter(({ resolution, how }) => resolution === 'static' || how === 'callback');
  return certain.length > 0 ? certain : waited.slice(0, 1);
}

function capped({ low, typical, high }: Range, most = MOST_TIMES): Range {
  return { low: Math.min(low, most.low), typical: Math.min(typical, most.typical), high: Math.min(high, most.high) };
}
