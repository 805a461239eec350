/** Findings as JSON, in the form that server/schemas/report.schema.json describes. */

import type { ReportInput } from './report-input.ts';

export function jsonReport({ name, version, findings, problems, stats }: ReportInput): string {
  return `${JSON.stringify({ $schema: 'https://unpkg.com/tenfold/dist/report.schema.json', version: 1, tool: { name: 'tenfold', version }, workspace: name, stats, findings, problems }, undefined, 2)}\n`;
}
