import { defineRule } from '../../kit/define-rule.ts';
import { isRemembered } from '../../kit/once.ts';
import { option } from '../../kit/options.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import type { Call } from '../../model/graphs.ts';

export default defineRule({
  scope: 'workspace',
  category: 'async-work',
  tier: 'warning',

  options: {
    alsoBlocking: option.names({
      default: [],
      description: 'Further functions that block, as origins: `report-lib#renderSync`.',
    }),
  },

  *check(_workspace, codebase, { alsoBlocking }) {
    for (const reached of codebase.requests.calls()) {
      const { call, path } = reached;
      const { operation } = call;
      const isNamed = call.origins.some((origin) => alsoBlocking.includes(origin));
      if (operation?.kind !== 'blocking' && !isNamed) continue;
      if (codebase.isOffline(call.file) || isRemembered(codebase, call, path)) continue;

      const label = operation?.label ?? call.origins[0] ?? 'The call';
      yield reportOnPath(codebase, reached, {
        message: `${label} blocks every other request while ${reached.path.entryPoint.label} waits for it${operation?.instead ? `; instead: ${operation.instead}` : ''}.`,
        ...(isLocalAndQuick(call) ? { tier: 'information' as const } : {}),
        ...(operation?.cost === undefined ? {} : { data: { milliseconds: operation.cost } }),
      });
    }
  },
});

/** SQLite runs inside the process by design: it blocks for microseconds on small data, and there is no asynchronous form to move to. */
function isLocalAndQuick({ operation }: Call): boolean {
  return operation?.traits.includes('sqlite') === true;
}
