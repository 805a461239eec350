/** One thing that people do by hand and need not; made by server/src/audit/manual-process.ts. */

import type { Location } from '../../model/source.ts';

export interface ManualProcess {
  readonly what: string;
  /** Why it hurts when there is ten times as much to do. */
  readonly why: string;
  readonly firstStep: string;
  /** The file that shows it. */
  readonly location: Location;
}
