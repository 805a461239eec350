import { callAt } from '../../kit/call-at.ts';
import { defineRule } from '../../kit/define-rule.ts';
import { isForgotten, isForgottenOn } from '../../kit/forgotten.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { CallFact } from '../../model/facts.ts';
import type { ReachedCall } from '../../model/graphs.ts';
import { queuedForm } from './queued-form.ts';

export default defineRule({
  scope: 'workspace',
  category: 'async-work',
  tier: 'advice',
  options: {},

  *check(_workspace, codebase) {
    for (const reached of codebase.requests.calls()) {
      const { call, path } = reached;
      if (call.operation?.kind !== 'message' || codebase.isOffline(call.file) || !isWaitedFor(codebase, reached)) continue;
      yield reportOnPath(codebase, reached, {
        message: `${path.entryPoint.label} answers only after ${call.operation.label} is done: the user waits for the provider.`,
      });
    }
  },

  *fix({ at }, { codebase, textOf }) {
    const facts = codebase.facts.get(at.file);
    const call = callAt(codebase, at);
    const queued = facts && call ? queuedForm(codebase, textOf, facts, call) : undefined;
    if (queued) yield { title: `Put it on ${queued.queue}, for a worker to send`, safety: 'suggestion', edits: queued.edits };
  },
});

/** Neither the call nor a step on the way to it is started and left alone. */
function isWaitedFor(codebase: Codebase, { call, path }: ReachedCall): boolean {
  const isKept = ({ use }: CallFact): boolean => use !== 'dropped';
  return isKept(call.fact) && path.steps.every((step) => step.how === 'callback' || isKept(step.call.fact)) && !isForgotten(codebase, call) && !isForgottenOn(codebase, path);
}
