import { defineRule } from '../../kit/define-rule.ts';
import { isDevelopmentOnly } from '../../kit/development-only.ts';
import { isNeverEntered, isRuledOutOn } from '../../kit/flags.ts';
import { leadsTo, type Lead } from '../../kit/leads-to.ts';
import { nameOf } from '../../kit/names.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { FunctionId } from '../../model/function-id.ts';
import { siteOf, type Call, type ReachedCall } from '../../model/graphs.ts';
import { handedWork } from './handed-work.ts';
import { heldFor, opens } from './open-stretch.ts';

export default defineRule({
  scope: 'workspace',
  category: 'database',
  tier: 'warning',
  options: {},

  *check(_workspace, codebase) {
    // What is only started, the transaction does not wait for.
    const waysOut = leadsTo(codebase, isForeign, ({ how, call }) => (how === 'call' || how === 'callback') && call.fact.use !== 'dropped');
    const leads = (from: FunctionId): Lead | undefined => {
      const lead = waysOut(from);
      return lead && !isRuledOutOn(codebase, lead.steps, lead.target) ? lead : undefined;
    };
    const told = new Set<Call>();
    for (const reached of codebase.requests.calls()) {
      const { call } = reached;
      if (codebase.isOffline(call.file) || isDevelopmentOnly(codebase, call) || (call.operation?.kind === 'transaction' && isNeverEntered(codebase, call))) continue;
      if (opens(codebase, call)) {
        const lead = heldFor(codebase, call, isForeign, leads);
        if (lead) yield reportOf(codebase, reached, call.operation?.kind === 'query' ? 'The transaction' : call.operation?.label, lead);
      } else if (call.operation?.kind === 'transaction') {
        yield* heldOpen(codebase, reached, leads, told);
      }
    }
  },
});

/** Waits for something that is not the database. */
function isForeign({ operation, fact }: Call): boolean {
  return fact.use !== 'dropped' && (operation?.kind === 'outbound' || operation?.kind === 'message' || operation?.kind === 'enqueue');
}

function* heldOpen(codebase: Codebase, reached: ReachedCall, leads: (from: FunctionId) => Lead | undefined, told: Set<Call>) {
  const bodies = reached.call.edges.filter(({ how }) => how === 'callback').map(({ callee }) => callee);
  const lead = bodies.map(leads).find((each) => each !== undefined);
  if (lead) yield reportOf(codebase, reached, reached.call.operation?.label, lead);
  for (const { by, lead: own } of lead ? [] : handedWork(codebase, reached.call, bodies, leads)) {
    const path = codebase.requests.to(by.caller);
    if (!path || told.has(by)) continue;
    told.add(by);
    yield reportOf(codebase, { call: by, path }, nameOf(codebase.facts.get(by.file), by.fact.callee), own);
  }
}

function reportOf(codebase: Codebase, reached: ReachedCall, name: string | undefined, { target, steps }: Lead) {
  const isSure = !target.isGuessed && steps.every(({ resolution }) => resolution === 'static');
  return reportOnPath(codebase, reached, {
    message: `${name ?? 'The transaction'} stays open while ${target.operation?.label ?? 'another system'} answers: its locks and its connection wait on a system outside the database.`,
    confidence: isSure ? 'certain' : 'likely',
    more: [...steps.map((step) => ({ at: siteOf(step.call), shows: 'the transaction comes through here' })), { at: siteOf(target), shows: `${target.operation?.label ?? 'the call'} is waited for here` }],
  });
}
