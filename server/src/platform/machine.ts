/** All of the outside world that an analysis uses: a disk, a place to remember facts, a clock. */

import type { Calibration } from '../../../rules/model/measurements.ts';
import type { FileSystem } from './file-system.ts';
import type { Git } from './git.ts';
import type { Helper } from './helper.ts';

export interface Machine {
  readonly fs: FileSystem;
  /** Absent when nothing may be remembered (`--no-cache`). */
  readonly cache?: CacheStore;
  /** What dependency-cruiser said last; absent when nothing may be remembered. */
  readonly verdicts?: CacheStore;
  /** What was found last; absent when nothing may be remembered. */
  readonly judgements?: CacheStore;
  /** What an editor showed last; absent when nothing may be remembered. */
  readonly lastFindings?: CacheStore;
  /** Absent where history is of no interest. */
  readonly git?: Git;
  /** dependency-cruiser; absent where nobody may start processes. */
  readonly cruiser?: Helper;
  /** Code that the workspace names as its config may be run. */
  readonly mayRunCode?: boolean;
  /** What `tenfold calibrate` measured; absent where nothing may be remembered. */
  calibration?(): Promise<Calibration | undefined>;
  /** Milliseconds since 1970, for cache freshness and stage times. */
  now(): number;
}

/** One text that outlives the process. It may vanish or be replaced by another process at any time. */
export interface CacheStore {
  /** Undefined when there is none or it cannot be read. */
  read(): Promise<string | undefined>;
  /** Replaces the whole text at once: a reader sees the old or the new one, never half. False when it could not. */
  write(text: string): Promise<boolean>;
}
