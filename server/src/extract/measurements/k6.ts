/**
 * k6: the summary (`--summary-export`, or what `handleSummary` is given) and the lines of `--out json`.
 * https://grafana.com/docs/k6/latest/results-output/
 */

import type { MeasuredRoute } from '../../../../rules/model/measurements.ts';
import { parsedJson } from '../../../../rules/kit/parsed-json.ts';
import { numberIn, percentile, recordIn, textIn, type Json } from './json-value.ts';

/** Undefined where it is no summary of k6. Submetrics by name (`http_req_duration{name:GET /orders}`) give a row each; without any, the whole test is one. */
export function k6Summary(value: unknown): readonly MeasuredRoute[] | undefined {
  const metrics = recordIn(recordIn(value)['metrics']);
  const whole = metrics['http_req_duration'];
  if (whole === undefined) return undefined;
  const names = Object.keys(metrics).flatMap((metric) => (metric.startsWith('http_req_duration{') ? (nameIn(metric) ?? []) : []));
  const rows = [...new Set(names)].flatMap((name) => {
    const of = (metric: string): Json => valuesOf(Object.entries(metrics).find(([key]) => key.startsWith(`${metric}{`) && nameIn(key) === name)?.[1]);
    return rowFrom(name, of('http_req_duration'), of('http_reqs'), of('http_req_failed'));
  });
  return rows.length > 0 ? rows : [rowFrom('', valuesOf(whole), valuesOf(metrics['http_reqs']), valuesOf(metrics['http_req_failed']))];
}

/** The tag `name` of `http_req_duration{scenario:a,name:GET /orders/{id}}`, up to the next tag or the last brace. */
function nameIn(metric: string): string | undefined {
  return /\{(?:.*[,\s])?name:(.+?)(?:,\s*\w+:.*)?\}$/.exec(metric)?.[1]?.trim();
}

/** `handleSummary` puts the numbers below `values`, `--summary-export` does not. */
function valuesOf(metric: unknown): Json {
  const own = recordIn(metric);
  return own['values'] === undefined ? own : recordIn(own['values']);
}

/** What `http_req_failed` calls passes are failures, in some versions the other way round: only its rate is clear. */
function rowFrom(name: string, duration: Json, requests: Json, failed: Json): MeasuredRoute {
  return withPercentiles({ name, requests: numberIn(requests['count']) ?? 0, requestsPerSecond: numberIn(requests['rate']) ?? 0, errorRate: numberIn(failed['rate']) ?? numberIn(failed['value']) ?? 0 }, numberIn(duration['med']), numberIn(duration['p(95)']), numberIn(duration['p(99)']));
}

export function withPercentiles(row: Omit<MeasuredRoute, 'p50' | 'p95' | 'p99'>, p50: number | undefined, p95: number | undefined, p99: number | undefined): MeasuredRoute {
  return { ...row, ...(p50 === undefined ? {} : { p50 }), ...(p95 === undefined ? {} : { p95 }), ...(p99 === undefined ? {} : { p99 }) };
}

interface Samples {
  readonly durations: number[];
  failed: number;
  first: number;
  last: number;
}

/** Lines are read one by one, and those that are cut or of another kind are left out. Undefined where there is none of k6's. */
export function k6Lines(text: string): readonly MeasuredRoute[] | undefined {
  const byName = new Map<string, Samples>();
  for (const line of text.split('\n')) {
    if (!line.includes('"http_req_duration"') || !line.includes('"Point"')) continue;
    const point = recordIn(parsedJson(line));
    const data = recordIn(point['data']);
    const value = numberIn(data['value']);
    if (point['metric'] !== 'http_req_duration' || value === undefined) continue;
    const tags = recordIn(data['tags']);
    const name = nameFrom(tags);
    const time = Date.parse(textIn(data['time']) ?? '');
    const samples = byName.get(name) ?? { durations: [], failed: 0, first: time, last: time };
    byName.set(name, samples);
    samples.durations.push(value);
    if (tags['expected_response'] === 'false' || Number(tags['status']) >= 400 || tags['status'] === '0') samples.failed++;
    samples.first = Math.min(samples.first, time);
    samples.last = Math.max(samples.last, time);
  }
  return byName.size === 0 ? undefined : [...byName].map(([name, samples]) => rowFromSamples(name, samples));
}

/** `name` is the URL unless the script says otherwise. */
function nameFrom(tags: Json): string {
  const name = textIn(tags['name']) ?? textIn(tags['url']) ?? '';
  const method = textIn(tags['method']);
  return method === undefined || /^[A-Z]+ /.test(name) ? name : `${method} ${name}`;
}

function rowFromSamples(name: string, { durations, failed, first, last }: Samples): MeasuredRoute {
  const sorted = durations.sort((a, b) => a - b);
  const seconds = Math.max(1, (last - first) / 1000 || 1);
  return withPercentiles({ name, requests: sorted.length, requestsPerSecond: sorted.length / seconds, errorRate: failed / sorted.length }, percentile(sorted, 0.5), percentile(sorted, 0.95), percentile(sorted, 0.99));
}
