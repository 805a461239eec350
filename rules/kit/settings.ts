/** What a team decided: how loud each rule speaks where, and with which options. Made by server/src/config, obeyed by server/src/check. */

import type { RuleId, Severity } from '../model/finding.ts';
import type { FilePath } from '../model/source.ts';

export interface Settings {
  /** How a finding of this rule in this file shows; overrides and nested configs applied, tier defaults included. */
  levelOf(rule: RuleId, file: FilePath): Severity | 'off';
  /** Off in every file there may be: the rule need not run. */
  isOff(rule: RuleId): boolean;
  /** The rule came with a later version than the one this team's settings were written for, and nobody has spoken of it yet: it is advice. */
  isNews(rule: RuleId, file: FilePath): boolean;
  /** A rule that this team has, and that was not loaded here, since nobody allowed to run code or it lies elsewhere. */
  isLeftOut(rule: string): boolean;
  /** Options as configured for this folder or file, without defaults. */
  optionsOf(rule: RuleId, file: FilePath): Readonly<Record<string, unknown>>;
}
