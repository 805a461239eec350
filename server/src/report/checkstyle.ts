/** Findings in the XML of Checkstyle, which reviewdog, Jenkins' warnings and many others read. */

import type { Severity } from '../../../rules/model/finding.ts';
import type { ReportInput } from './report-input.ts';
import { shownIn } from './shown.ts';
import { type XmlValue, xmlOf } from './xml.ts';

const SEVERITY: Readonly<Record<Severity, 'error' | 'warning' | 'info'>> = { error: 'error', warning: 'warning', info: 'info', hint: 'info' };

export function checkstyleReport(input: ReportInput): string {
  const byFile = new Map<string, XmlValue[]>();
  for (const { name, severity, message, file, range: { start } } of shownIn(input)) {
    const error = { '@line': String(start.line + 1), '@column': String(start.column + 1), '@severity': SEVERITY[severity], '@message': message, '@source': `tenfold.${name}` };
    byFile.set(file, [...(byFile.get(file) ?? []), error]);
  }
  return xmlOf({ checkstyle: { '@version': '4.3', file: [...byFile].map(([name, error]) => ({ '@name': name, error })) } });
}
