/** How many requests a second count as today's load. */

import type { CapacityModel } from '../../../../rules/kit/capacity-model.ts';
import type { Scale } from '../../../../rules/model/workspace.ts';

/** Of the people who come in a month, those who come on one day; what one of them asks for; the busiest hour against the average one. */
const DAILY_SHARE = 0.2;
const REQUESTS_A_DAY = 50;
const PEAK = 4;
const SECONDS_A_DAY = 86_400;
/** Small enough for anyone, large enough to speak of. */
const EXAMPLE = 10;

export function trafficFrom({ peakRequestsPerSecond, monthlyActiveUsers }: Scale): CapacityModel['traffic'] {
  if (peakRequestsPerSecond !== undefined && peakRequestsPerSecond > 0) return { requestsPerSecond: peakRequestsPerSecond, isAssumed: false, because: 'scale.peakRequestsPerSecond of tenfold.json' };
  if (monthlyActiveUsers !== undefined && monthlyActiveUsers > 0) {
    const requestsPerSecond = Math.max(0.1, (monthlyActiveUsers * DAILY_SHARE * REQUESTS_A_DAY * PEAK) / SECONDS_A_DAY);
    return { requestsPerSecond, isAssumed: true, because: `${monthlyActiveUsers} monthly active users, of whom a fifth come on one day and ask ${REQUESTS_A_DAY} times, ${PEAK} times as often in the busiest hour as on average` };
  }
  return { requestsPerSecond: EXAMPLE, isAssumed: true, because: `an example: tenfold.json says nothing of scale.peakRequestsPerSecond` };
}
