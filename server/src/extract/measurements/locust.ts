/** Locust's statistics (`--csv`, `…_stats.csv`). https://docs.locust.io/en/stable/retrieving-stats.html */

import type { MeasuredRoute } from '../../../../rules/model/measurements.ts';
import { numberIn } from './json-value.ts';
import { withPercentiles } from './k6.ts';

/** Undefined where it is no statistics of Locust. The row of all together is left out unless it is the only one. */
export function locustStatistics(text: string): readonly MeasuredRoute[] | undefined {
  const [header = [], ...lines] = rowsIn(text);
  const column = (...names: readonly string[]): number => header.findIndex((name) => names.includes(name.toLowerCase()));
  const [type, name, requests, failures, rate] = [column('type', 'method'), column('name'), column('request count', '# requests'), column('failure count', '# failures'), column('requests/s')];
  if (name < 0 || requests < 0 || rate < 0) return undefined;
  const [median, p95, p99] = [column('50%'), column('95%'), column('99%')];
  const medianInWords = column('median response time');
  const rows = lines.filter((cells) => cells.length > rate).map((cells): MeasuredRoute => {
    const count = numberIn(cells[requests]) ?? 0;
    const method = cells[type] ?? '';
    return withPercentiles(
      { name: `${method} ${cells[name] ?? ''}`.trim(), requests: count, requestsPerSecond: numberIn(cells[rate]) ?? 0, errorRate: count === 0 ? 0 : (numberIn(cells[failures]) ?? 0) / count },
      numberIn(cells[median]) ?? numberIn(cells[medianInWords]),
      numberIn(cells[p95]),
      numberIn(cells[p99]),
    );
  });
  const apart = rows.filter((row) => row.name !== 'Aggregated' && row.name !== 'None Total');
  return apart.length > 0 ? apart : rows;
}

/** Commas and quotes as in RFC 4180; a quote within quotes is doubled. */
function rowsIn(text: string): readonly (readonly string[])[] {
  return text.replace(/^\uFEFF/, '').split(/\r?\n/).filter((line) => line.trim() !== '').map((line) => [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''));
}
