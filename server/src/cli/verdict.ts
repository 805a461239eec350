/** With which exit code an analysis ends: what counts, and how much of it is too much. */

import type { Finding, Severity } from '../../../rules/model/finding.ts';
import type { Told } from '../remembered-check.ts';
import { type Analysed, exitCodeForSettings } from './analysing.ts';
import { oneOf } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { UserError } from './user-error.ts';

export const VERDICT_OPTIONS = {
  'fail-on': { type: 'string', multiple: true, value: '<what>', says: 'exit 1 from here on: error, warning, info or none (default: warning; audit: none), and of new findings or any (default: new)' },
  'max-warnings': { type: 'string', value: '<n>', says: 'exit 1 only when there are more warnings than this, or an error' },
} as const;

interface Given {
  readonly 'fail-on'?: readonly string[] | undefined;
  readonly 'max-warnings'?: string | undefined;
}

const LEVELS = ['error', 'warning', 'info', 'none'] as const;
const AGES = ['new', 'any'] as const;

export interface Verdict {
  readonly level: (typeof LEVELS)[number];
  readonly age: (typeof AGES)[number];
  readonly maxWarnings: number | undefined;
}

/** Read before anything is analysed: nobody waits for a run to hear of a slip of the pen. `usual`: the level where the command line gives none. */
export function verdictFrom({ 'fail-on': failOn = [], 'max-warnings': most }: Given, usual: Verdict['level']): Verdict {
  let verdict: Verdict = { level: usual, age: 'new', maxWarnings: numberFrom(most) };
  for (const word of failOn.flatMap((each) => each.split(','))) {
    const chosen = oneOf([...LEVELS, ...AGES], word.trim(), 'level');
    if (chosen !== 'new' && chosen !== 'any') verdict = { ...verdict, level: chosen };
    else verdict = { ...verdict, age: chosen, ...(verdict.level === 'none' && { level: 'warning' }) };
  }
  return verdict;
}

function numberFrom(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (!/^\d+$/.test(given)) throw new UserError(`--max-warnings takes a whole number, and "${given}" is none.`);
  return Number(given);
}

export function exitCodeFor(analysed: Analysed<Told>, verdict: Verdict): number {
  const { problems, settingsFiles, stats } = analysed.analysis;
  if (analysed.unreadEvidence.length > 0) return EXIT.couldNotJudge;
  if (exitCodeForSettings(problems, settingsFiles) !== EXIT.clean || stats.files === 0) return EXIT.couldNotJudge;
  const stale = problems.filter(({ kind, isKnown }) => kind === 'stale-suppression' && (verdict.age === 'any' || isKnown !== true)).length;
  return fails(analysed.findings, stale, verdict) ? EXIT.findings : EXIT.clean;
}

/** `stale`: how many comments switch nothing off any more; each is as much as a warning. */
export function fails(findings: readonly Finding[], stale: number, { level, age, maxWarnings }: Verdict): boolean {
  const counted = findings.filter(({ suppressed, isKnown }) => suppressed === undefined && (age === 'any' || isKnown !== true));
  const loud: readonly Severity[] = { error: ['error'] as const, warning: ['error', 'warning'] as const, info: ['error', 'warning', 'info'] as const, none: [] }[level];
  const warnings = stale + counted.filter(({ severity }) => severity === 'warning').length;
  if (maxWarnings !== undefined && warnings > maxWarnings) return true;
  if (stale > 0 && maxWarnings === undefined && loud.includes('warning')) return true;
  return counted.some(({ severity }) => loud.includes(severity) && !(severity === 'warning' && maxWarnings !== undefined));
}
