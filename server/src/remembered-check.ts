/**
 * Judges a codebase only when something of it changed: what was found last is said again while every file that was read is as it was, or still says all
 * that anybody asked it.
 *
 * Only for what files alone decide: where a team's own code had a say, or history, the codebase is judged each time.
 */

import { catalog } from '../../rules/catalog.generated.ts';
import type { Analysis } from './analysis.ts';
import { judge } from './judge.ts';
import type { AnalyzeOptions } from './analyze-options.ts';
import { analyze } from './pipeline.ts';
import { type Edited, retold } from './retold.ts';
import { AskedFacts } from './extract/asked-facts.ts';
import { saidIn } from './extract/said.ts';
import { filePath } from '../../rules/model/source.ts';
import { readAll, type Reading } from './read-all.ts';
import { type Ground, survey } from './survey.ts';
import type { Machine } from './platform/machine.ts';
import { ownVersion } from './platform/own-version.ts';
import { editedSince, stillHolds, tracingFileSystem, type ReadTrace } from './platform/read-trace.ts';

/** What an analysis says, without the code it says it of. */
export type Told = Omit<Analysis, 'codebase' | 'entryPointsOf' | 'fixesFor'>;

/** As `analyze`: bad input becomes a problem in the result, only cancelling throws. */
export async function check(root: string, options: AnalyzeOptions, machine: Machine): Promise<Told> {
  const { judgements } = machine;
  if (!judgements || options.advice === true || options.packageFacts === true || options.base || machine.mayRunCode === true) return analyze(root, options, machine);
  const began = machine.now();
  const key = await keyOf(root, options, machine);
  const before = remembered(await judgements.read(), key);
  const again = before && (await saidAgain(before, root, machine));
  if (again) {
    options.signal?.throwIfAborted();
    return { ...again, root, catalog, stats: { ...again.stats, milliseconds: { discover: machine.now() - began, extract: 0, link: 0, check: 0 } } };
  }

  const around = tracingFileSystem(machine.fs, machine.now);
  const ground = await survey(root, { ...options, isForOnce: true }, { ...machine, fs: around.fs });
  const code = tracingFileSystem(machine.fs, machine.now);
  const traced: Machine = { ...machine, fs: code.fs };
  const reading = await readAll(root, ground, options, traced);
  const said = saidIn(ground.workspace.files, reading.extracts);
  const facts = new Map([...said.facts].map(([file, own]) => [file, new AskedFacts(own)] as const));
  const analysis = await judge(root, ground, { ...reading, said: { ...said, facts } }, options, traced);
  if (isByFilesAlone(ground, reading)) {
    const asked = ground.teamRules.length > 0 ? {} : Object.fromEntries([...facts].map(([file, own]) => [file, own.asked]));
    await judgements.write(JSON.stringify({ key, around: around.trace(), code: code.trace(), asked, told: toldBy(analysis) } satisfies Memory));
  }
  return analysis;
}

/** More files than these are sooner judged anew than compared with what they said. */
const MOST_EDITED = 64;

/** Undefined where something changed that may matter. */
async function saidAgain({ around, code, asked, told }: Memory, root: string, machine: Machine): Promise<Kept | undefined> {
  if (!(await stillHolds(around, machine.fs))) return undefined;
  const changed = await editedSince(code, machine.fs, MOST_EDITED);
  const edited = changed?.flatMap((each): readonly Edited[] => {
    const file = filePath(each.path.slice(root.length + 1));
    const account = asked[file];
    return account === undefined ? [] : [{ ...each, file, asked: account }];
  });
  return edited?.length === changed?.length && edited ? retold(told, edited, machine) : undefined;
}

/** Nothing of the team's own that is code had a say, and dependency-cruiser could be asked. */
function isByFilesAlone({ catalog: rules, teamRules }: Ground, { cruised }: Reading): boolean {
  return rules === catalog && teamRules.every(({ config }) => config.endsWith('.json')) && (cruised?.problems ?? []).length === 0;
}

type Kept = Omit<Told, 'root' | 'catalog'>;

interface Memory {
  readonly key: string;
  /** What was read to find out what there is, and then of the code. */
  readonly around: ReadTrace;
  readonly code: ReadTrace;
  /** What was asked of each file, as `partsIn` reads it; of none where another tool judged too. */
  readonly asked: Readonly<Record<string, number>>;
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
    const isWhole = value?.key === key && [value.around, value.code].every((trace) => Array.isArray(trace?.folders) && Array.isArray(trace.files)) && typeof value.asked === 'object' && Array.isArray(value.told?.findings) && Array.isArray(value.told.problems);
    return isWhole ? (value as Memory) : undefined;
  } catch {
    return undefined;
  }
}
