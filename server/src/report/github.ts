/**
 * Findings as GitHub Actions shows them beside the code of a pull request, and a summary for the page of the run.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */

import type { Finding, Severity } from '../../../rules/model/finding.ts';
import { escaped } from './markdown/escaped.ts';
import type { ReportInput } from './report-input.ts';
import { pathIn, shownIn, textOf } from './shown.ts';

const COMMAND: Readonly<Record<Severity, 'error' | 'warning' | 'notice'>> = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' };
const ORDER: readonly Severity[] = ['error', 'warning', 'info', 'hint'];
/** GitHub refuses summaries above one megabyte. */
const MOST_ROWS = 500;

/** Loudest first: of each kind GitHub shows ten for a step. */
export function githubReport(input: ReportInput): string {
  return loudestFirst(shownIn(input)).map((finding) => `${commandOf(input, finding)}\n`).join('');
}

export function githubSummary(input: ReportInput): string {
  const shown = loudestFirst(shownIn(input));
  const known = input.findings.filter(({ isKnown }) => isKnown).length;
  const rows = shown.slice(0, MOST_ROWS).map(({ severity, rule, message, location: { file, range } }) => `| ${severity === 'hint' ? 'advice' : severity} | \`${pathIn(input, file).replace(/[`|\n\r]/g, ' ')}:${range.start.line + 1}\` | ${escaped(message)} | ${escaped(rule)} |`);
  return [
    `### Tenfold: ${shown.length === 0 ? 'no new findings' : `${shown.length} ${shown.length === 1 ? 'finding' : 'findings'}`}`,
    '',
    ...(rows.length > 0 ? ['| level | place | finding | rule |', '|---|---|---|---|', ...rows, ''] : []),
    ...(shown.length > MOST_ROWS ? [`… and ${shown.length - MOST_ROWS} more.`, ''] : []),
    ...(input.comparedWith === undefined ? [] : [`${known} more ${known === 1 ? 'was' : 'were'} there before: ${escaped(input.comparedWith)} has ${known === 1 ? 'it' : 'them'}.`, '']),
    '',
  ].join('\n');
}

function loudestFirst(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

function commandOf(input: ReportInput, finding: Finding): string {
  const { rule, severity, location: { file, range: { start, end } } } = finding;
  const properties = {
    title: `Tenfold: ${rule}`,
    file: pathIn(input, file),
    line: start.line + 1,
    endLine: end.line + 1,
    // Over several lines GitHub takes no columns.
    ...(start.line === end.line && { col: start.column + 1, endColumn: end.column + 1 }),
  };
  return `::${COMMAND[severity]} ${Object.entries(properties).map(([name, value]) => `${name}=${inProperty(String(value))}`).join(',')}::${inData(textOf(finding))}`;
}

function inData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function inProperty(text: string): string {
  return inData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
