/** The settings that hold for one file, each with where it comes from. Pure. */

import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import { defaultsOf } from '../../../rules/kit/options.ts';
import type { Severity } from '../../../rules/model/finding.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { Scale, Workspace } from '../../../rules/model/workspace.ts';
import type { Config, Source } from './config.ts';
import type { Saying, SettingsWithSources } from './settings-from.ts';

export interface EffectiveSettings {
  readonly file: FilePath;
  /** `not code`: it is no source file, or settings leave it out. `offline`: a test, a script, a config: it serves no request. */
  readonly judged: 'yes' | 'offline' | 'not code';
  readonly service?: { readonly name: string; readonly because: string };
  readonly stage: { readonly value: Scale['stage']; readonly from?: Source };
  readonly version?: { readonly value: string; readonly from: Source };
  /** Every file that settings of this workspace were read from. */
  readonly files: readonly FilePath[];
  readonly rules: readonly EffectiveRule[];
}

export interface EffectiveRule {
  readonly rule: string;
  readonly level: Severity | 'off';
  /** Who said so; absent where nobody did, and the rule is as loud as it is by itself. */
  readonly from?: Source;
  /** What was said before, and no longer counts; the last one first. */
  readonly over: readonly { readonly level: string; readonly from: Source }[];
  /** It came later than the version these settings were written for, so it is advice. */
  readonly isNews: boolean;
  readonly options: readonly { readonly name: string; readonly value: unknown; readonly from?: Source }[];
}

export interface Surveyed {
  readonly workspace: Workspace;
  readonly config: Config;
  readonly settings: SettingsWithSources;
  readonly catalog: readonly CatalogEntry[];
}

export function effectiveSettings({ workspace, config, settings, catalog }: Surveyed, file: FilePath): EffectiveSettings {
  const service = [...workspace.services].sort((a, b) => b.root.length - a.root.length).find(({ root }) => root === '' || file.startsWith(`${root}/`));
  const { version, project } = config;
  return {
    file,
    judged: !workspace.files.includes(file) ? 'not code' : workspace.offlineFiles.has(file) ? 'offline' : 'yes',
    ...(service && { service: { name: service.name, because: service.because } }),
    stage: { value: workspace.scale.stage, ...(workspace.scale.isStageDeclared && project.scaleFrom && { from: project.scaleFrom }) },
    ...(version && { version }),
    files: config.files,
    rules: catalog.map((entry) => ruleOf(entry, settings, file)),
  };
}

function ruleOf({ id, rule }: CatalogEntry, settings: SettingsWithSources, file: FilePath): EffectiveRule {
  const said = settings.saidOf(id, file);
  const last = said.at(-1);
  return {
    rule: id,
    level: settings.levelOf(id, file),
    ...(last && { from: last.from }),
    over: said.slice(0, -1).reverse().map(({ level, from }) => ({ level, from })),
    isNews: settings.isNews(id, file),
    options: optionsOf(rule.options, said),
  };
}

function optionsOf(specs: CatalogEntry['rule']['options'], said: readonly Saying[]): EffectiveRule['options'] {
  return Object.entries(defaultsOf(specs)).map(([name, usual]) => {
    const saying = said.findLast(({ options }) => Object.hasOwn(options, name));
    return saying ? { name, value: saying.options[name], from: saying.from } : { name, value: usual };
  });
}
