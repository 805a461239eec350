import { defineRule } from '../../kit/define-rule.ts';
import { everyOf } from '../../kit/every-of.ts';
import { isRemembered } from '../../kit/once.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import type { Call, ReachedCall } from '../../model/graphs.ts';
import type { Operation } from '../../model/operations.ts';
import { openPattern } from './open-pattern.ts';

export default defineRule({
  scope: 'workspace',
  category: 'async-work',
  tier: 'information',
  options: {},

  *check(_workspace, codebase) {
    // A document takes several calls of its library: one finding for each function that makes one.
    const told = new Set<string>();
    for (const reached of codebase.requests.calls()) {
      const { call, path } = reached;
      const pattern = codebase.isOffline(call.file) ? undefined : openPattern(codebase, reached);
      if (pattern !== undefined) {
        yield reportOnPath(codebase, reached, {
          message: `${pattern} parts a text in ever more ways, and ${path.entryPoint.label} runs it on what the user sends: thirty letters that do not match hold the event loop for seconds, and each further one doubles it.`,
          confidence: 'likely',
        });
      }
      const work = workOf(call);
      if (!work || codebase.isOffline(call.file) || hasItsOwnProcessor(reached) || isRemembered(codebase, call, path)) continue;
      const key = `${call.caller} ${call.operation?.library ?? ''}`;
      if (told.has(key)) continue;
      told.add(key);
      const { cost } = work.operation;
      yield reportOnPath(codebase, reached, {
        message: `${work.operation.label} ${work.does} for ${everyOf(path.entryPoint)}${cost === undefined ? '' : ` (some ${cost} ms)`}${work.operation.instead ? `; instead: ${work.operation.instead}` : ''}.`,
        ...(cost === undefined ? {} : { data: { milliseconds: cost } }),
      });
    }
  },
});

/** What it takes, by the trait of its row; the first that fits. Work that is slow only on large input says too little. */
const WORK: readonly (readonly [string, string])[] = [
  ['browser', 'starts a browser'],
  ['sliced', 'computes on the event loop'],
  ['thread-pool', 'takes a thread of the pool, of which Node.js has four,'],
  ['image', 'computes an image on the event loop'],
  ['pdf', 'computes a PDF on the event loop'],
  ['spreadsheet', 'computes a spreadsheet on the event loop'],
  ['document', 'computes a document on the event loop'],
  ['archive', 'packs or unpacks an archive'],
  ['media', 'computes sound, video or text recognition'],
];

function workOf({ operation, fact }: Call): { readonly operation: Operation; readonly does: string } | undefined {
  // The header of an image is read in no time.
  const isGlance = fact.callee.kind === 'member' && (fact.callee.name === 'metadata' || fact.callee.name === 'stats');
  if (operation?.kind !== 'heavy' || isGlance) return undefined;
  const [, does] = WORK.find(([trait]) => operation.traits.includes(trait)) ?? [];
  return does === undefined ? undefined : { operation, does };
}

/** A serverless function answers one request at a time: nobody else waits for its processor. */
function hasItsOwnProcessor({ path: { entryPoint } }: ReachedCall): boolean {
  return /lambda|serverless|vercel|netlify|functions/.test(entryPoint.framework);
}
