/** Marks what was there before: in the team's baseline, or in the commit that is compared with. Suppressed findings need no mark. */

import type { BaselineEntry } from '../../../rules/model/baseline.ts';
import type { Codebase } from '../../../rules/model/codebase.ts';
import type { Finding } from '../../../rules/model/finding.ts';
import type { Problem } from '../../../rules/model/outcome.ts';
import { compareWith } from './compare.ts';

/** What the commit has that is compared with, under the paths that files have now. */
export interface Base {
  readonly findings: readonly BaseFinding[];
  /** Of all kinds; its comments that switch nothing off are nobody's news. */
  readonly problems: readonly Problem[];
}

export interface BaseFinding extends BaselineEntry {
  /** Labels of all entry points that come through it. */
  readonly entryPoints: readonly string[];
}

const MOST_NEW = 20;

export interface Marked {
  readonly findings: readonly Finding[];
  readonly stale: readonly BaselineEntry[];
}

/** `entryPointsOf`: labels of all entry points that come through a finding. */
export function withKnown(findings: readonly Finding[], { baseline, base }: { readonly baseline?: readonly BaselineEntry[] | undefined; readonly base?: Base | undefined }, codebase: Codebase, entryPointsOf: (finding: Finding) => readonly string[]): Marked {
  const active = findings.filter(({ suppressed }) => suppressed === undefined);
  const recorded = compareWith(baseline ?? [], active, codebase);
  const compared = compareWith(base?.findings ?? [], active, codebase);
  const labels = new Set(codebase.workspace.services.flatMap(({ entryPoints }) => entryPoints.map(({ label }) => label)));
  return {
    findings: findings.map((finding) => {
      const before = compared.known.get(finding);
      if (!before) return recorded.known.has(finding) ? { ...finding, isKnown: true } : finding;
      const added = addedTo(before.entryPoints, entryPointsOf(finding), labels);
      return added.length > 0 ? { ...finding, newEntryPoints: added.slice(0, MOST_NEW) } : { ...finding, isKnown: true };
    }),
    stale: recorded.stale,
  };
}

/** Marks comments that switched nothing off in the commit that is compared with either. */
export function withKnownComments(problems: readonly Problem[], { problems: before }: Base): readonly Problem[] {
  const left = before.filter(({ kind }) => kind === 'stale-suppression');
  return problems.map((problem) => {
    const same = left.findIndex(({ file, message }) => problem.kind === 'stale-suppression' && file === problem.file && message === problem.message);
    if (same < 0) return problem;
    left.splice(same, 1);
    return { ...problem, isKnown: true };
  });
}

/** Entry points that now come through, beyond those that merely took the place of others that are gone altogether: a route that was renamed. */
function addedTo(before: readonly string[], now: readonly string[], all: ReadonlySet<string>): readonly string[] {
  const known = new Set(before);
  const added = [...new Set(now)].filter((label) => !known.has(label));
  const gone = [...known].filter((label) => !all.has(label));
  return added.slice(gone.length);
}
