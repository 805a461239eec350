/** Finds out what there is to analyse and how: packages, services, manifests, settings and rules. */

import { catalog } from '../../rules/catalog.generated.ts';
import type { CatalogEntry } from '../../rules/kit/catalog-entry.ts';
import type { ImportRule } from '../../rules/model/architecture.ts';
import type { Manifests } from '../../rules/model/manifests.ts';
import type { Measurements } from '../../rules/model/measurements.ts';
import type { Outcome, Problem } from '../../rules/model/outcome.ts';
import type { FilePath } from '../../rules/model/source.ts';
import type { Workspace } from '../../rules/model/workspace.ts';
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
import { findTeamRules, type TeamRules } from './extract/dependencies/team-rules.ts';
import { readMeasurements, type EvidenceFiles } from './extract/measurements/read-measurements.ts';
import { extractManifests } from './extract/manifests/extract-manifests.ts';
import { createLinker, type Linker } from './link/link.ts';
import { loadRulePackages, withoutOwnCode, type LoadedRules } from './own-code/load-rule-packages.ts';
import type { FileSystem } from './platform/file-system.ts';
import type { Machine } from './platform/machine.ts';
import type { AnalyzeOptions } from './analyze-options.ts';

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
