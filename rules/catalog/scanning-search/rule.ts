import { defineRule } from '../../kit/define-rule.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Call } from '../../model/graphs.ts';
import { openPatternIn } from './open-pattern.ts';

export default defineRule({
  scope: 'workspace',
  category: 'database',
  tier: 'information',
  options: {},

  *check(_workspace, codebase) {
    for (const reached of codebase.requests.calls()) {
      const { call, path } = reached;
      const { operation } = call;
      if (!operation || codebase.isOffline(call.file)) continue;
      const words = operation.kind === 'query' ? searchOf(codebase, call) : walkOf(call);
      if (words === undefined) continue;
      yield reportOnPath(codebase, reached, { message: `${operation.label} ${words} for ${path.entryPoint.label}.`, confidence: 'likely' });
    }
  },
});

function searchOf(codebase: Codebase, call: Call): string | undefined {
  const { operation } = call;
  if (operation?.traits.includes('search') || !READS.has(operation?.action ?? 'raw')) return undefined;
  const pattern = (call.chain ?? [call.fact]).flatMap((step) => step.arguments.flatMap((argument) => openPatternIn(codebase, call.file, argument) ?? []))[0];
  if (pattern === undefined) return undefined;
  return `compares every ${operation?.subject ? `row of ${operation.subject}` : 'row'} with ${pattern}, which no ordinary index serves,`;
}

const READS = new Set<string>(['read-one', 'read-many', 'count', 'raw']);

/** `KEYS *`; the members of one set or hash may be few by nature. */
function walkOf({ operation, fact }: Call): string | undefined {
  const isWalk = operation?.kind === 'cache-read' && operation.traits.includes('whole-key') && fact.callee.kind === 'member' && fact.callee.name === 'keys' && fact.arguments.length > 0;
  return isWalk ? 'walks every key of Redis while every other client waits, each time,' : undefined;
}
