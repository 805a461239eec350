/** A team's settings as read: what the workspace looks like, and layers of rule settings, the shallowest folder first. */

import type { ApiRow } from '../../../rules/knowledge/api-row.ts';
import type { Severity } from '../../../rules/model/finding.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { Scale } from '../../../rules/model/workspace.ts';
import type { Boundaries } from './boundaries.ts';

export interface Config {
  readonly project: {
    readonly services: readonly { readonly name: string; readonly root: string; readonly kind?: 'service' | 'library' }[];
    readonly include: readonly string[];
    readonly exclude: readonly string[];
    readonly scale?: Scale;
  };
  readonly boundaries?: Boundaries;
  readonly layers: readonly Layer[];
  readonly knowledge: readonly ApiRow[];
}

/** One file's settings; they hold for everything below `folder`. */
export interface Layer {
  readonly folder: FilePath;
  readonly rules: RuleSettings;
  /** In order; the last that matches a file wins. Globs are relative to `folder`. */
  readonly overrides: readonly { readonly files: readonly string[]; readonly excludedFiles: readonly string[]; readonly rules: RuleSettings }[];
}

/** `on`: as loud as the rule is by itself, at least `info`. */
export type Level = Severity | 'off' | 'on';

export type RuleSettings = Readonly<Record<string, Level | readonly [Level, Readonly<Record<string, unknown>>]>>;

export const NO_CONFIG: Config = { project: { services: [], include: [], exclude: [] }, layers: [], knowledge: [] };
