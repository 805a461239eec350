import { defineRule } from '../../kit/define-rule.ts';
import { everyOf } from '../../kit/every-of.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import { servedOperations } from '../../kit/served-calls.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import { partsOf } from '../../model/expression.ts';
import type { BranchFact } from '../../model/facts.ts';
import { siteOf, type ReachedCall } from '../../model/graphs.ts';

export default defineRule({
  scope: 'service',
  category: 'observability',
  tier: 'advice',
  options: {},

  *check(service, codebase) {
    const printed = [...codebase.requests.calls(service)].filter((reached) => isPrinted(codebase, reached));
    const [first, ...others] = printed;
    if (!first || hasLogger(codebase)) return;
    const more = others.length === 0 ? '' : `, and ${others.length === 1 ? 'one more call prints' : `${others.length} more calls print`} on the way of requests`;
    yield reportOnPath(codebase, first, {
      message: `${first.call.operation?.label ?? 'console'} prints for ${everyOf(first.path.entryPoint)}${more}: ${service.name === '' ? 'the service' : service.name} has no logger.`,
      more: others.slice(0, 9).map(({ call }) => ({ at: siteOf(call), shows: `${call.operation?.label ?? 'console'} prints here` })),
    });
  },
});

/** What fails is rare, and what runs only while developing is over before load comes. */
function isPrinted(codebase: Codebase, { call }: ReachedCall): boolean {
  if (call.operation?.kind !== 'log' || !call.operation.traits.includes('console') || codebase.isOffline(call.file)) return false;
  const method = call.fact.callee.kind === 'member' ? call.fact.callee.name : '';
  if (method === 'error' || method === 'warn' || method === 'assert') return false;
  const branches = codebase.facts.get(call.file)?.branches ?? [];
  for (let branch: BranchFact | undefined = branches[call.fact.branch ?? -1]; branch; branch = branches[branch.parent ?? -1]) {
    if (branch.kind === 'catch' || (branch.test && looksAtMode(branch.test))) return false;
  }
  return true;
}

function looksAtMode(test: Expression, depth = 0): boolean {
  if (depth > 5) return false;
  if (test.kind === 'member' && /^(?:NODE_ENV|DEBUG|VERBOSE|debug|verbose|isDev|isDevelopment|dev)$/.test(test.name)) return true;
  if (test.kind === 'name' && /debug|verbose|dev/i.test(test.name)) return true;
  return partsOf(test).some((part) => looksAtMode(part, depth + 1)) || (test.kind === 'member' && looksAtMode(test.of, depth + 1));
}

function hasLogger(codebase: Codebase): boolean {
  for (const { operation } of servedOperations(codebase)) {
    if (operation.kind === 'log' && !operation.traits.includes('console')) return true;
    if (operation.kind === 'telemetry') return true;
  }
  return false;
}
