/**
 * What the audit says, before it is drawn: findings worst first, by service and by route.
 *
 * The order is a ranking, not a measurement. A finding's weight is
 * tier (warning 4, information 2, advice 1) × confidence (certain 1, likely 0.7, possible 0.5) × (1 + log2(1 + entry points that come through)):
 * what surely hurts many routes comes first.
 */

import type { SavedAudit } from '../../../rules/kit/audit/debt.ts';
import type { AuditModel, RankedFinding, RouteSummary, RuleSummary } from '../../../rules/kit/audit-model.ts';
import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import type { Codebase } from '../../../rules/model/codebase.ts';
import type { Finding } from '../../../rules/model/finding.ts';
import type { Problem } from '../../../rules/model/outcome.ts';
import { isRequest, type EntryPoint } from '../../../rules/model/workspace.ts';
import { rangeOf } from '../../../rules/model/source.ts';
import { capacityOf } from './capacity.ts';
import { withoutNames, withoutOwners } from './anonymous.ts';
import { debtOf } from './debt.ts';
import { deliveryOf } from './delivery.ts';
import { manualProcessOf } from './manual-process.ts';
import { preMortemOf } from './pre-mortem.ts';
import { scorecardOf } from './scorecard.ts';
import { serviceMapOf } from './service-map.ts';
import { teamOf } from './team.ts';

const TIER_WEIGHT = { warning: 4, information: 2, advice: 1 } as const;
const CONFIDENCE_WEIGHT = { certain: 1, likely: 0.7, possible: 0.5 } as const;

export interface AuditOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What `--save` kept of earlier runs, in any order. */
  readonly earlier?: readonly SavedAudit[];
  /** Say `person 1` instead of names. */
  readonly isAnonymous?: boolean;
}

export function auditModel(codebase: Codebase, given: readonly Finding[], problems: readonly Problem[], catalog: readonly CatalogEntry[], { now, earlier = [], isAnonymous = false }: AuditOptions): AuditModel {
  const findings = isAnonymous ? given.map((finding) => withoutNames(codebase, finding)) : given;
  const shown = isAnonymous ? withoutOwners(codebase) : codebase;
  const proseOf = new Map<string, CatalogEntry['prose']>(catalog.map(({ id, prose }) => [id, prose]));
  const nothing = { title: '', summary: '', why: '', instead: '', keep: '' };
  const active = findings.filter(({ suppressed }) => suppressed === undefined);
  const ranked = active
    .map((finding): RankedFinding => ({ finding, weight: weightOf(finding), about: proseOf.get(finding.rule) ?? nothing }))
    .sort((a, b) => b.weight - a.weight);

  const capacity = capacityOf(codebase, active);
  const map = serviceMapOf(codebase);
  const manualProcess = manualProcessOf(codebase, active, catalog);
  return {
    capacity,
    map,
    scorecard: scorecardOf(shown, active, map),
    team: teamOf(shown, { isAnonymous }),
    delivery: deliveryOf(codebase),
    ...(manualProcess && { manualProcess }),
    debt: debtOf(codebase, ranked, earlier, now),
    preMortem: preMortemOf(capacity),
    findings: ranked,
    services: codebase.workspace.services.map(({ name, root, kind, because, files, entryPoints }) => {
      const own = active.filter(({ service }) => service === name);
      const warnings = own.filter(({ tier }) => tier === 'warning').length;
      return { name, root, kind, because, files: files.length, entryPoints: entryPoints.filter(isRequest).length, warnings, others: own.length - warnings };
    }),
    routes: routesFrom(codebase, ranked),
    rules: rulesFrom(ranked),
    problems,
    suppressedCount: findings.length - active.length,
  };
}

/** Least of what traces cleared: it is there, but nobody meets it. */
const CLEARED = 0.2;

export function weightOf({ tier, confidence, entryPointCount, observed }: Finding): number {
  return TIER_WEIGHT[tier] * CONFIDENCE_WEIGHT[confidence] * (1 + Math.log2(1 + entryPointCount)) * (observed?.verdict === 'cleared' ? CLEARED : 1);
}

function routesFrom(codebase: Codebase, ranked: readonly RankedFinding[]): readonly RouteSummary[] {
  const registered = new Map<string, EntryPoint>();
  for (const { entryPoints } of codebase.workspace.services) {
    for (const entryPoint of entryPoints) if (!registered.has(entryPoint.label) && isRequest(entryPoint)) registered.set(entryPoint.label, entryPoint);
  }
  const byRoute = new Map<string, RankedFinding[]>();
  for (const each of ranked) {
    for (const label of each.finding.entryPoints) byRoute.set(label, [...(byRoute.get(label) ?? []), each]);
  }
  return [...byRoute]
    .map(([label, findings]): RouteSummary => {
      const entryPoint = registered.get(label);
      const lineStarts = entryPoint && codebase.facts.get(entryPoint.at.file)?.lineStarts;
      return {
        label,
        service: entryPoint?.service ?? findings[0]?.finding.service ?? '',
        location: entryPoint && lineStarts ? { file: entryPoint.at.file, range: rangeOf(lineStarts, entryPoint.at.span) } : undefined,
        weight: findings.reduce((sum, { weight }) => sum + weight, 0),
        findings,
      };
    })
    .sort((a, b) => b.weight - a.weight || (a.label < b.label ? -1 : 1));
}

function rulesFrom(ranked: readonly RankedFinding[]): readonly RuleSummary[] {
  const byRule = new Map<string, RankedFinding[]>();
  for (const each of ranked) byRule.set(each.finding.rule, [...(byRule.get(each.finding.rule) ?? []), each]);
  return [...byRule].map(([id, all]) => ({ id, about: all[0]?.about ?? { title: id, summary: '', why: '', instead: '', keep: '' }, count: all.length })).sort((a, b) => b.count - a.count);
}
