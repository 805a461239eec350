/** What a team says of who may import whom, and where its code does otherwise. */

import type { FilePath } from './source.ts';

/** A rule in the words of dependency-cruiser: an import that fits `from` and `to` breaks it. Patterns are regular expressions over paths. */
export interface ImportRule {
  readonly name: string;
  /** What the offender reads: a sentence. */
  readonly comment: string;
  readonly severity: 'error' | 'warn' | 'info';
  readonly from: PathRestriction;
  /** `$1` stands for the first group of `from.path`. */
  readonly to: PathRestriction & { readonly dependencyTypesNot?: readonly string[] };
}

export interface PathRestriction {
  readonly path?: string | readonly string[];
  readonly pathNot?: string | readonly string[];
}

/** One place where the code breaks a rule of the team. */
export interface Breach {
  /** The team's own name for the rule. */
  readonly rule: string;
  /** What the team says to the offender. */
  readonly comment?: string;
  readonly severity: 'error' | 'warn' | 'info';
  /**
   * `import`: `from` imports `to`. `circle`: the import is part of the circle `via`. `instability`: `to` is less stable. `reach`: `from`
   * comes to `to` over `via`. `file`: the file itself. `folder`: all of a folder, `from`, imports the folder `to`.
   */
  readonly kind: 'import' | 'circle' | 'instability' | 'reach' | 'file' | 'folder';
  /** A file; a folder for the kind `folder`. */
  readonly from: FilePath;
  /** A file of the workspace, or what lies outside: `node_modules/express/index.js`, `fs`. */
  readonly to: string;
  /** As written in `from`, where known. */
  readonly specifier?: string;
  /** Files between, in order; the last is `to`, or `from` again. */
  readonly via: readonly FilePath[];
}
