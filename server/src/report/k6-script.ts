/**
 * A load test for k6, ready to run, from the routes that were found: today's load, five and ten times of it, with a threshold for each route.
 * https://grafana.com/docs/k6/latest/using-k6/scenarios/executors/ramping-arrival-rate/
 */

import type { CapacityModel } from '../../../rules/kit/capacity-model.ts';

export interface K6Route {
  readonly service: string;
  /** Upper case; `ANY` is asked with GET. */
  readonly method: string;
  /** With `:id` for parameters. */
  readonly path: string;
  /** `GET /orders/:id`, as the audit calls it: results are imported by this name. */
  readonly label: string;
  /** Of all requests. */
  readonly share: number;
}

/** `version`: of Tenfold. Everything from the workspace is written as JSON, so that no name of a route can be code. */
export function k6Script(name: string, version: string, routes: readonly K6Route[], { requestsPerSecond, isAssumed }: Pick<CapacityModel['traffic'], 'requestsPerSecond' | 'isAssumed'>): string {
  const rate = Math.max(1, Math.round(requestsPerSecond));
  return `// Load test of ${name.replace(/[^\p{L}\p{N}@/._ -]/gu, '_')}, written by Tenfold ${version}: 1×, 5× and 10× of today's load.
//
//   k6 run --env BASE_URL=http://localhost:3000 --out json=results.json load-test.js
//   tenfold audit --load-test results.json
//
// Run it against a system of your own that may break. Fill in PARAMETERS and BODIES before you do; requests that change things are marked.

import http from 'k6/http';
import { check } from 'k6';

const BASE_URL = __ENV.BASE_URL || 'http://localhost:3000';
/** Requests a second that count as 1×${isAssumed ? ': an example, replace it by what you see at your peak' : ''}. */
const TODAY = Number(__ENV.TODAY || ${rate});

/** What stands in for the parameters of paths; each request takes one of them. */
const PARAMETERS = {
${parametersOf(routes).map((parameter) => `  ${JSON.stringify(parameter)}: ['1', '2', '3'],`).join('\n')}
};

/** What is sent, by route. */
const BODIES = {
${routes.filter(({ method }) => sends(method)).map(({ label }) => `  ${JSON.stringify(label)}: {},`).join('\n')}
};

/** \`share\`: of all requests. */
const ROUTES = [
${routes.map((route) => `  ${JSON.stringify({ method: route.method === 'ANY' ? 'GET' : route.method, path: route.path, name: route.label, share: Number(route.share.toFixed(4)) })},${sends(route.method) || route.method === 'DELETE' ? ' // changes things' : ''}`).join('\n')}
];

export const options = {
  scenarios: {
    growth: {
      executor: 'ramping-arrival-rate',
      startRate: TODAY,
      timeUnit: '1s',
      preAllocatedVUs: 50,
      maxVUs: 2000,
      stages: [1, 5, 10].flatMap((times) => [
        { target: TODAY * times, duration: '30s' },
        { target: TODAY * times, duration: '2m' },
      ]),
    },
  },
  thresholds: {
    http_req_failed: ['rate<0.01'],
    ...Object.fromEntries(ROUTES.map(({ name }) => [\`http_req_duration{name:\${name}}\`, ['p(95)<500', 'p(99)<1000']])),
  },
  summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99)'],
};

export default function () {
  const route = pick();
  const url = BASE_URL + route.path.replace(/:([A-Za-z0-9_]+)/g, (_, parameter) => encodeURIComponent(oneOf(PARAMETERS[parameter] || ['1'])));
  const body = BODIES[route.name] === undefined ? null : JSON.stringify(BODIES[route.name]);
  const response = http.request(route.method, url, body, { headers: { 'content-type': 'application/json' }, tags: { name: route.name } });
  check(response, { 'answered below 500': ({ status }) => status > 0 && status < 500 });
}

function pick() {
  let left = Math.random() * ROUTES.reduce((sum, { share }) => sum + share, 0);
  return ROUTES.find(({ share }) => (left -= share) <= 0) || ROUTES[0];
}

function oneOf(values) {
  return values[Math.floor(Math.random() * values.length)];
}
`;
}

function sends(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS' && method !== 'ANY' && method !== 'DELETE';
}

function parametersOf(routes: readonly K6Route[]): readonly string[] {
  return [...new Set(routes.flatMap(({ path }) => [...path.matchAll(/:([A-Za-z0-9_]+)/g)].map(([, name = '']) => name)))].sort();
}
