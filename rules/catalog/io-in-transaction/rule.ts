import { defineRule } from '../../kit/define-rule.ts';
import { leadsTo, type Lead } from '../../kit/leads-to.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import type { Codebase } from '../../model/codebase.ts';
import { siteOf, type Call, type CallEdge, type ReachedCall } from '../../model/graphs.ts';

export default defineRule({
  scope: 'workspace',
  category: 'database',
  tier: 'warning',
  options: {},

  *check(_workspace, codebase) {
    const lead = leadsTo(codebase, isForeign, ({ how }) => how === 'call' || how === 'callback');
    for (const reached of codebase.requests.calls()) {
      if (reached.call.operation?.kind === 'transaction' && !codebase.isOffline(reached.call.file)) yield* heldOpen(codebase, reached, lead);
    }
  },
});

/** Waits for something that is not the database. */
function isForeign({ operation, fact }: Call): boolean {
  return fact.use !== 'dropped' && (operation?.kind === 'outbound' || operation?.kind === 'message' || operation?.kind === 'enqueue');
}

function* heldOpen(codebase: Codebase, reached: ReachedCall, lead: (from: CallEdge['callee']) => Lead | undefined) {
  const { call } = reached;
  for (const edge of call.edges) {
    const way = edge.how === 'callback' ? lead(edge.callee) : undefined;
    if (!way) continue;
    const { target, steps } = way;
    const isSure = !target.isGuessed && steps.every(({ resolution }) => resolution === 'static');
    yield reportOnPath(codebase, reached, {
      message: `${call.operation?.label ?? 'The transaction'} stays open while ${target.operation?.label ?? 'another system'} answers: its locks and its connection wait on a system outside the database.`,
      confidence: isSure ? 'certain' : 'likely',
      more: [...steps.map((step) => ({ at: siteOf(step.call), shows: 'the transaction comes through here' })), { at: siteOf(target), shows: `${target.operation?.label ?? 'the call'} is waited for here` }],
    });
    return;
  }
}
