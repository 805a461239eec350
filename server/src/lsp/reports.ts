/** The diagnostics of one folder, file by file, as made from one snapshot. */

import { createHash } from 'node:crypto';
import type { Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../../../rules/model/finding.ts';
import { filePath, type FilePath } from '../../../rules/model/source.ts';
import { BASELINE_NAME } from '../config/baseline-file.ts';
import type { Snapshot } from '../session.ts';
import { type Addresses, diagnosticOf, diagnosticOfProblem, diagnosticOfStale } from './to-protocol.ts';

export interface Report {
  readonly file: FilePath;
  readonly items: readonly Diagnostic[];
  /** Names exactly these items: the same again means nothing changed. */
  readonly resultId: string;
}

/** Only files that have any; suppressed findings are not shown. */
export function reportsOf({ analysis }: Snapshot, addresses: Addresses): ReadonlyMap<FilePath, Report> {
  const items = new Map<FilePath, Diagnostic[]>();
  for (const finding of analysis.findings) {
    if (!finding.suppressed) pushTo(items, finding.location.file, diagnosticOf(finding, addresses));
  }
  for (const problem of analysis.problems) {
    const item = problem.file && diagnosticOfProblem(problem);
    if (problem.file && item) pushTo(items, problem.file, item);
  }
  for (const entry of analysis.baseline?.stale ?? []) pushTo(items, filePath(BASELINE_NAME), diagnosticOfStale(entry));
  return new Map([...items].map(([file, own]) => [file, reportOf(file, own)]));
}

/** As {@link reportsOf}, of the findings of one file alone. */
export function reportOfFindings(file: FilePath, findings: readonly Finding[], addresses: Addresses): Report {
  return reportOf(file, findings.map((finding) => diagnosticOf(finding, addresses)));
}

/** Nothing to show. */
export const NOTHING: Omit<Report, 'file'> = { items: [], resultId: 'none' };

function reportOf(file: FilePath, items: readonly Diagnostic[]): Report {
  return { file, items, resultId: idOf(items) };
}

function idOf(items: readonly Diagnostic[]): string {
  return createHash('sha1').update(JSON.stringify(items)).digest('base64');
}

function pushTo(lists: Map<FilePath, Diagnostic[]>, file: FilePath, item: Diagnostic): void {
  const list = lists.get(file);
  if (list) list.push(item);
  else lists.set(file, [item]);
}
