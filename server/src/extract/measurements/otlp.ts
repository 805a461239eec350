/**
 * OpenTelemetry traces as OTLP JSON: one export, or one a line as the collector's file exporter writes them.
 * https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding and the semantic conventions of HTTP and database spans, old names and new.
 */

import type { TracedRoute } from '../../../../rules/model/measurements.ts';
import { parsedJson } from '../../../../rules/kit/parsed-json.ts';
import { listIn, numberIn, percentile, recordIn, textIn, type Json } from './json-value.ts';

interface Span {
  readonly trace: string;
  readonly id: string;
  readonly parent: string;
  readonly name: string;
  readonly isServer: boolean;
  readonly attributes: Json;
  readonly milliseconds: number;
  readonly service: string | undefined;
}

/** Undefined where it is no export of traces. Lines that are cut are left out. */
export function otlpTraces(text: string): readonly TracedRoute[] | undefined {
  const whole = parsedJson(text);
  const exports = whole === undefined ? text.split('\n').flatMap((line) => (line.includes('resourceSpans') ? [parsedJson(line)] : [])) : Array.isArray(whole) ? whole : [whole];
  const known = exports.filter((each) => recordIn(each)['resourceSpans'] !== undefined);
  return known.length === 0 ? undefined : routesFrom(known.flatMap(spansIn));
}

function spansIn(exported: unknown): readonly Span[] {
  return listIn(recordIn(exported)['resourceSpans']).flatMap((resourceSpans) => {
    const of = recordIn(resourceSpans);
    const service = textIn(attributesIn(recordIn(of['resource']))['service.name']);
    const scopes = [...listIn(of['scopeSpans']), ...listIn(of['instrumentationLibrarySpans'])];
    return scopes.flatMap((scope) => listIn(recordIn(scope)['spans']).map((span) => spanFrom(recordIn(span), service)));
  });
}

function spanFrom(span: Json, service: string | undefined): Span {
  const { kind } = span;
  return {
    trace: textIn(span['traceId']) ?? '',
    id: textIn(span['spanId']) ?? '',
    parent: textIn(span['parentSpanId']) ?? '',
    name: textIn(span['name']) ?? '',
    isServer: kind === 2 || kind === 'SPAN_KIND_SERVER',
    attributes: attributesIn(span),
    milliseconds: ((numberIn(span['endTimeUnixNano']) ?? 0) - (numberIn(span['startTimeUnixNano']) ?? 0)) / 1e6,
    service,
  };
}

function attributesIn(of: Json): Json {
  return Object.fromEntries(listIn(of['attributes']).flatMap((each) => {
    const { key, value } = recordIn(each);
    const held = recordIn(value);
    return typeof key === 'string' ? [[key, held['stringValue'] ?? held['intValue'] ?? held['doubleValue'] ?? held['boolValue']]] : [];
  }));
}

/** What one request did. */
interface Request {
  readonly name: string;
  readonly service: string | undefined;
  readonly statements: Map<string, number>;
  readonly milliseconds: number[];
}

function routesFrom(spans: readonly Span[]): readonly TracedRoute[] {
  const byId = new Map(spans.map((span) => [`${span.trace} ${span.id}`, span]));
  const requests = new Map<Span, Request>();
  for (const span of spans) {
    const name = span.isServer ? routeOf(span) : undefined;
    if (name !== undefined) requests.set(span, { name, service: span.service, statements: new Map(), milliseconds: [] });
  }
  for (const span of spans) {
    if (!isQuery(span)) continue;
    const request = requestOf(span, byId, requests);
    if (!request) continue;
    const statement = statementOf(span);
    request.statements.set(statement, (request.statements.get(statement) ?? 0) + 1);
    if (span.milliseconds > 0) request.milliseconds.push(span.milliseconds);
  }
  // Two services may answer under one name: `GET /health`.
  const byRoute = new Map<string, Request[]>();
  for (const request of requests.values()) {
    const key = JSON.stringify([request.service, request.name]);
    const known = byRoute.get(key);
    if (known) known.push(request);
    else byRoute.set(key, [request]);
  }
  return [...byRoute.values()].map(tracedRoute);
}

/** `GET /orders/:id`. Instrumentation of HTTP alone knows no route: its span is called `GET` and says nothing. */
function routeOf({ name, attributes }: Span): string | undefined {
  const method = textIn(attributes['http.request.method']) ?? textIn(attributes['http.method']);
  const route = textIn(attributes['http.route']) ?? /^(?:[A-Z]+ )?(\/\S*)$/.exec(name)?.[1];
  const address = route ?? textIn(attributes['url.path']) ?? textIn(attributes['http.target']);
  return method === undefined || address === undefined ? undefined : `${method} ${address.replace(/\?.*$/, '')}`;
}

/** Database spans that ask something: not taking a connection, and not the same once more below another. */
function isQuery({ attributes, name }: Span): boolean {
  return (attributes['db.system'] !== undefined || attributes['db.system.name'] !== undefined) && !/connect|acquire|begin|commit|rollback/i.test(name);
}

/** The server span of the same process that stands above it; a database span in between is the same query told twice. */
function requestOf(span: Span, byId: ReadonlyMap<string, Span>, requests: ReadonlyMap<Span, Request>): Request | undefined {
  const seen = new Set<Span>([span]);
  for (let above = byId.get(`${span.trace} ${span.parent}`); above && !seen.has(above); above = byId.get(`${above.trace} ${above.parent}`)) {
    if (isQuery(above)) return undefined;
    const request = requests.get(above);
    if (request) return request;
    seen.add(above);
  }
  return undefined;
}

const LONGEST_STATEMENT = 120;

/** Values that were filled in are left out, so that the same question with another id is the same. */
function statementOf({ attributes, name }: Span): string {
  const text = textIn(attributes['db.query.text']) ?? textIn(attributes['db.statement']) ?? textIn(attributes['db.query.summary']) ?? name;
  return text.replace(/'(?:[^']|'')*'/g, '?').replace(/\b\d+\b/g, '?').replace(/\s+/g, ' ').trim().slice(0, LONGEST_STATEMENT);
}

function tracedRoute(requests: readonly Request[]): TracedRoute {
  const counts = requests.map(({ statements }) => [...statements.values()].reduce((sum, count) => sum + count, 0)).sort((a, b) => a - b);
  const times = requests.flatMap(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const repeated = repeatedIn(requests);
  const [first] = requests;
  return {
    name: first?.name ?? '',
    ...(first?.service === undefined ? {} : { service: first.service }),
    requests: requests.length,
    queries: { median: percentile(counts, 0.5) ?? 0, most: counts.at(-1) ?? 0 },
    ...(repeated ? { repeated } : {}),
    ...(times.length > 0 ? { queryMilliseconds: percentile(times, 0.5) ?? 0 } : {}),
  };
}

function repeatedIn(requests: readonly Request[]): TracedRoute['repeated'] {
  const most = new Map<string, number>();
  for (const { statements } of requests) for (const [statement, count] of statements) most.set(statement, Math.max(most.get(statement) ?? 0, count));
  const [statement, times] = [...most].sort(([, a], [, b]) => b - a)[0] ?? [];
  if (statement === undefined || times === undefined) return undefined;
  const counts = requests.map(({ statements }) => statements.get(statement) ?? 0).sort((a, b) => a - b);
  return { statement, most: times, median: percentile(counts, 0.5) ?? 0 };
}
