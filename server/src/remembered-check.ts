/**
 * Judges a codebase only when something of it changed: what was found last is said again while every file that was read is as it was.
 *
 * Only for what files alone decide: where a team's own code had a say, or history, the codebase is judged each time.
 */

import { catalog } from '../../rules/catalog.generated.ts';
import type { Analysis } from './analysis.ts';
import { judge } from './judge.ts';
import type { AnalyzeOptions } from './analyze-options.ts';
import { analyze } from './pipeline.ts';
import { readAll, type Reading } from './read-all.ts';
import { type Ground, survey } from './survey.ts';
import type { Machine } from './platform/machine.ts';
import { ownVersion } from './platform/own-version.ts';
import { stillHolds, tracingFileSystem, type ReadTrace } from './platform/read-trace.ts';

/** What an analysis says, without the code it says it of. */
export type Told = Omit<Analysis, 'codebase' | 'entryPointsOf' | 'fixesFor'>;

/** As `analyze`: bad input becomes a problem in the result, only cancelling throws. */
export async function check(root: string, options: AnalyzeOptions, machine: Machine): Promise<Told> {
  const { judgements } = machine;
  if (!judgements || options.advice === true || options.packageFacts === true || options.base || machine.mayRunCode === true) return analyze(root, options, machine);
  const began = machine.now();
  const key = await keyOf(root, options, machine);
  const before = remembered(await judgements.read(), key);
  if (before && (await stillHolds(before.trace, machine.fs))) {
    options.signal?.throwIfAborted();
    const { stats, ...rest } = before.told;
    return { ...rest, root, catalog, stats: { ...stats, cacheHits: stats.cacheHits + stats.cacheMisses, cacheMisses: 0, milliseconds: { discover: machine.now() - began, extract: 0, link: 0, check: 0 } } };
  }

  const { fs, trace } = tracingFileSystem(machine.fs, machine.now);
  const traced: Machine = { ...machine, fs };
  const ground = await survey(root, { ...options, isForOnce: true }, traced);
  const reading = await readAll(root, ground, options, traced);
  const analysis = await judge(root, ground, reading, options, traced);
  if (isByFilesAlone(ground, reading)) await judgements.write(JSON.stringify({ key, trace: trace(), told: toldBy(analysis) } satisfies Memory));
  return analysis;
}

/** Nothing of the team's own that is code had a say, and dependency-cruiser could be asked. */
function isByFilesAlone({ catalog: rules, teamRules }: Ground, { cruised }: Reading): boolean {
  return rules === catalog && teamRules.every(({ config }) => config.endsWith('.json')) && (cruised?.problems ?? []).length === 0;
}

type Kept = Omit<Told, 'root' | 'catalog'>;

interface Memory {
  readonly key: string;
  readonly trace: ReadTrace;
  readonly told: Kept;
}

/** All that decides besides the files; a comment may hold until a day. */
async function keyOf(root: string, { configFile, baseline, evidence }: AnalyzeOptions, { calibration, now }: Machine): Promise<string> {
  return JSON.stringify([ownVersion(), root, configFile, baseline, evidence, await calibration?.(), new Date(now()).toISOString().slice(0, 10)]);
}

function toldBy({ settingsFiles, findings, problems, stats, baseline }: Analysis): Kept {
  return { settingsFiles, findings, problems, stats, ...(baseline && { baseline }) };
}

/** Undefined for what another version, or nobody of us, has written. */
function remembered(text: string | undefined, key: string): Memory | undefined {
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text) as Partial<Memory> | null;
    const isWhole = value?.key === key && Array.isArray(value.trace?.folders) && Array.isArray(value.trace.files) && Array.isArray(value.told?.findings) && Array.isArray(value.told.problems);
    return isWhole ? (value as Memory) : undefined;
  } catch {
    return undefined;
  }
}
