import { callAt } from '../../kit/call-at.ts';
import { defineRule } from '../../kit/define-rule.ts';
import { isAskedByTheClock } from '../../kit/deployed-service.ts';
import { isForgotten, isForgottenOn } from '../../kit/forgotten.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { CallFact } from '../../model/facts.ts';
import type { ReachedCall } from '../../model/graphs.ts';
import type { EntryPoint } from '../../model/workspace.ts';
import { queuedForm } from './queued-form.ts';

export default defineRule({
  scope: 'workspace',
  category: 'async-work',
  tier: 'advice',
  options: {},

  *check(_workspace, codebase) {
    for (const reached of codebase.requests.calls()) {
      const { call } = reached;
      if (call.operation?.kind !== 'message' || codebase.isOffline(call.file) || !isWaitedFor(codebase, reached)) continue;
      const [waiting] = waitingAt(codebase, reached);
      if (!waiting) continue;
      yield reportOnPath(codebase, reached, {
        message: `${waiting.label} answers only after ${call.operation.label} is done: the user waits for the provider.`,
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

/** Who waits and does not ask for the sending itself: nobody waits for what a clock asks, and a test of the settings is there to be waited for. The path's own comes first. */
function waitingAt(codebase: Codebase, { call, path: { entryPoint } }: ReachedCall): readonly EntryPoint[] {
  return [entryPoint, ...codebase.requests.entryPointsOf(call.caller)].filter((each) => !isAskedByTheClock(codebase, each) && !IS_ASKED_FOR.test(each.label));
}

/** `POST /webhooks/test`, `testSmtpConfig`, `invite.resend`, `sendPreviewAction`. */
const IS_ASKED_FOR = /(?:^|[^a-z])(?:tests?|resend|preview)(?:[^a-z]|$)|(?:Test|Resend|Preview)(?=[A-Z]|$)/;

/** Neither the call nor a step on the way to it is started and left alone. */
function isWaitedFor(codebase: Codebase, { call, path }: ReachedCall): boolean {
  const isKept = ({ use }: CallFact): boolean => use !== 'dropped';
  return isKept(call.fact) && path.steps.every((step) => step.how === 'callback' || isKept(step.call.fact)) && !isForgotten(codebase, call) && !isForgottenOn(codebase, path);
}
