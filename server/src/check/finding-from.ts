/** Turns what a rule reported into a finding: level, place, service; nothing where the team switched the rule off. */

import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import type { Report } from '../../../rules/kit/define-rule.ts';
import type { Settings } from '../../../rules/kit/settings.ts';
import type { Codebase } from '../../../rules/model/codebase.ts';
import type { Evidence, Finding, Severity, Tier } from '../../../rules/model/finding.ts';
import { rangeOf, type Location, type Site } from '../../../rules/model/source.ts';

export interface RawFinding {
  readonly entry: CatalogEntry;
  readonly report: Report;
  readonly finding: Finding;
}

export const MOST_ENTRY_POINTS = 20;
export const LOUDNESS: readonly Severity[] = ['hint', 'info', 'warning', 'error'];
/** As loud as each tier is where nobody said otherwise. */
const USUAL: Readonly<Record<Tier, Severity>> = { warning: 'warning', information: 'info', advice: 'hint' };
const LOUDEST: Readonly<Record<Tier, Severity>> = { warning: 'error', information: 'info', advice: 'hint' };

export function findingFrom(codebase: Codebase, settings: Settings, entry: CatalogEntry, report: Report): RawFinding | undefined {
  const { id, rule } = entry;
  const level = settings.levelOf(id, report.at.file);
  if (level === 'off') return undefined;
  const tier = settings.isNews(id, report.at.file) ? 'advice' : (report.tier ?? rule.tier);
  const severity = tier === rule.tier ? (level === USUAL[tier] ? (report.severity ?? level) : level) : quieter(level, LOUDEST[tier]);
  const service = codebase.serviceOf(report.at.file);
  const entryPoints = [...new Set((report.entryPoints ?? []).map(({ label }) => label))];
  return {
    entry,
    report,
    finding: {
      rule: id,
      category: rule.category,
      tier,
      severity,
      confidence: report.confidence,
      message: report.message,
      location: locate(codebase, report.at),
      evidence: (report.evidence ?? []).map(({ at, shows }): Evidence => ({ location: locate(codebase, at), shows })),
      evidenceIs: report.evidenceIs ?? 'path',
      ...(report.cause && { cause: { location: locate(codebase, report.cause.at), named: report.cause.named } }),
      ...(service ? { service: service.name } : {}),
      entryPoints: entryPoints.slice(0, MOST_ENTRY_POINTS),
      entryPointCount: entryPoints.length,
      fingerprint: '',
      identity: { in: '', about: '', shape: '' },
    },
  };
}

function quieter(a: Severity, b: Severity): Severity {
  return LOUDNESS.indexOf(a) <= LOUDNESS.indexOf(b) ? a : b;
}

function locate({ facts, manifests }: Codebase, { file, span }: Site): Location {
  const lineStarts = facts.get(file)?.lineStarts ?? manifests.lineStarts.get(file) ?? [0];
  return { file, range: rangeOf(lineStarts, span) };
}

/** By file, place, rule and message: the one order every door shows. */
export function compareFindings({ finding: a }: { readonly finding: Finding }, { finding: b }: { readonly finding: Finding }): number {
  return (
    compare(a.location.file, b.location.file) ||
    a.location.range.start.line - b.location.range.start.line ||
    a.location.range.start.column - b.location.range.start.column ||
    compare(a.rule, b.rule) ||
    compare(a.message, b.message)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
