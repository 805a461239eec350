/** What a config says about each rule in each file. */

import { minimatch } from 'minimatch';
import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import type { Settings } from '../../../rules/kit/settings.ts';
import type { Severity, Tier } from '../../../rules/model/finding.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { Config, Layer, Level, RuleSettings } from './config.ts';

/** How loud a tier is where nobody said otherwise. */
const BY_TIER: Readonly<Record<Tier, Severity | 'off'>> = { warning: 'warning', information: 'info', advice: 'off' };

export function settingsFrom(config: Config, catalog: readonly CatalogEntry[], { advice }: { readonly advice: boolean }): Settings {
  const tiers = new Map<string, Tier>(catalog.map(({ id, rule }) => [id, rule.tier]));
  const known = new Map<string, readonly RuleSettings[]>();
  const settingsAt = (file: FilePath): readonly RuleSettings[] => {
    const before = known.get(file);
    if (before) return before;
    const found = config.layers.filter(({ folder }) => folder === '' || file === folder || file.startsWith(`${folder}/`)).flatMap((layer) => [layer.rules, ...overridesFor(layer, file)]);
    known.set(file, found);
    return found;
  };

  return {
    levelOf(rule, file) {
      const tier = tiers.get(rule) ?? 'warning';
      const said = settingsAt(file).map((settings) => settings[rule]).filter((setting) => setting !== undefined).at(-1);
      const level: Level | undefined = typeof said === 'string' ? said : said?.[0];
      const own = BY_TIER[tier];
      if (level === undefined) return own === 'off' && advice ? 'hint' : own;
      if (level === 'on') return own === 'off' ? 'info' : own;
      return level;
    },
    optionsOf(rule, file) {
      let options: Readonly<Record<string, unknown>> = {};
      for (const settings of settingsAt(file)) {
        const setting = settings[rule];
        if (setting !== undefined && typeof setting !== 'string') options = { ...options, ...setting[1] };
      }
      return options;
    },
  };
}

function overridesFor({ folder, overrides }: Layer, file: FilePath): readonly RuleSettings[] {
  const within = folder === '' ? file : file.slice(folder.length + 1);
  const matches = (globs: readonly string[]): boolean => globs.some((glob) => minimatch(within, glob, { dot: true, matchBase: !glob.includes('/') }));
  return overrides.filter(({ files, excludedFiles }) => matches(files) && !matches(excludedFiles)).map(({ rules }) => rules);
}
