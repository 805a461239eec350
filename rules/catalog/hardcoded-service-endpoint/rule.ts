import { defineRule } from '../../kit/define-rule.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import { type Address, addressOf, serviceCalled } from '../../kit/service-called.ts';
import type { Codebase } from '../../model/codebase.ts';
import { partsOf, type Expression } from '../../model/expression.ts';
import { siteOf, type Call } from '../../model/graphs.ts';

export default defineRule({
  scope: 'workspace',
  category: 'coupling',
  tier: 'information',
  options: {},

  *check(_workspace, codebase) {
    const seen = new Set<string>();
    for (const reached of codebase.requests.calls()) {
      const { call } = reached;
      if (call.operation?.kind !== 'outbound' || codebase.isOffline(call.file) || isForDevelopment(codebase, call)) continue;
      const address = addressOf(codebase, call);
      const whose = address && whoIsMeant(codebase, address);
      if (!address || whose === undefined) continue;
      const at = address.at ?? siteOf(call);
      const key = `${at.file}:${at.span[0]}`;
      if (seen.has(key) || codebase.isOffline(at.file)) continue;
      seen.add(key);
      yield reportOnPath(codebase, reached, {
        at,
        message: `${call.operation.label} goes to ${address.host ?? ''}${address.port === undefined ? '' : `:${address.port}`}, which is ${whose}, whatever the deployment says.`,
        more: address.at ? [{ at: siteOf(call), shows: `${call.operation.label} calls it` }] : [],
        confidence: 'likely',
      });
    }
  },
});

/** One's own machine, or a workload of this workspace by the name it has today. */
function whoIsMeant(codebase: Codebase, address: Address): string | undefined {
  const { host, port, variable } = address;
  if (host === undefined || variable !== undefined) return undefined;
  if (/^(localhost|127\.0\.0\.1|0\.0\.0\.0|host\.docker\.internal)$/.test(host)) return port === undefined ? undefined : 'the machine it runs on';
  const service = serviceCalled(codebase, address);
  return service && `${service.name} by the name of one deployment`;
}

/** Within `if (development)`, or in a file that is chosen so. */
function isForDevelopment({ facts }: Codebase, { file, fact }: Call): boolean {
  if (/(^|[/._-])(dev|development|local|mock|stub)([/._-]|$)/i.test(file)) return true;
  const own = facts.get(file);
  for (let index = fact.branch; own && index !== undefined; index = own.branches[index]?.parent) {
    const test = own.branches[index]?.test;
    if (test && speaksOfDevelopment(test)) return true;
  }
  return false;
}

function speaksOfDevelopment(expression: Expression): boolean {
  if (expression.kind === 'literal') return /^(dev|development|test|local)$/.test(String(expression.value));
  if (expression.kind === 'name' || expression.kind === 'member') if (/^(is_?)?(dev|development|local|test)|NODE_ENV/i.test(expression.name)) return true;
  return partsOf(expression).some((part) => speaksOfDevelopment(part));
}
