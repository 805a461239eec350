/** Finds the most specific row for an origin: by module first, then by pattern; answers are remembered. */

import type { Origin } from '../model/values.ts';
import { compilePattern, modulesOf, parseOrigin, type Pattern } from './pattern.ts';

/** Of equally specific rows the first wins. */
export function rowMatcher<Row extends { readonly match: readonly string[] }>(rows: readonly Row[]): (origin: Origin) => Row | undefined {
  const byModule = new Map<string, Written<Row>[]>();
  const anyModule: Written<Row>[] = [];
  for (const row of rows) {
    for (const source of row.match) {
      const modules = modulesOf(source);
      if (!modules) anyModule.push({ source, row });
      for (const module of modules ?? []) listIn(byModule, module).push({ source, row });
    }
  }
  const nowhere: readonly Written<Row>[] = [];
  // Of the many libraries we know, a codebase uses few: patterns are compiled when first asked for.
  const compiled = new Map<readonly Written<Row>[], readonly Candidate<Row>[]>();
  const candidatesIn = (written: readonly Written<Row>[]): readonly Candidate<Row>[] => {
    const before = compiled.get(written);
    if (before) return before;
    const candidates = written.map(({ source, row }) => ({ pattern: compilePattern(source), row })).sort((a, b) => b.pattern.weight - a.pattern.weight);
    compiled.set(written, candidates);
    return candidates;
  };

  const known = new Map<Origin, Row | undefined>();
  return (origin) => {
    if (known.has(origin)) return known.get(origin);
    const parsed = parseOrigin(origin);
    const matches = ({ pattern }: Candidate<Row>) => pattern.matches(parsed);
    const row = (candidatesIn(byModule.get(parsed.module) ?? nowhere).find(matches) ?? candidatesIn(anyModule).find(matches))?.row;
    known.set(origin, row);
    return row;
  };
}

/** Not compiled yet. */
interface Written<Row> {
  readonly source: string;
  readonly row: Row;
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
