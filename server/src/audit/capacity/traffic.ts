/** How many requests a second count as today's load, and how they are spread over routes. */

import type { CapacityModel } from '../../../../rules/kit/capacity-model.ts';
import type { LoadTest } from '../../../../rules/model/measurements.ts';
import type { EntryPoint, Scale } from '../../../../rules/model/workspace.ts';
import { measuredFor } from '../../../../rules/kit/measured-routes.ts';
import { whoSeldomAsks, type Asker } from '../../../../rules/kit/seldom-asked.ts';

/** Of the people who come in a month, those who come on one day; what one of them asks for; the busiest hour against the average one. */
const DAILY_SHARE = 0.2;
const REQUESTS_A_DAY = 50;
const PEAK = 4;
const SECONDS_A_DAY = 86_400;
/** Small enough for anyone, large enough to speak of. */
const EXAMPLE = 10;
/** What this product is called after. */
const GROWTH = 10;
/** A load test that knows fewer of the routes says nothing of how users spread. */
const ENOUGH_ROUTES = 0.5;

export function trafficFrom({ peakRequestsPerSecond, monthlyActiveUsers, growthFactor = GROWTH }: Scale): Omit<CapacityModel['traffic'], 'spread'> {
  if (peakRequestsPerSecond !== undefined && peakRequestsPerSecond > 0) return { requestsPerSecond: peakRequestsPerSecond, isAssumed: false, because: 'scale.peakRequestsPerSecond of tenfold.json', growthFactor };
  if (monthlyActiveUsers !== undefined && monthlyActiveUsers > 0) {
    const requestsPerSecond = Math.max(0.1, (monthlyActiveUsers * DAILY_SHARE * REQUESTS_A_DAY * PEAK) / SECONDS_A_DAY);
    return { requestsPerSecond, isAssumed: true, because: `${monthlyActiveUsers} monthly active users, of whom a fifth come on one day and ask ${REQUESTS_A_DAY} times, ${PEAK} times as often in the busiest hour as on average`, growthFactor };
  }
  return { requestsPerSecond: EXAMPLE, isAssumed: true, because: 'an example: tenfold.json says nothing of scale.peakRequestsPerSecond', growthFactor };
}

export interface Spread {
  /** Of all requests to the workspace, from 0 to 1; together 1. */
  shareOf(route: EntryPoint): number;
  readonly because: string;
}

/** As the team says, else as a load test sent them, else evenly. */
export function spreadOver(routes: readonly EntryPoint[], { routeShares = {} }: Scale, loadTests: readonly LoadTest[]): Spread {
  const said = routes.filter(({ label }) => Object.hasOwn(routeShares, label));
  if (said.length > 0) {
    const asked = said.reduce((sum, { label }) => sum + (routeShares[label] ?? 0), 0);
    const rest = routes.length > said.length ? Math.max(0, 1 - asked) / (routes.length - said.length) : 0;
    const whole = asked + rest * (routes.length - said.length);
    return { shareOf: ({ label }) => (Object.hasOwn(routeShares, label) ? (routeShares[label] ?? 0) : rest) / (whole || 1), because: `as scale.routeShares of tenfold.json says${rest > 0 ? '; routes it does not name share what is left evenly' : ''}` };
  }
  for (const test of loadTests) {
    // autocannon asks one route after the other: that is no traffic.
    if (test.tool === 'autocannon') continue;
    const counts = new Map(routes.flatMap((route) => {
      const measured = measuredFor(route.label, test);
      return measured ? [[route.label, measured.requests] as const] : [];
    }));
    const whole = [...counts.values()].reduce((sum, count) => sum + count, 0);
    if (whole > 0 && counts.size >= Math.max(2, routes.length * ENOUGH_ROUTES)) return { shareOf: ({ label }) => (counts.get(label) ?? 0) / whole, because: `as ${test.file} sent them` };
  }
  return assumedSpread(routes);
}

/** Of what a route that people come to each day is asked for, a route for administrators, for setting up or for one's own account. An estimate. */
const SELDOM = 0.1;

/** Evenly, as long as nobody knows better; what only few ask for weighs less. */
function assumedSpread(routes: readonly EntryPoint[]): Spread {
  const seldom = new Map(routes.flatMap((route) => {
    const asker = whoSeldomAsks(route);
    return asker === undefined ? [] : [[route, asker] as const];
  }));
  const whole = routes.length - seldom.size * (1 - SELDOM);
  if (seldom.size === 0 || seldom.size === routes.length) return { shareOf: () => 1 / routes.length, because: 'evenly over all routes: nothing says otherwise' };
  const askers = (['administrators', 'accounts', 'set-up'] as const).filter((asker) => [...seldom.values()].includes(asker)).map((asker) => FOR[asker]);
  const [example] = [...seldom.keys()].map(({ label }) => label).sort();
  return {
    shareOf: (route) => (seldom.has(route) ? SELDOM : 1) / whole,
    because: `evenly over all routes, but ${seldom.size} of ${routes.length} that only few ask for (${askers.join(', ')}; such as ${example ?? ''}) a tenth as often as the others: nothing says otherwise`,
  };
}

const FOR: Readonly<Record<Asker, string>> = { administrators: 'for administrators', accounts: 'for one’s own account', 'set-up': 'for setting up' };
