/**
 * The whole of what we do, in order:
 *
 *     discover   which packages, services and files live here
 *     extract    what each file says
 *     link       what the calls mean, where load enters, how far it comes
 *     check      which rules the codebase breaks
 */

import { catalog } from '../../rules/catalog.generated.ts';
import type { CatalogEntry } from '../../rules/kit/catalog-entry.ts';
import type { Breach, ImportRule } from '../../rules/model/architecture.ts';
import type { Codebase } from '../../rules/model/codebase.ts';
import type { Dependency } from '../../rules/model/graphs.ts';
import type { Manifests } from '../../rules/model/manifests.ts';
import type { Measurements } from '../../rules/model/measurements.ts';
import type { Outcome, Problem } from '../../rules/model/outcome.ts';
import type { FilePath } from '../../rules/model/source.ts';
import type { Workspace } from '../../rules/model/workspace.ts';
import type { Analysis, Progress, Stage, Stats } from './analysis.ts';
import type { FileExtract } from './extract/cache/facts-pack.ts';
import { withKnownComments, type Base } from './check/known.ts';
import { ruleByRule, type Judgement } from './check/run-rules.ts';
import { readBaseline, type Baseline } from './config/baseline-file.ts';
import { NO_BOUNDARIES } from './config/boundaries.ts';
import { importRulesFrom } from './config/boundary-rules.ts';
import { compileOwnRules } from './config/compile-own-rules.ts';
import type { Config } from './config/config.ts';
import type { ConfigSource } from './config/config-source.ts';
import { loadConfig, territoryOf, withNestedConfigs } from './config/load-config.ts';
import { unknownServices } from './config/service-settings.ts';
import { findRulePackages, type RulePackagePlace } from './config/rule-packages.ts';
import { unknownRules } from './config/unknown-rules.ts';
import { settingsFrom, type SettingsWithSources } from './config/settings-from.ts';
import { discover, type Discovery } from './discover/discover.ts';
import { findPackages } from './discover/packages.ts';
import { findTags } from './discover/tags.ts';
import { walk } from './discover/walk.ts';
import { readPackageFacts } from './extract/cache/package-facts.ts';
import { cruiseTeamRules, type Cruised } from './extract/dependencies/cruise-team-rules.ts';
import { liveBreaches, type LiveRules } from './extract/dependencies/live-rules.ts';
import { judgeImports } from './extract/dependencies/judge-imports.ts';
import { rememberedCruise } from './extract/dependencies/remembered-cruise.ts';
import { stoodBefore, type Later } from './extract/dependencies/stood-before.ts';
import { findTeamRules, type TeamRules } from './extract/dependencies/team-rules.ts';
import { type Extractor, extractFiles } from './extract/extract-files.ts';
import { extractHistory } from './extract/history/extract-history.ts';
import { readMeasurements, type EvidenceFiles } from './extract/measurements/read-measurements.ts';
import { saidIn, type Said } from './extract/said.ts';
import { extractManifests } from './extract/manifests/extract-manifests.ts';
import { createLinker, type Linker } from './link/link.ts';
import { loadRulePackages, withoutOwnCode, type LoadedRules } from './own-code/load-rule-packages.ts';
import { extractorVersion } from './platform/extractor-version.ts';
import type { FileSystem } from './platform/file-system.ts';
import type { Machine } from './platform/machine.ts';

export interface AnalyzeOptions {
  /** Absolute path of the config to use instead of the root's tenfold.json. */
  readonly configFile?: string;
  /** Load tests and traces to count with, besides those that the config names; absolute paths. */
  readonly evidence?: EvidenceFiles;
  /** Include the advice tier. */
  readonly advice?: boolean;
  /** The team's baseline counts; true where not said. */
  readonly baseline?: boolean;
  /** Take what `tenfold facts` has read of each package, and remember nothing else; false where not said. */
  readonly packageFacts?: boolean;
  /** What the commit has that is compared with. */
  readonly base?: Base;
  /** Stops the run; `analyze` then throws the signal's reason. */
  readonly signal?: AbortSignal;
  onProgress?(progress: Progress): void;
}

/** `root` is an absolute path. Bad input of any kind becomes a problem in the result; only cancelling throws. */
export async function analyze(root: string, options: AnalyzeOptions, machine: Machine): Promise<Analysis> {
  const ground = await survey(root, { ...options, isForOnce: true }, machine);
  return judge(root, ground, await readAll(root, ground, options, machine), options, machine);
}

/** Reads every file, of the disk or the cache, and lets dependency-cruiser judge beside it. Throws only when stopped. */
export async function readAll(root: string, ground: Ground, { packageFacts = false, signal, onProgress }: AnalyzeOptions, machine: Machine): Promise<Reading> {
  const begun = machine.now();
  const { cache: _holdsTheSame, ...withoutCache } = machine;
  const known = packageFacts ? await readPackageFacts(root, ground.workspace.packages.map((each) => each.root), extractor.version(), machine.fs) : undefined;
  const extracting = extractFiles(root, ground.workspace.files, extractor, packageFacts ? withoutCache : machine, {
    known,
    signal,
    onProgress: (done, of) => onProgress?.({ stage: 'extract', done, of }),
  });
  // In another process meanwhile: it reads the same files by itself.
  const cruising = rememberedCruise(root, ground.teamRules, machine, {
    version: extractor.version,
    hashes: async () => new Map([...(await extracting).extracts].map(([file, { hash }]) => [file, hash] as const)),
  }, signal);
  const [extraction, cruised] = await Promise.all([extracting, cruising]);
  return { ...extraction, ...(cruised && { cruised }), milliseconds: { discover: ground.milliseconds, extract: machine.now() - begun } };
}

export const extractor: Extractor = {
  version: extractorVersion,
  load: async () => (await import('./extract/syntax/extract-file.ts')).extractFile,
};

/** What there is to analyse and how: everything that does not change while code is typed. */
export interface Ground {
  readonly workspace: Workspace;
  readonly manifests: Manifests;
  /** Keeps what it linked from one time to the next. */
  readonly linker: Linker;
  /** What the team's `boundaries` come to. */
  readonly importRules: readonly ImportRule[];
  /** Configs for dependency-cruiser. */
  readonly teamRules: readonly TeamRules[];
  readonly config: Config;
  readonly catalog: readonly CatalogEntry[];
  /** Where the team's rules in code lie. */
  readonly rulePackages: readonly RulePackagePlace[];
  /** What those rules were read from; a change in one of them is a change of what judges. */
  readonly ruleFiles: ReadonlySet<FilePath>;
  readonly ownCode: LoadedRules;
  readonly settings: SettingsWithSources;
  /** The same with the advice tier. */
  readonly settingsWithAdvice: SettingsWithSources;
  /** Absent where nothing was measured. */
  readonly measurements?: Measurements;
  /** What the team has found before and lives with for now; absent where it has no baseline. */
  readonly baseline?: Baseline;
  readonly problems: readonly Problem[];
  /** What it took to find out. */
  readonly milliseconds: number;
}

export interface SurveyOptions extends AnalyzeOptions {
  /** What is read of it will be judged once. */
  readonly isForOnce?: boolean;
  /** The team's rules in code, where they were loaded before. */
  readonly ownCode?: LoadedRules;
}

export async function survey(root: string, { configFile, advice = false, baseline: hasBaseline = true, evidence, isForOnce = false, ownCode, signal, onProgress }: SurveyOptions, machine: Machine): Promise<Ground> {
  const { fs, mayRunCode = false, now } = machine;
  const begun = now();
  onProgress?.({ stage: 'discover', done: 0, of: 0 });
  const source = await configSource(root, fs, signal);
  const own = await loadConfig(source, configFile);
  const packages = await findRulePackages(source, own.value.rulePackages);
  const discovery = await discover(root, withoutOwnCode(root, own.value.project, packages.value), fs, signal);
  const { workspace, allFiles } = discovery.value;
  const config = await withNestedConfigs(source, own.value, allFiles);
  const manifests = await extractManifests(root, allFiles, fs, signal);
  const baseline = hasBaseline ? await readBaseline(root, fs) : { value: undefined, problems: [] };
  const team = await compileTeamRules(root, config.value, discovery.value, fs);
  const code = ownCode ?? await loadRulePackages(root, packages.value, { fs, mayRunCode });
  const leftOut = [...config.value.leftOut, ...code.leftOut];
  const rules = team.own.value.length + code.entries.length === 0 ? catalog : [...catalog, ...team.own.value, ...code.entries];
  // What is found about a rule of the team's own stands where the rule does.
  const lineStarts = new Map([...manifests.value.lineStarts, ...config.value.ownRules.map((rule) => [rule.at.file, rule.lineStarts] as const)]);
  const around: Manifests = { ...manifests.value, lineStarts };
  const measured = await measurementsOf(root, config.value, evidence, machine);
  return {
    workspace,
    ...(measured.value && { measurements: measured.value }),
    manifests: around,
    linker: createLinker(workspace, around, { extraKnowledge: config.value.knowledge, isForOnce }),
    importRules: team.boundaries.value,
    teamRules: findTeamRules(workspace.packages, allFiles, workspace.files),
    config: config.value,
    catalog: rules,
    rulePackages: packages.value,
    ruleFiles: new Set(code.files),
    ownCode: code,
    settings: settingsFrom(config.value, rules, { advice, leftOut, services: workspace.services }),
    settingsWithAdvice: settingsFrom(config.value, rules, { advice: true, leftOut, services: workspace.services }),
    ...(baseline.value && { baseline: baseline.value }),
    problems: [...own.problems, ...config.problems, ...baseline.problems, ...unknownServices(config.value, workspace.services), ...unknownRules(config.value, rules, leftOut), ...packages.problems, ...code.problems, ...team.boundaries.problems, ...team.own.problems, ...discovery.problems, ...manifests.problems, ...measured.problems],
    milliseconds: now() - begun,
  };
}

/** What the config names, what the command line names, and what this machine measured. */
async function measurementsOf(root: string, { evidence: named }: Config, asked: EvidenceFiles | undefined, { fs, calibration }: Machine): Promise<Outcome<Measurements | undefined>> {
  const files = { loadTests: [...(named?.loadTests ?? []), ...(asked?.loadTests ?? [])], traces: [...(named?.traces ?? []), ...(asked?.traces ?? [])] };
  const costs = await calibration?.();
  if (!costs && files.loadTests.length === 0 && files.traces.length === 0) return { value: undefined, problems: [] };
  const { value, problems } = await readMeasurements(root, files, fs);
  return { value: { ...value, ...(costs && { calibration: costs }) }, problems };
}

async function configSource(root: string, fs: FileSystem, signal: AbortSignal | undefined): Promise<ConfigSource> {
  const territory = await territoryOf(root, fs);
  return {
    root, territory, fs, catalog,
    async packages() {
      const walked = await walk(territory, fs, signal);
      const found = await findPackages(territory, walked.value, fs);
      return found.value.map(({ name, root: folder }) => ({ name, folder: folder === '' ? territory : `${territory}/${folder}` }));
    },
  };
}

/** Tags are looked for only where somebody speaks of places. */
async function compileTeamRules(root: string, { boundaries = NO_BOUNDARIES, ownRules }: Config, { workspace, allFiles }: Discovery, fs: FileSystem) {
  const isSilent = boundaries.presets.length === 0 && boundaries.rules.length === 0 && ownRules.length === 0;
  const around = { services: workspace.services, tags: isSilent ? new Map<string, readonly FilePath[]>() : await findTags(root, allFiles, fs) };
  return { boundaries: importRulesFrom(boundaries, around), own: compileOwnRules(ownRules, boundaries, { ...around, files: workspace.files }) };
}

/** What dependency-cruiser says of what is saved; nothing where a team has no config for it. Throws only when stopped. */
export async function cruise(root: string, { teamRules }: Ground, { cruiser, mayRunCode = false }: Machine, signal?: AbortSignal): Promise<Cruised> {
  if (teamRules.length === 0 || !cruiser) return { value: [], problems: [], reads: [], live: [] };
  return cruiseTeamRules(root, teamRules, cruiser, { mayRunCode, signal });
}

/** What each file said, and what it took to hear it. */
export interface Reading {
  readonly extracts: ReadonlyMap<FilePath, FileExtract>;
  /** The same in the order of the workspace, where that was worked out before. */
  readonly said?: Said;
  /** What dependency-cruiser said of it, where it was asked. */
  readonly cruised?: Outcome<readonly Breach[]>;
  /** What it said of what this code became, where this code was not to be had from the disk. */
  readonly cruisedLater?: Later;
  /** Files that it has not read as they are now, and what can be told of them meanwhile. */
  readonly since?: { readonly files: ReadonlySet<FilePath>; readonly live: readonly LiveRules[] };
  readonly cacheHits: number;
  readonly cacheMisses: number;
  readonly milliseconds: Pick<Stats['milliseconds'], 'discover' | 'extract'>;
}

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
