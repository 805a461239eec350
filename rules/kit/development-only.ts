/** Whether a call is only made on a developer's machine, or in tests. */

import { isForDevelopment } from '../knowledge/development.ts';
import type { Codebase } from '../model/codebase.ts';
import type { Call } from '../model/graphs.ts';

export function isDevelopmentOnly({ facts }: Codebase, { file, fact }: Call): boolean {
  const own = facts.get(file);
  return own !== undefined && isForDevelopment(own, fact.branch);
}
