/** What commands share that analyse a folder: their options, the run, and what its exit code is. */

import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Finding, Severity } from '../../../rules/model/finding.ts';
import type { Problem } from '../../../rules/model/outcome.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { Analysis } from '../analysis.ts';
import { analyze } from '../pipeline.ts';
import { nodeMachine } from '../platform/node-machine.ts';
import { oneOf, type Surroundings } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { progressOn } from './terminal.ts';
import { UserError } from './user-error.ts';

export const ANALYSIS_OPTIONS = {
  config: { type: 'string', short: 'c', value: '<file>', says: 'settings to use instead of tenfold.json' },
  rule: { type: 'string', multiple: true, value: '<name>', says: 'only this rule; may be given several times' },
  'load-test': { type: 'string', multiple: true, value: '<file>', says: 'a load test to count with: k6, Artillery, autocannon, Locust' },
  traces: { type: 'string', multiple: true, value: '<file>', says: 'OpenTelemetry traces to count with, as OTLP JSON' },
  'fail-on': { type: 'string', value: '<level>', says: 'error, warning, info or none: exit 1 from here on (default: warning; audit: none)' },
  'no-cache': { type: 'boolean', says: 'read every file anew and remember nothing' },
  trust: { type: 'boolean', says: 'run configs that are code, such as .dependency-cruiser.js' },
} as const;

interface Given {
  readonly config?: string | undefined;
  readonly rule?: readonly string[] | undefined;
  readonly 'load-test'?: readonly string[] | undefined;
  readonly traces?: readonly string[] | undefined;
  readonly 'fail-on'?: string | undefined;
  readonly 'no-cache'?: boolean | undefined;
  readonly trust?: boolean | undefined;
}

const THRESHOLDS = ['error', 'warning', 'info', 'none'] as const;
type Threshold = (typeof THRESHOLDS)[number];

export interface Analysed {
  /** Absolute. */
  readonly root: string;
  readonly analysis: Analysis;
  /** Those asked for. */
  readonly findings: readonly Finding[];
  readonly failOn: Threshold;
}

/** `usual`: what holds where the command line says nothing. */
export async function analysisOf(dir: string | undefined, given: Given, usual: { readonly advice: boolean; readonly failOn: Threshold }, { catalog, stderr, signal }: Surroundings): Promise<Analysed> {
  const failOn = oneOf(THRESHOLDS, given['fail-on'] ?? usual.failOn, 'level');
  const root = folderOf(dir ?? '.');
  const wanted = given.rule ?? [];
  // Those of the team's own are known once its settings were read.
  for (const name of wanted) if (!name.includes('/') && !catalog.some(({ id }) => id === name)) throw new UserError(`There is no rule "${name}". See tenfold rules.`);
  const progress = progressOn(stderr);
  const evidence = { loadTests: filesOf(given['load-test']), traces: filesOf(given.traces) };
  const machine = nodeMachine(root, { cache: given['no-cache'] !== true, mayRunCode: given.trust === true });
  try {
    const analysis = await analyze(root, { advice: usual.advice, evidence, signal, onProgress: progress.show, ...(given.config !== undefined && { configFile: resolve(given.config) }) }, machine);
    for (const name of wanted) if (!analysis.catalog.some(({ id }) => id === name)) throw new UserError(`There is no rule "${name}" in these settings.`);
    const findings = wanted.length === 0 ? analysis.findings : analysis.findings.filter(({ rule }) => wanted.includes(rule));
    return { root, analysis, findings, failOn };
  } finally {
    progress.clear();
  }
}

export function exitCodeFor({ analysis: { stats, problems, settingsFiles }, findings, failOn }: Analysed): number {
  const unusable = exitCodeForSettings(problems, settingsFiles);
  if (unusable !== EXIT.clean || stats.files === 0) return EXIT.couldNotJudge;
  const loud: readonly Severity[] = { error: ['error'] as const, warning: ['error', 'warning'] as const, info: ['error', 'warning', 'info'] as const, none: [] }[failOn];
  return findings.some(({ severity, suppressed }) => suppressed === undefined && loud.includes(severity)) ? EXIT.findings : EXIT.clean;
}

/** Settings that are wrong judge otherwise than was meant; a comment in code that is wrong does not. */
export function exitCodeForSettings(problems: readonly Problem[], settingsFiles: readonly FilePath[]): number {
  return problems.some(({ kind, file }) => kind === 'invalid-setting' && (file === undefined || settingsFiles.includes(file))) ? EXIT.couldNotJudge : EXIT.clean;
}

function filesOf(given: readonly string[] = []): readonly string[] {
  return given.map((file) => resolve(file).replaceAll('\\', '/'));
}

export function folderOf(given: string): string {
  try {
    const path = realpathSync(resolve(given));
    if (statSync(path).isDirectory()) return path.replaceAll('\\', '/');
  } catch {
    // Said below.
  }
  throw new UserError(`There is no folder "${given}".`);
}
