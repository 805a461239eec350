/** Findings as GitLab shows them in a merge request. https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */

import type { Severity } from '../../../rules/model/finding.ts';
import type { ReportInput } from './report-input.ts';
import { shownIn } from './shown.ts';

const SEVERITY: Readonly<Record<Severity, 'critical' | 'major' | 'minor' | 'info'>> = { error: 'critical', warning: 'major', info: 'minor', hint: 'info' };

export function gitlabReport(input: ReportInput): string {
  const issues = shownIn(input).map(({ name, message, text, severity, file, range, fingerprint }) => ({
    description: message,
    check_name: name,
    fingerprint,
    severity: SEVERITY[severity],
    location: { path: file, lines: { begin: range.start.line + 1, end: range.end.line + 1 } },
    content: { body: text },
  }));
  return `${JSON.stringify(issues, undefined, 2)}\n`;
}
