/** What a config says about each rule in each file, and where it says so. */

import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import type { Settings } from '../../../rules/kit/settings.ts';
import type { RuleId, Severity, Tier } from '../../../rules/model/finding.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import { matchesGlob } from '../platform/globs.ts';
import type { Config, Layer, Level, RuleSettings, Source } from './config.ts';
import { isNewerThan } from './versions.ts';

export interface SettingsOptions {
  /** The advice tier is judged where nobody switched it off. */
  readonly advice: boolean;
  /** Prefixes of rules that were not loaded. */
  readonly leftOut?: readonly string[];
  readonly services?: readonly { readonly name: string; readonly root: FilePath }[];
}

/** Every word that speaks of one rule in one file, what counts least first. */
export interface SettingsWithSources extends Settings {
  saidOf(rule: RuleId, file: FilePath): readonly Saying[];
  readonly ownLevelOf: (rule: RuleId) => Severity | 'off';
}

export interface Saying {
  readonly level: Level;
  readonly options: Readonly<Record<string, unknown>>;
  readonly from: Source;
}

/** How loud a tier is where nobody said otherwise. */
const BY_TIER: Readonly<Record<Tier, Severity | 'off'>> = { warning: 'warning', information: 'info', advice: 'off' };

/** One for each layer, each service and each override: either speaks of rules by name, or of tiers. */
type Part = { readonly rules: RuleSettings } | { readonly tiers: NonNullable<Layer['tiers']> };

export function settingsFrom(config: Config, catalog: readonly CatalogEntry[], { advice, services = [], leftOut = [] }: SettingsOptions): SettingsWithSources {
  const rules = new Map<string, CatalogEntry>(catalog.map((entry) => [entry.id, entry]));
  const known = new Map<string, readonly Part[]>();
  const roots = [...services].sort((a, b) => b.root.length - a.root.length);

  return { levelOf, isOff, optionsOf, isNews, saidOf, isLeftOut: (rule) => leftOut.some((prefix) => rule.startsWith(prefix)), ownLevelOf: (rule) => BY_TIER[tierOf(rule)] };

  function levelOf(rule: RuleId, file: FilePath): Severity | 'off' {
    const level = saidOf(rule, file).at(-1)?.level;
    const own = BY_TIER[tierOf(rule)];
    if (level === undefined) return own === 'off' && advice ? 'hint' : own;
    if (level === 'on') return own === 'off' ? 'info' : own;
    return level;
  }

  function isOff(rule: RuleId): boolean {
    const tier = tierOf(rule);
    const said = config.layers.flatMap(({ tiers, rules: own, services: ofServices, overrides }) => [
      tiers?.value[tier],
      ...[own, ...ofServices.map((each) => each.rules), ...overrides.map((each) => each.rules)].map((each) => (Object.hasOwn(each, rule) ? each[rule]?.level : undefined)),
    ]);
    return BY_TIER[tier] === 'off' && !advice && said.every((level) => level === undefined || level === 'off');
  }

  function optionsOf(rule: RuleId, file: FilePath): Readonly<Record<string, unknown>> {
    const said = saidOf(rule, file);
    return said.length === 0 ? NO_OPTIONS : (Object.assign({}, ...said.map(({ options }) => options)) as Readonly<Record<string, unknown>>);
  }

  /** Speaking of a rule by its name is knowing it. */
  function isNews(rule: RuleId, file: FilePath): boolean {
    return isLaterThanConfig(rule) && !partsAt(file).some((part) => 'rules' in part && part.rules[rule] !== undefined);
  }

  function saidOf(rule: RuleId, file: FilePath): readonly Saying[] {
    const isLater = isLaterThanConfig(rule);
    return partsAt(file).flatMap((part): readonly Saying[] => {
      if ('rules' in part) {
        const setting = Object.hasOwn(part.rules, rule) ? part.rules[rule] : undefined;
        return setting ? [setting] : [];
      }
      const level = part.tiers.value[isLater ? 'advice' : (rules.get(rule)?.rule.tier ?? 'warning')];
      return level === undefined ? [] : [{ level, options: {}, from: part.tiers.from }];
    });
  }

  function tierOf(rule: RuleId): Tier {
    return isLaterThanConfig(rule) ? 'advice' : (rules.get(rule)?.rule.tier ?? 'warning');
  }

  function isLaterThanConfig(rule: RuleId): boolean {
    const since = rules.get(rule)?.rule.since;
    return since !== undefined && config.version !== undefined && isNewerThan(since, config.version.value);
  }

  function partsAt(file: FilePath): readonly Part[] {
    const before = known.get(file);
    if (before) return before;
    const around = config.layers.filter(({ folder }) => folder === '' || file === folder || file.startsWith(`${folder}/`));
    const service = roots.find(({ root }) => root === '' || file === root || file.startsWith(`${root}/`))?.name;
    const found = around.slice(firstThatHolds(around)).flatMap((layer) => partsOf(layer, service, file));
    known.set(file, found);
    return found;
  }
}

const NO_OPTIONS: Readonly<Record<string, unknown>> = {};

/** What a file that starts anew extends comes before it, in the same folder, and still holds. */
function firstThatHolds(layers: readonly Layer[]): number {
  const root = layers.findLast(({ isRoot }) => isRoot);
  return root ? layers.findIndex(({ folder, above }) => folder === root.folder && above === root.above) : 0;
}

function partsOf({ folder, above, tiers, rules, services, overrides }: Layer, service: string | undefined, file: FilePath): readonly Part[] {
  const within = above !== undefined ? `${above}/${file}` : folder === '' ? file : file.slice(folder.length + 1);
  const matches = (globs: readonly string[]): boolean => globs.some((glob) => matchesGlob(within, glob, { matchBase: true }));
  return [
    ...(tiers ? [{ tiers }] : []),
    { rules },
    ...services.filter(({ name }) => name.text === service),
    ...overrides.filter(({ files, excludedFiles }) => matches(files) && !matches(excludedFiles)),
  ];
}
