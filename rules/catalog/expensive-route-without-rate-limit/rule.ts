import { defineRule } from '../../kit/define-rule.ts';
import { filesReachedBy } from '../../kit/deployed-service.ts';
import { isRemembered } from '../../kit/once.ts';
import { option } from '../../kit/options.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import type { Codebase } from '../../model/codebase.ts';
import { partsOfFunctionId, siteOf } from '../../model/graphs.ts';
import type { Site } from '../../model/source.ts';
import type { EntryPoint } from '../../model/workspace.ts';
import { expenseOf } from './expense.ts';
import { limitsEverything, limitsRoute } from './limits.ts';

export default defineRule({
  scope: 'workspace',
  category: 'resilience',
  // A gateway in front may count as well, which code does not say.
  tier: 'advice',

  options: {
    limitedByGateway: option.flag({ default: false, description: 'A gateway in front of the services bounds how often somebody may ask.' }),
  },

  *check(_workspace, codebase, { limitedByGateway }) {
    if (limitedByGateway) return;
    const told = new Set<string>();
    const isLimited = servicesWithLimits(codebase);
    for (const reached of codebase.requests.calls()) {
      const { call, path: { entryPoint } } = reached;
      const does = codebase.isOffline(call.file) ? undefined : expenseOf(call);
      const key = `${entryPoint.handler} ${entryPoint.label}`;
      if (does === undefined || told.has(key) || !ASKED.has(entryPoint.kind) || FEW_USERS.test(entryPoint.label)) continue;
      if (isLimited(entryPoint) || limitsRoute(codebase, reached.path) || isRemembered(codebase, call, reached.path)) continue;
      told.add(key);
      yield reportOnPath(codebase, reached, {
        at: placeOf(codebase, entryPoint),
        message: `${entryPoint.label} ${does} each time, and nothing bounds how often somebody may ask.`,
        more: [{ at: siteOf(call), shows: `${call.operation?.label ?? 'the call'} ${does}` }],
        confidence: 'likely',
      });
    }
  },
});

const ASKED = new Set<string>(['http-route', 'rpc', 'graphql-resolver', 'server-action', 'serverless']);
/** Tools for the few who run the product. */
const FEW_USERS = /(?:^|[\s/.:])_?(?:admin|backoffice|internal|debug|cron|webhooks?)\b/i;

/** A class with routes has many of them: the method is meant. */
function placeOf({ facts }: Codebase, { at, handler }: EntryPoint): Site {
  const { file, index } = partsOfFunctionId(handler);
  const method = facts.get(file)?.functions[index];
  return method?.kind === 'method' ? { file, span: method.nameSpan } : at;
}

function servicesWithLimits(codebase: Codebase): (entryPoint: EntryPoint) => boolean {
  const known = new Map<string, boolean>();
  return ({ at: { file } }) => {
    const service = codebase.serviceOf(file);
    if (!service) return limitsEverything(codebase, [file]);
    const limits = known.get(service.root) ?? limitsEverything(codebase, filesReachedBy(codebase, service));
    known.set(service.root, limits);
    return limits;
  };
}
