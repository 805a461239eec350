/** Finds the most specific row for an origin: by module first, then by pattern; answers are remembered. */

import type { Origin } from '../model/values.ts';
import { compilePattern, parseOrigin, type Pattern } from './pattern.ts';

/** Of equally specific rows the first wins. */
export function rowMatcher<Row extends { readonly match: readonly string[] }>(rows: readonly Row[]): (origin: Origin) => Row | undefined {
  const byModule = new Map<string, Candidate<Row>[]>();
  const anyModule: Candidate<Row>[] = [];
  for (const row of rows) {
    for (const source of row.match) {
      const pattern = compilePattern(source);
      if (!pattern.modules) anyModule.push({ pattern, row });
      for (const module of pattern.modules ?? []) listIn(byModule, module).push({ pattern, row });
    }
  }
  for (const list of [...byModule.values(), anyModule]) list.sort((a, b) => b.pattern.weight - a.pattern.weight);

  const known = new Map<Origin, Row | undefined>();
  return (origin) => {
    if (known.has(origin)) return known.get(origin);
    const parsed = parseOrigin(origin);
    const matches = ({ pattern }: Candidate<Row>) => pattern.matches(parsed);
    const row = (byModule.get(parsed.module)?.find(matches) ?? anyModule.find(matches))?.row;
    known.set(origin, row);
    return row;
  };
}

interface Candidate<Row> {
  readonly pattern: Pattern;
  readonly row: Row;
}

function listIn<Item>(map: Map<string, Item[]>, key: string): Item[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}
