/** Findings as JSON, in the form that server/schemas/report.schema.json describes. */

import type { AuditModel } from '../../../rules/kit/audit-model.ts';
import type { ReportInput } from './report-input.ts';

/** `audit`: only what the audit asks for holds it. */
export function jsonReport({ name, version, findings, problems, stats, comparedWith, stale }: ReportInput, audit?: Sections): string {
  return `${JSON.stringify({ $schema: 'https://unpkg.com/tenfold/dist/report.schema.json', version: 1, tool: { name: 'tenfold', version }, workspace: name, stats, findings, problems, ...(comparedWith !== undefined && { comparedWith }), ...(stale && { stale }), ...(audit && sectionsOf(audit)) }, undefined, 2)}\n`;
}

type Sections = Pick<AuditModel, 'capacity' | 'map' | 'scorecard' | 'team' | 'delivery' | 'manualProcess' | 'debt' | 'preMortem'>;

function sectionsOf({ capacity, map, scorecard, team, delivery, manualProcess, debt, preMortem }: Sections): Sections {
  return { capacity, map, scorecard, team, delivery, ...(manualProcess && { manualProcess }), debt, preMortem };
}
