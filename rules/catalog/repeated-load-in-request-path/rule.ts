import { callAt } from '../../kit/call-at.ts';
import { isConstant } from '../../kit/constant.ts';
import { everyOf } from '../../kit/every-of.ts';
import { defineRule } from '../../kit/define-rule.ts';
import { isRemembered } from '../../kit/once.ts';
import { reportOnPath } from '../../kit/request-path-report.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Call } from '../../model/graphs.ts';
import { hoistedLoad } from './hoisted-load.ts';

export default defineRule({
  scope: 'workspace',
  category: 'caching',
  // Whether a file changes while the service runs is not in the code: measured precision carries advice only.
  tier: 'advice',
  options: {},

  *check(_workspace, codebase) {
    for (const reached of codebase.requests.calls()) {
      const { call, path } = reached;
      if (codebase.isOffline(call.file) || !isSameEveryTime(codebase, call) || isRemembered(codebase, call, path)) continue;
      yield reportOnPath(codebase, reached, {
        message: `${call.operation?.label ?? 'The call'} does the same again for ${everyOf(path.entryPoint)}; once would do.`,
      });
    }
  },

  *fix({ at }, { codebase, textOf }) {
    const facts = codebase.facts.get(at.file);
    const text = textOf(at.file);
    const call = callAt(codebase, at);
    const moved = facts && text !== undefined && call ? hoistedLoad(text, facts, call) : undefined;
    if (moved) yield { title: `Make ${moved.name} once, as the module loads`, safety: 'suggestion', edits: moved.edits };
  },
});

/** Compiles, parses or reads something whose source is written down. */
function isSameEveryTime(codebase: Codebase, { file, fact, operation }: Call): boolean {
  const isLoad = operation?.kind === 'load';
  const isRead = (operation?.kind === 'file' || operation?.kind === 'blocking') && /(?:^|\.)readFile(?:Sync)?$/.test(operation.label);
  if ((!isLoad && !isRead) || operation.traits.includes('formatter')) return false;
  return fact.arguments.length > 0 && fact.arguments.every((argument) => argument.kind === 'function' || isConstant(codebase, file, argument));
}
