/** Links what was read and runs the rules over it. */

import type { Codebase } from '../../rules/model/codebase.ts';
import type { Dependency } from '../../rules/model/graphs.ts';
import type { Outcome } from '../../rules/model/outcome.ts';
import type { FilePath } from '../../rules/model/source.ts';
import type { Analysis, Stage } from './analysis.ts';
import { withKnownComments } from './check/known.ts';
import { ruleByRule, type Judgement } from './check/run-rules.ts';
import type { Baseline } from './config/baseline-file.ts';
import { liveBreaches } from './extract/dependencies/live-rules.ts';
import { judgeImports } from './extract/dependencies/judge-imports.ts';
import { stoodBefore } from './extract/dependencies/stood-before.ts';
import { extractHistory } from './extract/history/extract-history.ts';
import { saidIn } from './extract/said.ts';
import type { Machine } from './platform/machine.ts';
import type { AnalyzeOptions } from './analyze-options.ts';
import type { Reading } from './read-all.ts';
import type { Ground } from './survey.ts';

/** Others wait no longer than this for a turn, but for one rule. */
const TURN_MS = 5;

/** Links what was read and runs the rules over it. Others get a turn in between, and may cancel. */
export async function judge(root: string, ground: Ground, reading: Reading, { advice = false, base, signal, onProgress }: AnalyzeOptions, machine: Machine): Promise<Analysis> {
  const { now } = machine;
  const said = reading.said ?? saidIn(ground.workspace.files, reading.extracts);
  let lastTurn = now();

  const begun = await enter('link');
  const linkedCode = { ...withBreaches(ground.linker.link(said.facts, said.since), ground, reading), ...(ground.measurements && { measurements: ground.measurements }) };
  const { value: codebase, problems: missingHistory } = advice ? await withHistory(root, linkedCode, machine) : { value: linkedCode, problems: [] };
  const linked = await enter('check');
  const run = ruleByRule(codebase, ground.settings, ground.catalog, { baseline: ground.baseline?.entries, base, today: dayOf(now()) });
  let step = run.next();
  for (; !step.done; step = run.next()) await giveWay();
  signal?.throwIfAborted();
  const { value: judgement, problems } = step.value;
  const checked = now();

  return {
    root,
    codebase,
    settingsFiles: ground.config.files,
    catalog: ground.catalog,
    problems: [...ground.problems, ...(reading.cruised?.problems ?? []), ...missingHistory, ...said.problems, ...(base ? withKnownComments(problems, base) : problems)],
    stats: {
      files: said.facts.size,
      lines: said.lines,
      services: codebase.workspace.services.length,
      entryPoints: sum(codebase.workspace.services, ({ entryPoints }) => entryPoints.length),
      calls: said.calls,
      milliseconds: { ...reading.milliseconds, link: linked - begun, check: checked - linked },
      cacheHits: reading.cacheHits,
      cacheMisses: reading.cacheMisses,
    },
    ...shown(judgement, codebase, ground.baseline),
  };

  async function enter(stage: Stage): Promise<number> {
    onProgress?.({ stage, done: 0, of: 0 });
    await giveWay();
    return now();
  }

  async function giveWay(): Promise<void> {
    if (now() - lastTurn < TURN_MS) return;
    await othersHadATurn();
    lastTurn = now();
    signal?.throwIfAborted();
  }
}

/** The same codebase judged with the advice tier too: what the audit shows. Undefined when an edit was linked meanwhile. */
export async function judgeWithAdvice(analysis: Analysis, { settingsWithAdvice, linker, catalog: rules, baseline }: Ground, machine: Machine): Promise<Analysis | undefined> {
  const { value: codebase, problems } = await withHistory(analysis.root, analysis.codebase, machine);
  if (!linker.isCurrent(codebase)) return undefined;
  const run = ruleByRule(codebase, settingsWithAdvice, rules, { baseline: baseline?.entries, today: dayOf(machine.now()) });
  let step = run.next();
  for (; !step.done; step = run.next()) {
    await othersHadATurn();
    if (!linker.isCurrent(codebase)) return undefined;
  }
  const { value: judgement } = step.value;
  return { ...analysis, codebase, problems: [...analysis.problems, ...problems], ...shown(judgement, codebase, baseline) };
}

function shown(judgement: Judgement, codebase: Codebase, baseline: Baseline | undefined): Pick<Analysis, 'findings' | 'baseline' | 'entryPointsOf' | 'fixesFor'> {
  return {
    findings: judgement.findings,
    ...(baseline && { baseline: { stale: judgement.stale, unjudged: judgement.unjudged } }),
    entryPointsOf: judgement.entryPointsOf,
    fixesFor: (finding, textOf) => judgement.fixesFor(finding, { codebase, textOf }),
  };
}

function othersHadATurn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

/** History is read only where someone asks for advice: it is no use to a keystroke. */
async function withHistory(root: string, codebase: Codebase, { git }: Machine): Promise<Outcome<Codebase>> {
  if (!git || codebase.history) return { value: codebase, problems: [] };
  const { value: history, problems } = await extractHistory(root, git);
  return { value: history ? { ...codebase, history } : codebase, problems };
}

/** Tests and scripts may import across boundaries; a team that wants it otherwise says so in rules of dependency-cruiser. */
function withBreaches(codebase: Codebase, { importRules: rules, teamRules }: Ground, { cruised, cruisedLater, since }: Reading): Codebase {
  const unseen = teamRules.length > 0 && (!cruised || cruised.problems.length > 0) ? { hasBreachesUnseen: true as const } : {};
  if (rules.length === 0 && !cruised?.value.length && !cruisedLater?.breaches.length && !since?.live.length) return { ...codebase, ...unseen };
  const { modules, workspace, isOffline } = codebase;
  const importsOf = (files: readonly FilePath[]): readonly Dependency[] => files.flatMap((file) => modules.dependenciesOf(file));
  const told = cruised?.value ?? (cruisedLater ? stoodBefore(cruisedLater, codebase) : []);
  const known = new Set(told.map(({ rule, from, to }) => `${rule} ${from} ${to}`));
  const edited = workspace.files.filter((file) => since?.files.has(file));
  const live = (since?.live ?? []).flatMap((each) => liveBreaches(each, importsOf(edited))).filter(({ rule, from, to }) => !known.has(`${rule} ${from} ${to}`));
  return { ...codebase, ...unseen, breaches: [...judgeImports(rules, rules.length === 0 ? [] : importsOf(workspace.files.filter((file) => !isOffline(file)))), ...told, ...live] };
}

/** `2027-03-31`, by the clock of Greenwich: the same on every machine. */
function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

function sum<Item>(items: Iterable<Item>, countOf: (item: Item) => number): number {
  let total = 0;
  for (const item of items) total += countOf(item);
  return total;
}
