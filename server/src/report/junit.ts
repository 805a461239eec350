/** Findings as failed tests, for everything that shows JUnit's XML: Jenkins, GitLab, Azure Pipelines, CircleCI. Information passes, with its text. */

import type { Finding } from '../../../rules/model/finding.ts';
import type { ReportInput } from './report-input.ts';
import { pathIn, shownIn, textOf } from './shown.ts';
import { type XmlValue, xmlOf } from './xml.ts';

export function junitReport(input: ReportInput): string {
  const shown = shownIn(input);
  const failures = String(shown.filter(isFailure).length);
  const cases = shown.length > 0 ? shown.map((finding) => caseOf(input, finding)) : [{ '@name': 'no new findings', '@classname': 'tenfold', '@time': '0' }];
  const counts = { '@tests': String(cases.length), '@failures': failures, '@errors': '0' };
  return xmlOf({ testsuites: { '@name': 'Tenfold', ...counts, testsuite: { '@name': input.name || 'workspace', ...counts, '@skipped': '0', '@time': '0', testcase: cases } } });
}

function caseOf(input: ReportInput, finding: Finding): XmlValue {
  const { rule, message, severity, location: { file, range: { start } } } = finding;
  const path = pathIn(input, file);
  const text = `${path}:${start.line + 1}:${start.column + 1}\n${textOf(finding)}`;
  const about = { '@name': `${rule} (${start.line + 1}:${start.column + 1})`, '@classname': path, '@file': path, '@time': '0' };
  return isFailure(finding) ? { ...about, failure: { '@message': message, '@type': severity, '#text': text } } : { ...about, 'system-out': text };
}

function isFailure({ severity }: Finding): boolean {
  return severity === 'error' || severity === 'warning';
}
