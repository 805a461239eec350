/** A team's settings as read: what the workspace looks like, and layers of rule settings, what counts least first. */

import type { ApiRow } from '../../../rules/knowledge/api-row.ts';
import type { Severity, Tier } from '../../../rules/model/finding.ts';
import type { FilePath, Range } from '../../../rules/model/source.ts';
import type { Scale } from '../../../rules/model/workspace.ts';
import type { Boundaries, Named } from './boundaries.ts';
import type { OwnRule } from './own-rules.ts';
import type { RulePackageSetting } from './rule-packages.ts';

export interface Config {
  /** The version of Tenfold it was written for: rules that came later are advice until it is raised. */
  readonly version?: Said<string>;
  readonly project: {
    readonly services: readonly { readonly name: string; readonly root: string; readonly kind?: 'service' | 'library' }[];
    readonly include: readonly string[];
    readonly exclude: readonly string[];
    readonly scale?: Scale;
    /** Where `scale` is said. */
    readonly scaleFrom?: Source;
  };
  readonly boundaries?: Boundaries;
  readonly layers: readonly Layer[];
  readonly knowledge: readonly ApiRow[];
  readonly ownRules: readonly OwnRule[];
  /** Load tests and traces of the running system, relative to the workspace. */
  readonly evidence?: { readonly loadTests: readonly string[]; readonly traces: readonly string[] };
  readonly rulePackages: readonly RulePackageSetting[];
  /** Prefixes of rules that files above the workspace speak of, which are not known here. */
  readonly leftOut: readonly string[];
  /** Every file that settings were read from. */
  readonly files: readonly FilePath[];
}

/** One file's settings; they hold for everything below `folder`. */
export interface Layer {
  readonly folder: FilePath;
  /** For a file above the workspace: the way from its folder down to the workspace, `packages/shop`. */
  readonly above?: string;
  /** What shallower folders say does not hold here. */
  readonly isRoot: boolean;
  /** Of a preset: how loud the rules of each tier are. */
  readonly tiers: Said<Readonly<Partial<Record<Tier, Level>>>> | undefined;
  readonly rules: RuleSettings;
  /** Of services by name, wherever they lie. */
  readonly services: readonly { readonly name: Named; readonly rules: RuleSettings }[];
  /** In order; the last that matches a file wins. Globs are relative to `folder`. */
  readonly overrides: readonly { readonly files: readonly string[]; readonly excludedFiles: readonly string[]; readonly rules: RuleSettings }[];
}

/** `on`: as loud as the rule is by itself, at least `info`. */
export type Level = Severity | 'off' | 'on';

export interface RuleSetting {
  readonly level: Level;
  readonly options: Readonly<Record<string, unknown>>;
  readonly from: Source;
  /** Its name in the file. */
  readonly at: Range;
}

export type RuleSettings = Readonly<Record<string, RuleSetting>>;

export interface Said<Value> {
  readonly value: Value;
  readonly from: Source;
}

/** Where something is said, for people: a file relative to the workspace, or a preset such as `tenfold:strict`. */
export interface Source {
  readonly name: string;
  /** One-based; absent for presets. */
  readonly line?: number;
  /** What it is said about, where that is less than all: `service orders`, `apps/admin/**`. */
  readonly about?: string;
}

export const NO_CONFIG: Config = { project: { services: [], include: [], exclude: [] }, layers: [], knowledge: [], ownRules: [], rulePackages: [], leftOut: [], files: [] };
