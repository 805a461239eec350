import { defineRule } from '../../kit/define-rule.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Call } from '../../model/graphs.ts';
import type { Site } from '../../model/source.ts';
import { catchAround, silenceOf, silenceOfCallback, type Silence } from './silence.ts';

export default defineRule({
  scope: 'workspace',
  category: 'observability',
  // Whether a failure matters is for its authors to say.
  tier: 'advice',
  options: {},

  *check(_workspace, codebase) {
    const told = new Set<string>();
    for (const reached of codebase.requests.calls()) {
      const { call, path } = reached;
      if (!isLoss(call) || codebase.isOffline(call.file)) continue;
      const found = swallowedAt(codebase, call);
      const key = found && `${found.at.file} ${found.at.span[0]}`;
      if (!found || key === undefined || told.has(key)) continue;
      told.add(key);
      const { label } = path.entryPoint;
      yield reportOnPath(codebase, reached, {
        at: found.at,
        message: found.silence === 'empty' ? `Nobody hears of it when ${call.operation?.label ?? 'the call'} fails for ${label}.` : `${label} goes on as if nothing had happened when ${call.operation?.label ?? 'the call'} fails, and nobody hears of it.`,
        confidence: 'likely',
      });
    }
  },
});

/** Something is lost when it fails: a cache can be asked again, and a look-up that throws when it finds nothing is a question. */
function isLoss({ operation }: Call): boolean {
  if (!operation || !LOSSES.has(operation.kind)) return false;
  return !/(?:OrThrow|OrFail|OrReject)$/.test(operation.label);
}

const LOSSES = new Set(['query', 'transaction', 'outbound', 'enqueue', 'message']);

function swallowedAt(codebase: Codebase, call: Call): { readonly at: Site; readonly silence: Silence } | undefined {
  const { file, fact, index } = call;
  const facts = codebase.facts.get(file);
  if (!facts) return undefined;
  const next = facts.calls.find(({ callee }) => callee.kind === 'member' && callee.name === 'catch' && callee.of.kind === 'call' && callee.of.call === index);
  const [handler] = next?.arguments ?? [];
  const callback = handler?.kind === 'function' ? facts.functions[handler.function] : undefined;
  if (next) {
    const silence = callback && silenceOfCallback(callback);
    return silence && { at: { file, span: next.nameSpan }, silence };
  }
  // A promise that nobody waits for fails outside of the try.
  if (fact.use === 'dropped') return undefined;
  const caught = catchAround(facts, fact);
  const silence = caught && silenceOf(facts, caught);
  return caught && silence && { at: { file, span: [caught.span[0], caught.span[0] + 1] }, silence };
}
