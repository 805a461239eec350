/** Findings as JSON, in the form that server/schemas/report.schema.json describes. */

import type { CapacityModel } from '../../../rules/kit/capacity-model.ts';
import type { ReportInput } from './report-input.ts';

/** `capacity`: only what the audit asks for holds it. */
export function jsonReport({ name, version, findings, problems, stats }: ReportInput, capacity?: CapacityModel): string {
  return `${JSON.stringify({ $schema: 'https://unpkg.com/tenfold/dist/report.schema.json', version: 1, tool: { name: 'tenfold', version }, workspace: name, stats, findings, problems, ...(capacity && { capacity }) }, undefined, 2)}\n`;
}
