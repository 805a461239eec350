/** What a report for a machine that counts is about: neither what was suppressed nor what was there before. */

import type { Finding } from '../../../rules/model/finding.ts';
import type { ReportInput } from './report-input.ts';

export function shownIn({ findings }: ReportInput): readonly Finding[] {
  return findings.filter(({ suppressed, isKnown }) => suppressed === undefined && isKnown !== true);
}

/** As whoever reads the report names the file: from the folder the command was called in. */
export function pathIn({ folder = '' }: ReportInput, file: string): string {
  return folder === '' ? file : `${folder}/${file}`;
}

/** The message with what it is new for, and the walk, one step a line. */
export function textOf({ message, newEntryPoints, evidence }: Finding): string {
  return [
    message,
    ...(newEntryPoints ? [`New for ${newEntryPoints.join(', ')}.`] : []),
    ...evidence.map(({ location: { file, range }, shows }) => `${file}:${range.start.line + 1} ${shows}`),
  ].join('\n');
}
