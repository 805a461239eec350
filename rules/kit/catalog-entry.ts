/** A rule with the name and the prose its folder gives it. */

import type { Rule } from './define-rule.ts';
import type { RuleId } from '../model/finding.ts';

export interface CatalogEntry {
  readonly id: RuleId;
  readonly rule: Rule;
  readonly prose: Prose;
}

/** The parts of rule.md, as Markdown. */
export interface Prose {
  readonly title: string;
  /** The sentence below the title. */
  readonly summary: string;
  readonly why: string;
  readonly instead: string;
  readonly keep: string;
}
