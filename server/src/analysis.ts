/** What one run over a codebase gives: the linked code, what the rules found, what could not be seen, and what it took. */

import type { CatalogEntry } from '../../rules/kit/catalog-entry.ts';
import type { BaselineEntry } from '../../rules/model/baseline.ts';
import type { Codebase } from '../../rules/model/codebase.ts';
import type { Finding, QuickFix } from '../../rules/model/finding.ts';
import type { Problem } from '../../rules/model/outcome.ts';
import type { FilePath } from '../../rules/model/source.ts';

export interface Analysis {
  /** Absolute path that every FilePath is relative to. */
  readonly root: string;
  readonly codebase: Codebase;
  /** Every file that settings were read from. */
  readonly settingsFiles: readonly FilePath[];
  /** Every rule that judged, the team's own included. */
  readonly catalog: readonly CatalogEntry[];
  /** In the order of files and places; suppressed ones included, marked so. */
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly stats: Stats;
  /** Present where the team has a baseline. */
  readonly baseline?: {
    /** Entries that cover nothing any more. */
    readonly stale: readonly BaselineEntry[];
    /** Entries that cover nothing, but of rules that could not be asked this time. */
    readonly unjudged: readonly BaselineEntry[];
  };
  /** Labels of all entry points that come through a finding of this analysis. */
  entryPointsOf(finding: Finding): readonly string[];
  /** The ways to mend a finding of this analysis; `textOf` gives the judged text of a file, undefined where it is not at hand. */
  fixesFor(finding: Finding, textOf: (file: FilePath) => string | undefined): readonly QuickFix[];
}

export type Stage = 'discover' | 'extract' | 'link' | 'check';

export interface Stats {
  /** Files whose facts were judged. */
  readonly files: number;
  readonly lines: number;
  readonly services: number;
  readonly entryPoints: number;
  readonly calls: number;
  readonly milliseconds: Readonly<Record<Stage, number>>;
  /** Files whose facts came from the cache, and files that had to be read anew. */
  readonly cacheHits: number;
  readonly cacheMisses: number;
}

export interface Progress {
  readonly stage: Stage;
  /** Files done, of how many; 0 of 0 where a stage does not count. */
  readonly done: number;
  readonly of: number;
}
