/** Services that wait for one another in a row. */

interface Hop {
  readonly from: string;
  readonly to: string;
}

const SHORTEST = 3;
const LONGEST = 10;
const MOST_CHAINS = 5;

/** From services that no other waits for; the longest from each, longest first. */
export function longestChains(hops: readonly Hop[]): readonly (readonly string[])[] {
  const starts = [...new Set(hops.map(({ from }) => from))].filter((start) => !hops.some(({ to }) => to === start));
  return starts
    .map((start) => longestFrom(hops, [start]))
    .filter(({ length }) => length >= SHORTEST)
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST_CHAINS);
}

function longestFrom(hops: readonly Hop[], chain: readonly string[]): readonly string[] {
  if (chain.length >= LONGEST) return chain;
  const next = new Set(hops.filter(({ from, to }) => from === chain.at(-1) && !chain.includes(to)).map(({ to }) => to));
  return [...next].map((to) => longestFrom(hops, [...chain, to])).reduce((best, each) => (each.length > best.length ? each : best), chain);
}
