/**
 * Arithmetic on numbers that are known only roughly.
 *
 * How long a query takes has nothing to do with how many elements a list has: deviations of factors add up as the squares of their logarithms
 * (JCGM 100, *Guide to the expression of uncertainty in measurement*, 5.1). Queries that are slower than believed are all slower: sums add up plainly.
 */

import type { Range } from '../../../../rules/kit/capacity-model.ts';

export const NONE: Range = { low: 0, typical: 0, high: 0 };

export function sum(one: Range, other: Range): Range {
  return { low: one.low + other.low, typical: one.typical + other.typical, high: one.high + other.high };
}

/** Of ranges above nothing. */
export function product(one: Range, other: Range): Range {
  const typical = one.typical * other.typical;
  if (typical === 0) return NONE;
  return {
    low: typical / Math.exp(Math.hypot(Math.log(one.typical / one.low), Math.log(other.typical / other.low))),
    typical,
    high: typical * Math.exp(Math.hypot(Math.log(one.high / one.typical), Math.log(other.high / other.typical))),
  };
}

export function scaled({ low, typical, high }: Range, by: number): Range {
  return { low: low * by, typical: typical * by, high: high * by };
}

/** `units ÷ range`: the most is had where least is asked. */
export function dividing(units: number, { low, typical, high }: Range): Range {
  return { low: units / high, typical: units / typical, high: units / Math.max(low, typical / 100) };
}

/** What was measured once, on a machine that does other things too. */
export function around(measured: number): Range {
  return { low: measured * 0.7, typical: measured, high: measured * 1.6 };
}
