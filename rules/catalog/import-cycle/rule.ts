import { defineRule, type Report } from '../../kit/define-rule.ts';
import { option } from '../../kit/options.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Dependency } from '../../model/graphs.ts';
import { sameSpan, type FilePath } from '../../model/source.ts';

export default defineRule({
  scope: 'workspace',
  category: 'coupling',
  tier: 'information',

  options: {
    typeImports: option.flag({ default: true, description: 'Speak, as advice, of circles that exist only because a type is imported without `import type`.' }),
  },

  *check(_workspace, codebase, { typeImports }) {
    const isJudged = ({ from, to }: Dependency): boolean => !codebase.isOffline(from) && !codebase.isOffline(to);
    const atLoad = (dependency: Dependency): boolean => isJudged(dependency) && !dependency.isLazy && !dependency.isErasable && dependency.kind !== 'type-only';
    const knotted = new Set<FilePath>();
    for (const cycle of codebase.modules.cycles(atLoad)) {
      for (const { from } of cycle) knotted.add(from);
      yield circle(codebase, cycle);
    }
    if (!typeImports) return;
    const asWritten = (dependency: Dependency): boolean => isJudged(dependency) && !dependency.isLazy && dependency.kind !== 'type-only';
    for (const cycle of codebase.modules.cycles(asWritten)) {
      const erasable = cycle.find(({ isErasable }) => isErasable);
      if (!erasable || cycle.some(({ from }) => knotted.has(from))) continue;
      const turned = [...cycle.slice(cycle.indexOf(erasable)), ...cycle.slice(0, cycle.indexOf(erasable))];
      yield { ...circle(codebase, turned), tier: 'advice' };
    }
  },

  *fix({ at }, { codebase }) {
    const imported = codebase.facts.get(at.file)?.imports.find(({ specifierSpan }) => sameSpan(specifierSpan, at.span));
    if (!imported?.isErasable || imported.kind !== 'import' || imported.keywordEnd === undefined) return;
    yield {
      title: 'Import only the type',
      safety: 'safe',
      edits: [{ file: at.file, span: [imported.keywordEnd, imported.keywordEnd], newText: ' type' }],
    };
  },
});

function circle(_codebase: Codebase, cycle: readonly Dependency[]): Report {
  const [first, ...rest] = cycle;
  if (!first) throw new Error('A circle has at least one import.');
  const others = rest.length === 1 ? `${rest[0]?.from ?? ''} import` : `${rest.length} more files import`;
  return {
    at: { file: first.from, span: first.span },
    message: `${first.from} and ${others} one another in a circle, so none loads, is tested or moves without the others.`,
    confidence: 'certain',
    evidence: cycle.map(({ from, to, span }) => ({ at: { file: from, span }, shows: `${from} imports ${to}` })),
  };
}
