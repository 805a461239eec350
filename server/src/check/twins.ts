/** Leaves one of the findings that say the same of one line, `data ? send(url, data) : send(url)`: whoever mends it sees the other beside it. */

import type { RawFinding } from './finding-from.ts';

export function withoutTwins(findings: readonly RawFinding[]): readonly RawFinding[] {
  const told = new Set<string>();
  return findings.filter(({ finding: { rule, location: { file, range }, message, cause } }) => {
    // Those that share a cause become one by it.
    if (cause) return true;
    const said = [rule, file, range.start.line, message].join('\n');
    if (told.has(said)) return false;
    told.add(said);
    return true;
  });
}
