import { callAt } from '../../kit/call-at.ts';
import { defineRule, type FixContext, type Report } from '../../kit/define-rule.ts';
import { leadsTo } from '../../kit/leads-to.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import { servedOperations } from '../../kit/served-calls.ts';
import type { QuickFix } from '../../model/finding.ts';
import { siteOf, type Call } from '../../model/graphs.ts';
import { backoffEdits, isUnspaced } from './library-retry.ts';
import { retriesItself } from './retry-again.ts';
import { retryLoopAround, type RetryLoop } from './retry-loop.ts';

export default defineRule({
  scope: 'workspace',
  category: 'resilience',
  // How often a try fails, and who calls with how many, is not in the code: measured precision carries advice only.
  tier: 'advice',
  options: {},

  *check(_workspace, codebase) {
    const told = new Set<string>();
    const asksOthers = leadsTo(codebase, isAsking);
    const asked = (call: Call) => (isAsking(call) ? call : call.edges.map(({ callee, how }) => (how === 'deferred' ? undefined : asksOthers(callee)?.target)).find((each) => each !== undefined));
    for (const reached of codebase.requests.calls()) {
      const { call, path } = reached;
      if (codebase.isOffline(call.file)) continue;
      const loop = retryLoopAround(codebase, call);
      const isAgain = retriesItself(codebase, call);
      const target = loop || isAgain ? asked(call) : undefined;
      const words = loop ? wordsFor(loop) : 'at once';
      const key = `${call.file} ${loop?.loop.span[0] ?? call.fact.span[0]}`;
      if (!target || words === undefined || told.has(key)) continue;
      told.add(key);
      yield reportOnPath(codebase, reached, {
        message: `${path.entryPoint.label} tries ${target.operation?.label ?? 'the call'} again ${words} when it fails: the more requests fail, the more are sent.`,
        confidence: 'likely',
      });
    }
    for (const call of servedOperations(codebase)) {
      if (!isUnspaced(codebase, call)) continue;
      yield { at: siteOf(call), message: `${call.operation.label} tries again at once when a call fails: no delay is given, and its own is none.`, confidence: 'certain' };
    }
  },

  *fix({ at }: Report, { codebase, textOf }: FixContext): Iterable<QuickFix> {
    const call = callAt(codebase, at);
    const text = textOf(at.file);
    const edits = call && text !== undefined ? backoffEdits(codebase, text, call) : [];
    if (edits.length > 0) yield { title: 'Wait longer before each further try', safety: 'suggestion', edits };
  },
});

/** Another service, a provider: something that fails under load and that others lean on too. */
function isAsking({ operation }: Call): boolean {
  return operation?.kind === 'outbound' || operation?.kind === 'message';
}

function wordsFor({ waits, isEndless }: RetryLoop): string | undefined {
  if (isEndless) return waits === 'longer' ? 'without end' : waits === 'same' ? 'after always the same time, without end,' : 'at once, without end,';
  return waits === 'longer' ? undefined : waits === 'same' ? 'after always the same time' : 'at once';
}
