/** Whether a file makes a limiter that counts in a store all instances share: what counts in memory stands in for it, or in front of it. */

import type { Codebase } from '../../model/codebase.ts';
import { functionId } from '../../model/function-id.ts';
import type { FilePath } from '../../model/source.ts';

export function makesSharedLimiter({ facts, calls }: Codebase, file: FilePath): boolean {
  const own = facts.get(file);
  return own?.functions.some((_, index) => calls.callsIn(functionId(file, index)).some(({ operation }) => operation?.kind === 'rate-limit' && operation.traits.includes('shared-store'))) ?? false;
}
