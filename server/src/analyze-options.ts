/** What can be said to an analysis of a codebase. */

import type { Progress } from './analysis.ts';
import type { Base } from './check/known.ts';
import type { EvidenceFiles } from './extract/measurements/read-measurements.ts';

export interface AnalyzeOptions {
  /** Absolute path of the config to use instead of the root's tenfold.json. */
  readonly configFile?: string;
  /** Load tests and traces to count with, besides those that the config names; absolute paths. */
  readonly evidence?: EvidenceFiles;
  /** Include the advice tier. */
  readonly advice?: boolean;
  /** The team's baseline counts; true where not said. */
  readonly baseline?: boolean;
  /** Take what `tenfold facts` has read of each package, and remember nothing else; false where not said. */
  readonly packageFacts?: boolean;
  /** What the commit has that is compared with. */
  readonly base?: Base;
  /** Stops the run; `analyze` then throws the signal's reason. */
  readonly signal?: AbortSignal;
  onProgress?(progress: Progress): void;
}
