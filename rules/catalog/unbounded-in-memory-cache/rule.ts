import { everyOf } from '../../kit/every-of.ts';
import { defineRule } from '../../kit/define-rule.ts';
import { isFewByNature } from '../../kit/few-by-nature.ts';
import { nameOf } from '../../kit/names.ts';
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
      if (codebase.isOffline(facts.file) || /\.dev\.[cm]?[jt]s$/.test(facts.file)) continue;
      for (const growths of growthsIn(codebase, facts)) yield* reported(codebase, facts, growths.filter((each) => !isOfFew(facts, each)));
    }
  },

  *fix({ at }, { codebase, textOf }) {
    const facts = codebase.facts.get(at.file);
    const text = textOf(at.file);
    const edits = facts && text !== undefined ? boundedEdits(codebase, text, facts, at) : [];
    if (edits.length > 0) yield { title: 'Keep the 1,000 used last', safety: 'suggestion', edits };
  },
});

/** Keys that are few whoever asks: regions, versions, queues, the tables of the code itself. */
function isOfFew(facts: FileFacts, { name, key }: Growth): boolean {
  const said = nameOf(facts, key);
  return (said !== undefined && (isFewByNature(said) || FEW_KEYS.test(said))) || /flag|job|queue/i.test(name);
}

const FEW_KEYS = /version|container|queue|region|currenc|locale|lang(?:uage)?s?(?![a-z])|collectionName|tableName|modelName|jobName|schema|workflow|secret|bucket|platform|algorithm/i;

/** The first place that requests come to. */
function* reported(codebase: Codebase, facts: FileFacts, growths: readonly Growth[]) {
  for (const { name, in: owner, span, key } of growths) {
    const path = codebase.requests.to(functionId(facts.file, owner));
    if (!path || isOnceOn(codebase, path)) continue;
    yield {
      at: { file: facts.file, span },
      message: `${name} ${key ? `keeps an entry for each ${nameOf(facts, key) ?? 'key'} that ${path.entryPoint.label} comes with` : `grows with ${everyOf(path.entryPoint)}`}, and nothing takes any out: memory grows as long as the process runs, and each instance remembers something else.`,
      confidence: path.steps.every(({ resolution }) => resolution === 'static') ? ('certain' as const) : ('likely' as const),
      evidence: stepsOf(path),
      entryPoints: codebase.requests.entryPointsOf(functionId(facts.file, owner)),
    };
    return;
  }
}
