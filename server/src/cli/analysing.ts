/** What commands share that analyse a folder: their options, and the run. */

import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Finding } from '../../../rules/model/finding.ts';
import type { Problem } from '../../../rules/model/outcome.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { Analysis } from '../analysis.ts';
import { BASELINE_NAME } from '../config/baseline-file.ts';
import type { AnalyzeOptions } from '../analyze-options.ts';
import { analyze } from '../pipeline.ts';
import { check, type Told } from '../remembered-check.ts';
import type { Machine } from '../platform/machine.ts';
import { nodeMachine } from '../platform/node-machine.ts';
import { analyzeSince, analyzeStaged } from '../since.ts';
import { closeTo, type Surroundings } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { progressOn } from './terminal.ts';
import { UserError } from './user-error.ts';

export const ANALYSIS_OPTIONS = {
  config: { type: 'string', short: 'c', value: '<file>', says: 'settings to use instead of tenfold.json' },
  rule: { type: 'string', multiple: true, value: '<name>', says: 'only this rule; may be given several times' },
  'load-test': { type: 'string', multiple: true, value: '<file>', says: 'a load test to count with: k6, Artillery, autocannon, Locust' },
  traces: { type: 'string', multiple: true, value: '<file>', says: 'OpenTelemetry traces to count with, as OTLP JSON' },
  since: { type: 'string', value: '<commit>', says: 'only what this branch introduced since it left the commit is new: --since origin/main' },
  staged: { type: 'boolean', says: 'judge what is staged, and only what it introduces is new' },
  'no-baseline': { type: 'boolean', says: 'take no notice of tenfold.baseline.json' },
  facts: { type: 'boolean', says: 'link and judge what tenfold facts has read of each package' },
  'no-cache': { type: 'boolean', says: 'read every file anew and remember nothing' },
  trust: { type: 'boolean', says: 'run configs that are code, such as .dependency-cruiser.js, and rules of your own' },
} as const;

interface Given {
  readonly config?: string | undefined;
  readonly rule?: readonly string[] | undefined;
  readonly 'load-test'?: readonly string[] | undefined;
  readonly traces?: readonly string[] | undefined;
  readonly since?: string | undefined;
  readonly staged?: boolean | undefined;
  readonly 'no-baseline'?: boolean | undefined;
  readonly facts?: boolean | undefined;
  readonly 'no-cache'?: boolean | undefined;
  readonly trust?: boolean | undefined;
}

/** `Told`: without the linked code. */
export interface Analysed<Kind extends Told = Analysis> {
  /** Absolute. */
  readonly root: string;
  readonly analysis: Kind;
  /** Those asked for. */
  readonly findings: readonly Finding[];
  /** What findings are compared with, as people call it; absent where with nothing. */
  readonly comparedWith?: string;
  /** Sentences: load tests and traces that were asked for and could not be counted with. */
  readonly unreadEvidence: readonly string[];
}

interface Wanted {
  readonly advice: boolean;
}

export function analysisOf(dir: string | undefined, given: Given, wanted: Wanted, surroundings: Surroundings): Promise<Analysed> {
  return analysed(dir, given, wanted, surroundings, analyze);
}

/** What is found, where nobody asks for the code: said again as it was while every file is as it was. */
export function findingsOf(dir: string | undefined, given: Given, wanted: Wanted, surroundings: Surroundings): Promise<Analysed<Told>> {
  return analysed<Told>(dir, given, wanted, surroundings, check);
}

type Judge<Kind> = (root: string, options: AnalyzeOptions, machine: Machine) => Promise<Kind>;

async function analysed<Kind extends Told>(dir: string | undefined, given: Given, { advice }: Wanted, { catalog, stderr, signal }: Surroundings, judge: Judge<Kind | Analysis>): Promise<Analysed<Kind | Analysis>> {
  const root = folderOf(dir ?? '.');
  const wanted = given.rule ?? [];
  // Those of the team's own are known once its settings were read.
  for (const name of wanted) if (!name.includes('/') && !catalog.some(({ id }) => id === name)) throw new UserError(`There is no rule "${name}"${closeTo(name, catalog.map(({ id }) => id))}. See tenfold rules.`);
  if (given.since !== undefined && given.staged === true) throw new UserError('--since and --staged are two different questions: ask one.');
  const progress = progressOn(stderr);
  const evidence = { loadTests: filesOf(given['load-test']), traces: filesOf(given.traces) };
  const machine = nodeMachine(root, { cache: given['no-cache'] !== true, mayRunCode: given.trust === true });
  const options: AnalyzeOptions = { advice, evidence, baseline: given['no-baseline'] !== true, packageFacts: given.facts === true, signal, onProgress: progress.show, ...(given.config !== undefined && { configFile: resolve(given.config) }) };
  try {
    const analysis = await analysisBy(given, root, options, machine, judge);
    for (const name of wanted) if (!analysis.catalog.some(({ id }) => id === name)) throw new UserError(`There is no rule "${name}" in these settings.`);
    const findings = wanted.length === 0 ? analysis.findings : analysis.findings.filter(({ rule }) => wanted.includes(rule));
    const comparedWith = given.staged === true ? 'the last commit' : (given.since ?? (analysis.baseline && BASELINE_NAME));
    const asked = new Set([...evidence.loadTests, ...evidence.traces]);
    const unreadEvidence = analysis.problems.flatMap(({ kind, file, message }) => (kind === 'unreadable-file' && file !== undefined && (asked.has(file) || asked.has(`${root}/${file}`)) ? [message] : []));
    return { root, analysis, findings, unreadEvidence, ...(comparedWith !== undefined && { comparedWith }) };
  } finally {
    progress.clear();
  }
}

async function analysisBy<Kind extends Told>({ since, staged }: Given, root: string, options: AnalyzeOptions, machine: Machine, judge: Judge<Kind>): Promise<Kind | Analysis> {
  if (staged !== true && since === undefined) return judge(root, options, machine);
  const analysis = staged === true ? await analyzeStaged(root, options, machine) : await analyzeSince(root, since ?? '', options, machine);
  if ('because' in analysis) throw new UserError(`There is nothing to compare with: ${analysis.because}.`);
  return analysis;
}

/** Settings that are wrong judge otherwise than was meant; a comment in code that is wrong does not. */
export function exitCodeForSettings(problems: readonly Problem[], settingsFiles: readonly FilePath[]): number {
  return problems.some(({ kind, file }) => kind === 'invalid-setting' && (file === undefined || file === BASELINE_NAME || settingsFiles.includes(file))) ? EXIT.couldNotJudge : EXIT.clean;
}

function filesOf(given: readonly string[] = []): readonly string[] {
  return given.map((file) => resolve(file).replaceAll('\\', '/'));
}

export function folderOf(given: string): string {
  let isFile = false;
  try {
    const path = realpathSync(resolve(given));
    isFile = statSync(path).isFile();
    if (statSync(path).isDirectory()) return path.replaceAll('\\', '/');
  } catch {
    // Said below.
  }
  if (isFile) throw new UserError(`"${given}" is a file, and what it does under load depends on who calls it: name the folder of the whole codebase, or stand in it and name nothing.`);
  throw new UserError(`There is no folder "${given}".`);
}
