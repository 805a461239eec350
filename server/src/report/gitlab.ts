/** Findings as GitLab shows them in a merge request. https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */

import type { Severity } from '../../../rules/model/finding.ts';
import type { ReportInput } from './report-input.ts';
import { pathIn, shownIn, textOf } from './shown.ts';

const SEVERITY: Readonly<Record<Severity, 'critical' | 'major' | 'minor' | 'info'>> = { error: 'critical', warning: 'major', info: 'minor', hint: 'info' };

export function gitlabReport(input: ReportInput): string {
  const issues = shownIn(input).map((finding) => ({
    description: finding.message,
    check_name: finding.rule,
    fingerprint: finding.fingerprint,
    severity: SEVERITY[finding.severity],
    location: { path: pathIn(input, finding.location.file), lines: { begin: finding.location.range.start.line + 1, end: finding.location.range.end.line + 1 } },
    content: { body: textOf(finding) },
  }));
  return `${JSON.stringify(issues, undefined, 2)}\n`;
}
