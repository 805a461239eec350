/**
 * What a bottleneck is once some fixes are made. They combine by subtraction: demand less what each of them saves.
 * A page that switches fixes on and off may do the same with `demand`, `causes[].demand` and `causes[].fix.demand`.
 */

import type { Bottleneck, Range } from './capacity-model.ts';

/** What is left of a demand at the least, against what it was: nothing takes nothing. */
const LEAST = 1e-6;

/** `mended`: ids of fixes. The factor as a multiple of today's traffic. */
export function factorAfter({ demand, causes, factor }: Pick<Bottleneck, 'demand' | 'causes' | 'factor'>, mended: ReadonlySet<string>): Range {
  const left = (of: keyof Range): number => {
    const saved = causes.filter(({ fix }) => mended.has(fix.id)).reduce((sum, cause) => sum + cause.demand[of] - cause.fix.demand[of], 0);
    return Math.max(demand[of] * LEAST, demand[of] - saved);
  };
  // Where everything costs most, it is full soonest.
  return {
    low: (factor.low * demand.high) / left('high'),
    typical: (factor.typical * demand.typical) / left('typical'),
    high: (factor.high * demand.low) / left('low'),
  };
}

/** All bottlenecks with the fixes made, what is full first first; what a fix moves to another resource of the same service counts there. */
export function bottlenecksAfter(bottlenecks: readonly Bottleneck[], mended: ReadonlySet<string>): readonly { readonly bottleneck: Bottleneck; readonly factor: Range }[] {
  return bottlenecks
    .map((bottleneck) => ({ bottleneck, factor: withMoved(bottleneck, factorAfter(bottleneck, mended), movedTo(bottlenecks, bottleneck, mended)) }))
    .sort((a, b) => a.factor.typical - b.factor.typical);
}

/** Seconds of this resource that fixes elsewhere ask for. */
function movedTo(bottlenecks: readonly Bottleneck[], { service, resource }: Bottleneck, mended: ReadonlySet<string>): number {
  const moves = bottlenecks.filter((each) => each.service === service).flatMap(({ causes }) => causes.flatMap(({ fix }) => (mended.has(fix.id) && fix.moves?.to === resource ? [fix.moves.demand.typical] : [])));
  return moves.reduce((sum, seconds) => sum + seconds, 0);
}

function withMoved({ demand, factor }: Bottleneck, now: Range, moved: number): Range {
  if (moved === 0) return now;
  const left = (demand.typical * factor.typical) / now.typical;
  const by = left / (left + moved);
  return { low: now.low * by, typical: now.typical * by, high: now.high * by };
}
