/** How many people a piece of code can lose (Avelino et al., *A Novel Approach for Estimating Truck Factors*, ICPC 2016). */

/**
 * `authors`: of each file, as `authorsByFile` gives them. Greedy: the author of most files leaves first, until more than half of the files have
 * none left; those who left, in that order.
 */
export function truckFactorOf(authors: readonly ReadonlySet<number>[]): readonly number[] {
  const gone: number[] = [];
  for (;;) {
    const kept = authors.filter((names) => [...names].some((name) => !gone.includes(name)));
    if (kept.length * 2 < authors.length || kept.length === 0) return gone;
    const counts = new Map<number, number>();
    for (const names of kept) for (const name of names) if (!gone.includes(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
    const [top] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    if (!top) return gone;
    gone.push(top[0]);
  }
}
