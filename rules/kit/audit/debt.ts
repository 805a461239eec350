/** What came and went between audits; made by server/src/audit/debt.ts. */

import type { Location } from '../../model/source.ts';

/** What one run leaves behind for the next, as `tenfold audit --save` writes it. */
export interface SavedAudit {
  readonly version: 1;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly commit?: string;
  readonly items: readonly SavedItem[];
}

export interface SavedItem {
  readonly fingerprint: string;
  readonly rule: string;
  readonly message: string;
  readonly file: string;
  /** As {@link AuditModel} ranks. */
  readonly weight: number;
  /** Fingerprints of what is told with it, such as further calls in the same loop. */
  readonly with?: readonly string[];
}

export interface DebtModel {
  /** The run compared with; absent where none was saved. */
  readonly since?: number;
  readonly came: readonly SavedItem[];
  readonly went: readonly SavedItem[];
  /** Oldest first, this run last. */
  readonly trend: readonly { readonly time: number; readonly count: number }[];
  readonly sprint: SprintPlan;
}

/** What fits into a fifth of a sprint, worst first. */
export interface SprintPlan {
  readonly people: number;
  readonly days: number;
  readonly items: readonly { readonly message: string; readonly days: number; readonly location: Location; readonly fingerprint: string }[];
  readonly assumes: string;
}
