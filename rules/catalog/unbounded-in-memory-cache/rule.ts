import { everyOf } from '../../kit/every-of.ts';
import { defineRule } from '../../kit/define-rule.ts';
import { isOnceOn } from '../../kit/once.ts';
import { growthsIn, type Growth } from '../../kit/growing-collections.ts';
import { stepsOf } from '../../kit/request-path-report.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { FileFacts } from '../../model/facts.ts';
import { functionId } from '../../model/function-id.ts';
import { boundedEdits } from './bounded-cache.ts';

export default defineRule({
  scope: 'workspace',
  category: 'caching',
  // Whether the keys are few is often known only to the team: measured precision carries advice only.
  tier: 'advice',
  options: {},

  *check(_workspace, codebase) {
    for (const facts of codebase.facts.values()) {
      if (codebase.isOffline(facts.file)) continue;
      for (const growths of growthsIn(codebase, facts)) yield* reported(codebase, facts, growths);
    }
  },

  *fix({ at }, { codebase, textOf }) {
    const facts = codebase.facts.get(at.file);
    const text = textOf(at.file);
    const edits = facts && text !== undefined ? boundedEdits(codebase, text, facts, at) : [];
    if (edits.length > 0) yield { title: 'Keep the 1,000 used last', safety: 'suggestion', edits };
  },
});

/** The first place that requests come to. */
function* reported(codebase: Codebase, facts: FileFacts, growths: readonly Growth[]) {
  for (const { name, in: owner, span } of growths) {
    const path = codebase.requests.to(functionId(facts.file, owner));
    if (!path || isOnceOn(codebase, path)) continue;
    yield {
      at: { file: facts.file, span },
      message: `${name} grows with ${everyOf(path.entryPoint)} and nothing takes entries out: the process runs out of memory, and each instance remembers something else.`,
      confidence: path.steps.every(({ resolution }) => resolution === 'static') ? ('certain' as const) : ('likely' as const),
      evidence: stepsOf(path),
      entryPoints: codebase.requests.entryPointsOf(functionId(facts.file, owner)),
    };
    return;
  }
}
