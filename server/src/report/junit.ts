/** Findings as failed tests, for everything that shows JUnit's XML: Jenkins, GitLab, Azure Pipelines, CircleCI. Information passes, with its text. */

import type { ReportInput } from './report-input.ts';
import { shownIn, type Shown } from './shown.ts';
import { type XmlValue, xmlOf } from './xml.ts';

export function junitReport(input: ReportInput): string {
  const shown = shownIn(input);
  const failures = String(shown.filter(isFailure).length);
  const cases = shown.length > 0 ? shown.map(caseOf) : [{ '@name': 'no new findings', '@classname': 'tenfold', '@time': '0' }];
  const counts = { '@tests': String(cases.length), '@failures': failures, '@errors': '0' };
  return xmlOf({ testsuites: { '@name': 'Tenfold', ...counts, testsuite: { '@name': input.name || 'workspace', ...counts, '@skipped': '0', '@time': '0', testcase: cases } } });
}

function caseOf(shown: Shown): XmlValue {
  const { name, message, severity, file, range: { start } } = shown;
  const text = `${file}:${start.line + 1}:${start.column + 1}\n${shown.text}`;
  const about = { '@name': `${name} (${start.line + 1}:${start.column + 1})`, '@classname': file, '@file': file, '@time': '0' };
  return isFailure(shown) ? { ...about, failure: { '@message': message, '@type': severity, '#text': text } } : { ...about, 'system-out': text };
}

function isFailure({ severity }: Shown): boolean {
  return severity === 'error' || severity === 'warning';
}
