/** Artillery's JSON report (`--output`), with or without the plugin metrics-by-endpoint. https://www.artillery.io/docs/reference/reported-metrics */

import type { MeasuredRoute } from '../../../../rules/model/measurements.ts';
import { numberIn, recordIn, type Json } from './json-value.ts';
import { withPercentiles } from './k6.ts';

const BY_ENDPOINT = 'plugins.metrics-by-endpoint.';

/** Undefined where it is no report of Artillery. */
export function artilleryReport(value: unknown): readonly MeasuredRoute[] | undefined {
  const aggregate = recordIn(recordIn(value)['aggregate']);
  if (aggregate['counters'] === undefined) return firstVersion(aggregate);
  const counters = recordIn(aggregate['counters']);
  const summaries = recordIn(aggregate['summaries']);
  const from = numberIn(aggregate['firstMetricAt']);
  const to = numberIn(aggregate['lastMetricAt']);
  const seconds = from === undefined || to === undefined ? 0 : (to - from) / 1000;
  const endpoints = Object.keys(summaries).filter((key) => key.startsWith(`${BY_ENDPOINT}response_time.`)).map((key) => key.slice(`${BY_ENDPOINT}response_time.`.length));
  if (endpoints.length > 0) {
    return endpoints.map((name) => rowFrom(name, recordIn(summaries[`${BY_ENDPOINT}response_time.${name}`]), codesIn(counters, `${BY_ENDPOINT}${name}.codes.`), sumOf(counters, `${BY_ENDPOINT}${name}.errors.`), seconds));
  }
  const whole = recordIn(summaries['http.response_time']);
  return Object.keys(whole).length === 0 ? undefined : [rowFrom('', whole, codesIn(counters, 'http.codes.'), sumOf(counters, 'errors.'), seconds)];
}

function rowFrom(name: string, latency: Json, codes: ReadonlyMap<number, number>, errors: number, seconds: number): MeasuredRoute {
  const answered = [...codes.values()].reduce((sum, count) => sum + count, 0);
  const refused = [...codes].reduce((sum, [code, count]) => (code >= 400 ? sum + count : sum), 0);
  const requests = Math.max(answered + errors, numberIn(latency['count']) ?? 0);
  return withPercentiles({ name, requests, requestsPerSecond: seconds > 0 ? requests / seconds : 0, errorRate: requests === 0 ? 0 : (refused + errors) / requests }, numberIn(latency['p50']) ?? numberIn(latency['median']), numberIn(latency['p95']), numberIn(latency['p99']));
}

function codesIn(counters: Json, prefix: string): ReadonlyMap<number, number> {
  return new Map(Object.entries(counters).flatMap(([key, count]) => (key.startsWith(prefix) ? [[Number(key.slice(prefix.length)), numberIn(count) ?? 0] as const] : [])));
}

function sumOf(counters: Json, prefix: string): number {
  return Object.entries(counters).reduce((sum, [key, count]) => (key.startsWith(prefix) ? sum + (numberIn(count) ?? 0) : sum), 0);
}

/** Up to version 1: `{ aggregate: { requestsCompleted, codes, errors, latency, rps } }`. */
function firstVersion(aggregate: Json): readonly MeasuredRoute[] | undefined {
  const requests = numberIn(aggregate['requestsCompleted']);
  if (requests === undefined) return undefined;
  const codes = new Map(Object.entries(recordIn(aggregate['codes'])).map(([code, count]) => [Number(code), numberIn(count) ?? 0] as const));
  const row = rowFrom('', recordIn(aggregate['latency']), codes, sumOf(recordIn(aggregate['errors']), ''), 0);
  return [{ ...row, requestsPerSecond: numberIn(recordIn(aggregate['rps'])['mean']) ?? 0 }];
}
