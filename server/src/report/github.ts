/**
 * Findings as GitHub Actions shows them beside the code of a pull request, and a summary for the page of the run.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */

import type { Severity } from '../../../rules/model/finding.ts';
import { escaped } from './markdown/escaped.ts';
import type { ReportInput } from './report-input.ts';
import { shownIn, type Shown } from './shown.ts';

const COMMAND: Readonly<Record<Severity, 'error' | 'warning' | 'notice'>> = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' };
const ORDER: readonly Severity[] = ['error', 'warning', 'info', 'hint'];
/** GitHub refuses summaries above one megabyte. */
const MOST_ROWS = 500;

/** Loudest first: of each kind GitHub shows ten for a step. */
export function githubReport(input: ReportInput): string {
  return loudestFirst(shownIn(input)).map((each) => `${commandOf(each)}\n`).join('');
}

export function githubSummary(input: ReportInput): string {
  const shown = loudestFirst(shownIn(input));
  const known = input.countsKnown === true ? 0 : input.findings.filter(({ isKnown }) => isKnown).length;
  const rows = shown.slice(0, MOST_ROWS).map(({ severity, name, message, file, range }) => `| ${severity === 'hint' ? 'advice' : severity} | \`${file.replace(/[`|\n\r]/g, ' ')}:${range.start.line + 1}\` | ${escaped(message)} | ${escaped(name)} |`);
  return [
    `### Tenfold: ${shown.length === 0 ? 'no new findings' : `${shown.length} ${shown.length === 1 ? 'finding' : 'findings'}`}`,
    '',
    ...(rows.length > 0 ? ['| level | place | finding | rule |', '|---|---|---|---|', ...rows, ''] : []),
    ...(shown.length > MOST_ROWS ? [`… and ${shown.length - MOST_ROWS} more.`, ''] : []),
    ...(input.comparedWith === undefined || known === 0 ? [] : [`${known} more ${known === 1 ? 'was' : 'were'} there before: ${escaped(input.comparedWith)} has ${known === 1 ? 'it' : 'them'}.`, '']),
    '',
  ].join('\n');
}

function loudestFirst(shown: readonly Shown[]): readonly Shown[] {
  return [...shown].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

function commandOf({ name, severity, text, file, range: { start, end } }: Shown): string {
  const properties = {
    title: `Tenfold: ${name}`,
    file,
    line: start.line + 1,
    endLine: end.line + 1,
    // Over several lines GitHub takes no columns.
    ...(start.line === end.line && { col: start.column + 1, endColumn: end.column + 1 }),
  };
  return `::${COMMAND[severity]} ${Object.entries(properties).map(([property, value]) => `${property}=${inProperty(String(value))}`).join(',')}::${inData(text)}`;
}

function inData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function inProperty(text: string): string {
  return inData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
