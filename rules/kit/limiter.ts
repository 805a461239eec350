/** Whether a call bounds how much runs at once. */

import type { Call } from '../model/graphs.ts';

/** What only sets an order (`async.waterfall`, `eachSeries`) bounds nothing that a loop would not. */
export function isLimiter(call: Call | undefined): boolean {
  return call?.operation?.kind === 'limit' && !call.operation.traits.includes('one-by-one');
}
