/** What every reporter is given. Reporters return text; whoever asked writes it. */

import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import type { BaselineEntry } from '../../../rules/model/baseline.ts';
import type { Finding } from '../../../rules/model/finding.ts';
import type { Problem } from '../../../rules/model/outcome.ts';

export interface ReportInput {
  /** What was analysed, as people call it: the folder's name. */
  readonly name: string;
  /** The folder that paths are relative to, as seen from where the command was called; absent where that is the same, or lies elsewhere. */
  readonly folder?: string;
  /** Tenfold's own version. */
  readonly version: string;
  /** In the common order; suppressed ones included. */
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly catalog: readonly CatalogEntry[];
  readonly stats: ReportStats;
  /** What findings are compared with, as people call it; absent where with nothing. */
  readonly comparedWith?: string;
  /** What was there before counts too: `--fail-on any`. */
  readonly countsKnown?: boolean;
  /** Entries of the baseline that cover nothing any more. */
  readonly stale?: readonly BaselineEntry[];
}

export interface ReportStats {
  readonly files: number;
  readonly lines: number;
  readonly services: number;
  readonly entryPoints: number;
  readonly calls: number;
  /** Per stage. */
  readonly milliseconds: Readonly<Record<string, number>>;
  readonly cacheHits: number;
  readonly cacheMisses: number;
}
