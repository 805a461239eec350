/** A queue that the service has already, by which another can be made. */

import type { Codebase } from '../../model/codebase.ts';
import type { CallFact, FileFacts } from '../../model/facts.ts';
import type { FilePath } from '../../model/source.ts';

export interface QueueInUse {
  readonly library: 'bullmq' | 'bull';
  /** The file that makes it. */
  readonly home: FileFacts;
  /** What makes it. */
  readonly call: CallFact;
}

/** One in the same file before others of the service; undefined where the service has none. */
export function queueInUse(codebase: Codebase, file: FilePath): QueueInUse | undefined {
  const service = codebase.serviceOf(file);
  const own = [...codebase.facts.values()].filter((each) => codebase.serviceOf(each.file) === service && !codebase.isOffline(each.file));
  for (const home of [...own.filter((each) => each.file === file), ...own.filter((each) => each.file !== file)]) {
    for (const [index, call] of home.calls.entries()) {
      const origins = call.kind === 'new' ? (codebase.calls.callAt(home.file, index)?.origins ?? []) : [];
      const library = origins.includes('bullmq#Queue') || origins.includes('bullmq#Queue{}') ? 'bullmq' : origins.some((each) => /^bull#(?:default)?(?:\{\})?$/.test(each)) ? 'bull' : undefined;
      if (library) return { library, home, call };
    }
  }
  return undefined;
}
