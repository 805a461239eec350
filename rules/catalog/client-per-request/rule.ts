import { defineRule } from '../../kit/define-rule.ts';
import { isRemembered } from '../../kit/once.ts';
import { callerName, reportOnPath } from '../../kit/request-path-report.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Call } from '../../model/graphs.ts';

export default defineRule({
  scope: 'workspace',
  category: 'database',
  tier: 'warning',
  options: {},

  *check(_workspace, codebase) {
    for (const reached of codebase.requests.calls()) {
      const { call, path } = reached;
      const { operation } = call;
      if (operation?.kind !== 'open-client' || operation.traits.includes('cheap') || operation.traits.includes('from-pool') || codebase.isOffline(call.file)) continue;
      if (isRemembered(codebase, call, path) || isConstructed(codebase, call)) continue;
      yield reportOnPath(codebase, reached, {
        message: `${callerName(codebase, call)} opens a new ${operation.label} for every ${path.entryPoint.label}.`,
      });
    }
  },
});

/** What a constructor opens lives as long as the object; containers make that once. */
function isConstructed({ facts }: Codebase, { file, fact }: Call): boolean {
  return facts.get(file)?.functions[fact.in]?.kind === 'constructor';
}
