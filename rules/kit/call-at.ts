/** Finds again the call that a report points at. */

import type { Codebase } from '../model/codebase.ts';
import { siteOf, type Call } from '../model/graphs.ts';
import { sameSpan, type Site } from '../model/source.ts';

/** The call whose name stands there. */
export function callAt({ facts, calls }: Codebase, { file, span }: Site): Call | undefined {
  for (const index of facts.get(file)?.calls.keys() ?? []) {
    const call = calls.callAt(file, index);
    if (call && sameSpan(siteOf(call).span, span)) return call;
  }
  return undefined;
}

