/** What dependency-cruiser's process is asked, and what it answers. Paths are relative to `root`, with `/`. */

import type { Breach, ImportRule } from '../../../../rules/model/architecture.ts';

/** Stands before the answer on the last line of the output: a config that is code may print before it. */
export const ANSWER = 'tenfold-answer:';

export interface CruiseRequest {
  /** Absolute; the process works there. */
  readonly root: string;
  /** Files, folders or globs to begin with. */
  readonly files: readonly string[];
  /** Judge by these rules instead of telling the edges. */
  readonly rules?: {
    /** The config of a team. */
    readonly config: string;
    /** Breaches the team has agreed to live with. */
    readonly known?: string;
    /** Configs that are code may be run. */
    readonly mayRunCode: boolean;
    /** Folders that only hold what a build made; nothing in them is followed. */
    readonly ignoresOutput: boolean;
  };
}

export type CruiseAnswer =
  | { readonly kind: 'edges'; readonly edges: readonly { readonly from: string; readonly to: string; readonly specifier: string }[] }
  | {
      readonly kind: 'breaches';
      readonly breaches: readonly CruisedBreach[];
      /** What was left out of the config, and why: sentences. */
      readonly notes: readonly string[];
      /** Absolute paths of the config and all it extends. */
      readonly reads: readonly string[];
      readonly live: LiveAnswer;
    }
  /** The config needs a file that is code, which may not be run. */
  | { readonly kind: 'needs-code'; readonly file: string }
  /** In dependency-cruiser's own words. */
  | { readonly kind: 'failed'; readonly message: string };

/** What can be told of an import before it is saved; see LiveRules. */
export interface LiveAnswer {
  readonly rules: readonly ImportRule[];
  readonly includeOnly: readonly string[];
  readonly exclude: readonly string[];
  readonly known: readonly string[];
}

/** Paths are relative to the request's root. */
export type CruisedBreach = Omit<Breach, 'from' | 'via'> & { readonly from: string; readonly via: readonly string[] };
