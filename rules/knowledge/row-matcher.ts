/** Finds the most specific row for an origin: by module and last name first, then by pattern; answers are remembered. */

import type { Origin } from '../model/values.ts';
import { compilePattern, endsOf, modulesOf, parseOrigin, type ParsedOrigin, type Pattern } from './pattern.ts';

/** Of equally specific rows the first wins. */
export function rowMatcher<Row extends { readonly match: readonly string[] }>(rows: readonly Row[]): (origin: Origin) => Row | undefined {
  const byModule = new Map<string, Written<Row>[]>();
  for (const row of rows) {
    for (const source of row.match) {
      for (const module of modulesOf(source) ?? [ANY]) listIn(byModule, module).push({ source, row });
    }
  }

  // Of the many libraries we know, a codebase uses few: a module's patterns are looked at when first asked for.
  const opened = new Map<string, Finder<Row>>();
  const finderOf = (module: string): Finder<Row> => {
    const before = opened.get(module);
    if (before) return before;
    const finder = finderFor(byModule.get(module) ?? []);
    opened.set(module, finder);
    return finder;
  };

  const known = new Map<Origin, Row | undefined>();
  return (origin) => {
    if (known.has(origin)) return known.get(origin);
    const parsed = parseOrigin(origin);
    const row = finderOf(parsed.module)(parsed) ?? finderOf(ANY)(parsed);
    known.set(origin, row);
    return row;
  };
}

/** Stands for modules with wildcards, and for any last name; no module or name holds a blank. */
const ANY = ' ';

interface Written<Row> {
  readonly source: string;
  readonly row: Row;
}

type Finder<Row> = (origin: ParsedOrigin) => Row | undefined;

function finderFor<Row>(written: readonly Written<Row>[]): Finder<Row> {
  const byEnd = new Map<string, Written<Row>[]>();
  for (const each of written) for (const end of endsOf(each.source) ?? [ANY]) listIn(byEnd, end).push(each);
  const anyEnd = byEnd.get(ANY) ?? [];

  const order = new Map(written.map((each, index) => [each, index]));
  const compiled = new Map<Written<Row>, Pattern>();
  const patternOf = (each: Written<Row>): Pattern => {
    const pattern = compiled.get(each) ?? compilePattern(each.source);
    compiled.set(each, pattern);
    return pattern;
  };

  const sorted = new Map<string, readonly Written<Row>[]>();
  const candidatesFor = (end: string): readonly Written<Row>[] => {
    const key = byEnd.has(end) ? end : ANY;
    const before = sorted.get(key);
    if (before) return before;
    const candidates = key === ANY ? [...anyEnd] : [...(byEnd.get(key) ?? []), ...anyEnd];
    candidates.sort((a, b) => patternOf(b).weight - patternOf(a).weight || (order.get(a) ?? 0) - (order.get(b) ?? 0));
    sorted.set(key, candidates);
    return candidates;
  };

  return (origin) => candidatesFor(origin.path.at(-1) ?? '').find((each) => patternOf(each).matches(origin))?.row;
}

function listIn<Item>(map: Map<string, Item[]>, key: string): Item[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}
