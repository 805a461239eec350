/** autocannon's result (`--json`), or a list of results, one for each route. https://github.com/mcollina/autocannon */

import type { MeasuredRoute } from '../../../../rules/model/measurements.ts';
import { listIn, numberIn, recordIn, textIn } from './json-value.ts';
import { withPercentiles } from './k6.ts';

/** Undefined where it is no result of autocannon. */
export function autocannonResult(value: unknown): readonly MeasuredRoute[] | undefined {
  const results = Array.isArray(value) ? listIn(value) : [value];
  const rows = results.flatMap((each) => rowFrom(each) ?? []);
  return rows.length > 0 && rows.length === results.length ? rows : undefined;
}

/** It knows no p95, but p90 and p97.5: the next above is given, so that nothing looks faster than it was. */
function rowFrom(value: unknown): MeasuredRoute | undefined {
  const result = recordIn(value);
  const latency = recordIn(result['latency']);
  const requests = recordIn(result['requests']);
  const total = numberIn(requests['total']);
  if (total === undefined || latency['p99'] === undefined || result['connections'] === undefined) return undefined;
  const errors = (numberIn(result['errors']) ?? 0) + (numberIn(result['non2xx']) ?? 0);
  const url = textIn(result['url']) ?? '';
  const title = textIn(result['title']);
  // A title that reads as a route says more than an address in which ids are filled in.
  const name = title !== undefined && /^(?:[A-Z]+ )?\//.test(title) ? title : `${textIn(result['method']) ?? ''} ${url}`.trim();
  return withPercentiles({ name, requests: total, requestsPerSecond: numberIn(requests['average']) ?? 0, errorRate: total + errors === 0 ? 0 : errors / (total + (numberIn(result['errors']) ?? 0)) }, numberIn(latency['p50']), numberIn(latency['p95']) ?? numberIn(latency['p97_5']), numberIn(latency['p99']));
}
