/** What a report for a machine that counts is about: neither what was suppressed nor what was there before. */

import { stepsShown, type Finding, type Severity } from '../../../rules/model/finding.ts';
import type { Problem } from '../../../rules/model/outcome.ts';
import type { Range } from '../../../rules/model/source.ts';
import type { ReportInput } from './report-input.ts';

/** One line of such a report: a finding, or what is wrong with settings and with comments to us. */
export interface Shown {
  /** The rule; for the rest, what kind of thing it is. */
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  /** The message with all that belongs to it, over several lines. */
  readonly text: string;
  readonly file: string;
  readonly range: Range;
  /** Of its own, and the same in the next report. */
  readonly fingerprint: string;
}

/** Findings first. */
export function shownIn(input: ReportInput): readonly Shown[] {
  const findings = newIn(input).map((finding): Shown => {
    const { rule, severity, message, location: { file, range }, fingerprint } = finding;
    return { name: rule, severity, message, text: textOf(finding), file: pathIn(input, file), range, fingerprint };
  });
  const seen = new Map<string, number>();
  const others = problemsIn(input).flatMap(({ kind, message, file, range = TOP }): Shown[] => {
    const severity = TO_MEND[kind];
    if (severity === undefined || file === undefined) return [];
    const same = `${kind}:${file}:${message}`;
    const count = (seen.get(same) ?? 0) + 1;
    seen.set(same, count);
    return [{ name: kind, severity, message, text: message, file: pathIn(input, file), range, fingerprint: count === 1 ? same : `${same}:${count}` }];
  });
  return [...findings, ...others];
}

/** Findings that count: what was there before does only where somebody asks for it. */
export function newIn({ findings, countsKnown }: ReportInput): readonly Finding[] {
  return findings.filter(({ suppressed, isKnown }) => suppressed === undefined && (countsKnown === true || isKnown !== true));
}

export function problemsIn({ problems, countsKnown }: ReportInput): readonly Problem[] {
  return problems.filter(({ isKnown }) => countsKnown === true || isKnown !== true);
}

/** Problems that whoever wrote the line can mend, and would otherwise never hear of. */
const TO_MEND: Partial<Readonly<Record<Problem['kind'], Severity>>> = { 'invalid-setting': 'warning', 'stale-suppression': 'warning' };
const TOP: Range = { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } };

/** As whoever reads the report names the file: from the folder the command was called in. */
function pathIn({ folder = '' }: ReportInput, file: string): string {
  return folder === '' ? file : `${folder}/${file}`;
}

/** The message with what it is new for, and the walk, one step a line. */
function textOf(finding: Finding): string {
  const { message, newEntryPoints } = finding;
  return [
    message,
    ...(newEntryPoints ? [`New for ${newEntryPoints.join(', ')}.`] : []),
    ...stepsShown(finding).map(({ location: { file, range }, shows }) => `${file}:${range.start.line + 1} ${shows}`),
  ].join('\n');
}
