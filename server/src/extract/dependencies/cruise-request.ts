/** What dependency-cruiser's process is asked, and what it answers. Paths are relative to `root`, with `/`. */

export interface CruiseRequest {
  /** Absolute. */
  readonly root: string;
  readonly files: readonly string[];
}

export interface CruiseAnswer {
  readonly edges: readonly { readonly from: string; readonly to: string; readonly specifier: string }[];
}
