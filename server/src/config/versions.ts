/** Versions as settings and rules name them: `0.1`, `0.1.3`. */

/** A part that is missing counts as 0. */
export function isNewerThan(version: string, other: string): boolean {
  const [a, b] = [partsOf(version), partsOf(other)];
  const first = [0, 1, 2].find((index) => (a[index] ?? 0) !== (b[index] ?? 0));
  return first !== undefined && (a[first] ?? 0) > (b[first] ?? 0);
}

/** Without the patch, which brings no rules: `0.1`. */
export function minorOf(version: string): string {
  return partsOf(version).slice(0, 2).join('.');
}

function partsOf(version: string): readonly number[] {
  return version.split(/[.-]/).slice(0, 3).map((part) => Number.parseInt(part, 10) || 0);
}
