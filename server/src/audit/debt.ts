/** Compares this audit with those that were saved, and says what fits into a fifth of a sprint. Pure. */

import type { DebtModel, SavedAudit, SavedItem, SprintPlan } from '../../../rules/kit/audit/debt.ts';
import type { RankedFinding } from '../../../rules/kit/audit-model.ts';
import type { Codebase } from '../../../rules/model/codebase.ts';
import { stepsShown } from '../../../rules/model/finding.ts';

/** `earlier`: in any order. `now`: milliseconds since 1970. */
export function debtOf(codebase: Codebase, ranked: readonly RankedFinding[], earlier: readonly SavedAudit[], now: number): DebtModel {
  const items = itemsFrom(ranked);
  const runs = earlier.filter(({ time }) => time < now).sort((a, b) => a.time - b.time);
  const last = runs.at(-1);
  const known = new Set(last?.items.flatMap(allOf));
  const here = new Set(items.flatMap(allOf));
  return {
    ...(last && { since: last.time }),
    came: last ? items.filter(({ fingerprint }) => !known.has(fingerprint)) : [],
    went: last ? last.items.filter(({ fingerprint }) => !here.has(fingerprint)) : [],
    trend: runs.length === 0 ? [] : [...runs.map(({ time, items: own }) => ({ time, count: own.length })), { time: now, count: items.length }],
    sprint: sprintFor(ranked, peopleIn(codebase)),
  };
}

export function savedAudit({ history }: Codebase, ranked: readonly RankedFinding[], now: number): SavedAudit {
  return { version: 1, time: now, ...(history && { commit: history.head }), items: itemsFrom(ranked) };
}

function itemsFrom(ranked: readonly RankedFinding[]): readonly SavedItem[] {
  return ranked.map(({ finding: { fingerprint, rule, message, location, others }, weight }) => ({
    fingerprint, rule, message, file: location.file, weight: Math.round(weight * 10) / 10,
    ...(others && { with: others.map((each) => each.fingerprint) }),
  }));
}

/** The next call of a loop that takes the word when the first is mended is no news. */
function allOf({ fingerprint, with: others = [] }: SavedItem): readonly string[] {
  return [fingerprint, ...others];
}

const SPRINT_DAYS = 10;
const SHARE = 0.2;
/** What one place mends, and what is spread over several files. */
const DAYS = { one: 0.5, several: 1 } as const;
const USUAL_TEAM = 5;
const LARGEST_TEAM = 12;
const RECENTLY_MS = 90 * 86_400_000;

function sprintFor(ranked: readonly RankedFinding[], people: number | undefined): SprintPlan {
  const team = Math.min(people ?? USUAL_TEAM, LARGEST_TEAM);
  const days = team * SPRINT_DAYS * SHARE;
  const items: SprintPlan['items'][number][] = [];
  let left = days;
  for (const { finding } of ranked) {
    const { message, location, fingerprint, tier } = finding;
    const cost = stepsShown(finding).some((step) => step.location.file !== location.file) ? DAYS.several : DAYS.one;
    if (tier === 'advice' || cost > left) continue;
    left -= cost;
    items.push({ message, days: cost, location, fingerprint });
  }
  return { people: team, days, items, assumes: `${people === undefined ? `A team of ${team}, since the history does not say` : `${team} people, ${people > LARGEST_TEAM ? 'one team of those' : 'those'} who committed in the last 90 days`}; two weeks; half a day for what one file mends, a day for what is spread over several.` };
}

/** People who committed lately, counted back from the last commit. */
function peopleIn({ history }: Codebase): number | undefined {
  const newest = history?.commits[0]?.time;
  if (!history || newest === undefined) return undefined;
  const lately = new Set(history.commits.filter(({ time, author }) => newest - time <= RECENTLY_MS && history.authors[author]?.isBot === false).map(({ author }) => author));
  return lately.size || undefined;
}
