/** Findings for a terminal: by file, each with its walk. */

import { stepsShown, type Finding, type Severity } from '../../../rules/model/finding.ts';
import type { Problem } from '../../../rules/model/outcome.ts';
import { printable } from './printable.ts';
import type { ReportInput } from './report-input.ts';
import { newIn, problemsIn } from './shown.ts';

/** Paints text; the identity where there are no colours. */
export type Paint = (text: string) => string;

export interface Palette {
  readonly error: Paint;
  readonly warning: Paint;
  readonly info: Paint;
  readonly dim: Paint;
  readonly strong: Paint;
}

export interface PrettyOptions {
  readonly palette: Palette;
  /** The summary only. */
  readonly isQuiet: boolean;
}

const WORD: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'info', hint: 'advice' };
/** Where problems are shown; the last takes what the others do not name. */
const SECTIONS: readonly (readonly [title: string, kinds?: readonly Problem['kind'][]])[] = [
  ['To mend in settings and comments', ['invalid-setting', 'unheeded-setting']],
  ['Comments that switch nothing off', ['stale-suppression']],
  ['Not seen, and therefore not judged'],
];
const NAMED = SECTIONS.flatMap(([, kinds = []]) => kinds);
const MOST_STEPS = 8;
const MOST_PROBLEMS = 10;

export function prettyReport(input: ReportInput, { palette, isQuiet }: PrettyOptions): string {
  const { findings, stats } = input;
  const problems = problemsIn(input);
  const lines: string[] = [];
  const active = findings.filter(({ suppressed }) => suppressed === undefined);
  const shown = newIn(input);
  if (!isQuiet) {
    let file = '';
    for (const finding of shown) {
      if (finding.location.file !== file) {
        file = finding.location.file;
        lines.push('', palette.strong(printable(file)));
      }
      lines.push(...linesOf(finding, palette));
    }
    for (const [title, kinds] of SECTIONS) {
      const own = problems.filter(({ kind }) => (kinds ?? NAMED).includes(kind) === (kinds !== undefined));
      if (own.length > 0) lines.push('', palette.strong(title), ...problemLines(own, palette));
    }
  }
  lines.push('', summaryLine(shown, findings.length - active.length, problems.length), ...knownLines(input), palette.dim(statsLine(stats)), '');
  return lines.join('\n');
}

function linesOf(finding: Finding, palette: Palette): readonly string[] {
  const { start } = finding.location.range;
  const paint = finding.severity === 'error' ? palette.error : finding.severity === 'warning' ? palette.warning : palette.info;
  const place = `${start.line + 1}:${start.column + 1}`;
  const routes = finding.entryPointCount > 1 ? palette.dim(` (${finding.entryPointCount} entry points)`) : '';
  const sure = finding.confidence === 'certain' ? '' : palette.dim(` ${finding.confidence}`);
  const all = stepsShown(finding);
  const steps = all.slice(0, MOST_STEPS).map(({ location, shows }) => {
    return palette.dim(`           ${finding.evidenceIs === 'path' ? '↳' : '·'} ${printable(location.file)}:${location.range.start.line + 1}  ${printable(shows)}`);
  });
  const more = all.length > MOST_STEPS ? [palette.dim(`           … ${all.length - MOST_STEPS} more steps`)] : [];
  const added = finding.newEntryPoints ? [`           new for ${finding.newEntryPoints.map(printable).join(', ')}`] : [];
  const observed = finding.observed ? [`           ${finding.observed.verdict} by traces: ${printable(finding.observed.says)}`] : [];
  return [`  ${place.padStart(8)} ${paint(WORD[finding.severity])}  ${printable(finding.message)}${routes}  ${palette.dim(finding.rule)}${sure}`, ...observed, ...added, ...steps, ...more];
}

function problemLines(problems: ReportInput['problems'], palette: Palette): readonly string[] {
  const shown = problems.slice(0, MOST_PROBLEMS).map(({ file, range, message }) => {
    const place = file === undefined ? '' : `${printable(file)}${range ? `:${range.start.line + 1}:${range.start.column + 1}` : ''}  `;
    return `  ${palette.dim(place)}${printable(message)}`;
  });
  return problems.length > MOST_PROBLEMS ? [...shown, palette.dim(`  … and ${problems.length - MOST_PROBLEMS} more (all of them in --format json)`)] : shown;
}

function summaryLine(shown: readonly Finding[], suppressed: number, problems: number): string {
  const count = (severity: Severity): number => shown.filter((finding) => finding.severity === severity).length;
  const parts = (['error', 'warning', 'info', 'hint'] as const).flatMap((severity) => (count(severity) > 0 ? [`${count(severity)} ${WORD[severity]}${severity === 'error' || severity === 'warning' ? (count(severity) === 1 ? '' : 's') : ''}`] : []));
  const total = shown.length === 0 ? 'No findings.' : `${shown.length} ${shown.length === 1 ? 'finding' : 'findings'}: ${parts.join(', ')}.`;
  return `${total}${suppressed > 0 ? ` ${suppressed} suppressed.` : ''}${problems > 0 ? ` ${problems} ${problems === 1 ? 'problem' : 'problems'}.` : ''}`;
}

function knownLines({ findings, stale = [], comparedWith, countsKnown }: ReportInput): readonly string[] {
  if (comparedWith === undefined) return [];
  const { length: known } = findings.filter(({ suppressed, isKnown }) => suppressed === undefined && isKnown === true);
  const isOne = known === 1;
  const before = countsKnown === true
    ? `${known} of them ${isOne ? 'was' : 'were'} there before, as ${printable(comparedWith)} says; --fail-on any counts ${isOne ? 'it' : 'them'} too.`
    : `${known} more ${isOne ? 'was' : 'were'} there before: ${printable(comparedWith)} has ${isOne ? 'it' : 'them'}.`;
  const gone = `${stale.length} ${stale.length === 1 ? 'entry' : 'entries'} of tenfold.baseline.json ${stale.length === 1 ? 'is' : 'are'} no longer found: tenfold baseline --prune takes ${stale.length === 1 ? 'it' : 'them'} out.`;
  return [...(known > 0 ? [before] : []), ...(stale.length > 0 ? [gone] : [])];
}

function statsLine({ files, lines, services, entryPoints, milliseconds, cacheHits }: ReportInput['stats']): string {
  const total = Object.values(milliseconds).reduce((sum, each) => sum + each, 0);
  const cached = cacheHits > 0 ? `, ${cacheHits} from the cache` : '';
  return `${files} files, ${lines} lines, ${services} packages, ${entryPoints} entry points in ${(total / 1000).toFixed(1)} s${cached}`;
}
