/** Which measured row speaks of a route: `GET /orders/:id` is what a load test calls `http://localhost:3000/orders/42?full=1`. */

import { shortServiceName } from './short-service-name.ts';
import type { LoadTest, MeasuredRoute, TraceExport, TracedRoute } from '../model/measurements.ts';

/** Undefined where no row, or none more than another, fits. */
export function measuredFor(label: string, { routes }: LoadTest): MeasuredRoute | undefined {
  return bestFit(label, routes);
}

/** `service` decides between services that answer under one name; undefined where none of them is called so. */
export function tracedFor(label: string, { routes }: TraceExport, service: string): TracedRoute | undefined {
  const found = bestFit(label, routes);
  const rivals = routes.filter(({ name }) => name === found?.name);
  return rivals.length < 2 ? found : rivals.find((each) => each.service !== undefined && plain(each.service) === plain(service));
}

/** `@shop/orders-service`, as it is called where it runs: `orders`. */
function plain(service: string): string {
  return shortServiceName(service.toLowerCase()).replace(/[-_](service|svc|api|server)$/, '');
}

interface Spoken {
  readonly method: string | undefined;
  readonly segments: readonly string[];
}

function bestFit<Row extends { readonly name: string }>(label: string, rows: readonly Row[]): Row | undefined {
  const route = spokenIn(label);
  if (!route) return rows.find(({ name }) => name === label);
  let best: { readonly row: Row; readonly fit: number } | undefined;
  for (const row of rows) {
    const measured = spokenIn(row.name);
    const fit = measured ? fitOf(route, measured) : 0;
    if (fit > (best?.fit ?? 0)) best = { row, fit };
  }
  return best?.row;
}

/** `GET /orders/:id`, `/orders/42`, `https://shop.example/orders/42`, `POST_/orders`. */
function spokenIn(name: string): Spoken | undefined {
  const [, method, rest] = /^\s*(?:(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY)[\s_:]+)?(\S+)\s*$/i.exec(name) ?? [];
  const path = rest?.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/[?#].*$/, '');
  if (path === undefined || (!path.startsWith('/') && path !== '')) return undefined;
  return { method: method === undefined || method.toUpperCase() === 'ANY' ? undefined : method.toUpperCase(), segments: path.split('/').filter((segment) => segment !== '') };
}

/** 0 for no fit; the more is said in the same letters, the more. A route is never an example of a longer one. */
function fitOf(route: Spoken, measured: Spoken): number {
  if (route.method !== undefined && measured.method !== undefined && route.method !== measured.method) return 0;
  if (route.segments.length !== measured.segments.length) return 0;
  let fit = 1 + (route.method !== undefined && route.method === measured.method ? 1 : 0);
  for (const [index, segment] of route.segments.entries()) {
    const other = measured.segments[index] ?? '';
    if (segment === other) fit += 2;
    else if (isParameter(segment) || isParameter(other)) fit += isParameter(segment) && isParameter(other) ? 2 : 1;
    else return 0;
  }
  return fit;
}

/** `:id`, `{id}`, `[id]`, `<id>`, `*`, `${id}`. */
function isParameter(segment: string): boolean {
  return /^(?::|\{|\[|<|\*|\$\{)/.test(segment);
}
