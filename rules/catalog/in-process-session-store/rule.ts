import { optionEdits } from '../../kit/argument-edits.ts';
import { callAt } from '../../kit/call-at.ts';
import { defineRule, type FixContext, type Report } from '../../kit/define-rule.ts';
import { importedAs, importOf, isFree } from '../../kit/edits.ts';
import { hasAlternative, isConditional, isToldMemory, keepsInProcess, labelOf } from '../../kit/own-store.ts';
import { majorOf, redisIn } from '../../kit/redis-in.ts';
import { servedOperations } from '../../kit/served-calls.ts';
import type { QuickFix } from '../../model/finding.ts';
import { siteOf } from '../../model/graphs.ts';

export default defineRule({
  scope: 'workspace',
  category: 'statelessness',
  tier: 'warning',
  options: {},

  *check(_workspace, codebase) {
    for (const call of servedOperations(codebase)) {
      const { operation, isGuessed } = call;
      if (operation.kind !== 'session' || hasAlternative(codebase, call)) continue;
      // Made under a condition, it stands beside something else.
      const isMemory = (operation.traits.includes('memory-store') && !isConditional(codebase, call)) || isToldMemory(codebase, call);
      if (!isMemory && !keepsInProcess(codebase, call)) continue;
      const service = codebase.serviceOf(call.file)?.name ?? 'the service';
      yield {
        at: siteOf(call),
        message: `${labelOf(codebase, call)} ${isMemory ? 'keeps sessions in this instance alone' : 'has no store, so sessions stay in the memory of this process'}: a second instance of ${service} knows none of them, and a restart ends them all.`,
        confidence: isGuessed ? 'likely' : 'certain',
      };
    }
  },

  fix,
});

const LIBRARY = 'connect-redis';
const NAME = 'RedisStore';

/** Keeps them in the Redis that the file has at hand, where connect-redis is a dependency in a version that takes a client. */
function* fix({ at }: Report, { codebase, textOf }: FixContext): Iterable<QuickFix> {
  const call = callAt(codebase, at);
  const facts = codebase.facts.get(at.file);
  const text = textOf(at.file);
  if (!call || !facts || text === undefined) return;
  if (!call.operation?.traits.includes('option:store') || !call.origins.some((origin) => origin.startsWith('express-session#'))) return;
  const major = majorOf(codebase, facts, LIBRARY) ?? 0;
  const redis = redisIn(codebase, facts, call.fact.span[0]);
  if (major < 7 || !redis || (major >= 9 && redis.library === 'ioredis')) return;
  const exported = major === 7 ? 'default' : NAME;
  const known = importedAs(facts, exported, [LIBRARY]);
  if (known === undefined && (!isFree(text, NAME) || (major === 7 && /\brequire\(/.test(text)))) return;
  const edits = optionEdits(text, facts, call.fact, 0, 'store', `new ${known ?? NAME}({ client: ${redis.name} })`);
  if (edits.length === 0) return;
  const brought = known === undefined ? [importOf(text, facts, NAME, LIBRARY, major === 7 ? 'default' : 'named')] : [];
  yield { title: `Keep sessions in ${redis.name}`, safety: 'suggestion', edits: [...edits, ...brought] };
}
