/** What a team has found before and lives with for now: one entry for each finding, by what is left of it when code is moved, renamed or formatted. What is told with another finding has an entry of its own. */

import type { Finding, Identity } from './finding.ts';
import type { FilePath, Range } from './source.ts';

export interface BaselineEntry extends Identity {
  readonly rule: string;
  readonly file: FilePath;
  readonly fingerprint: string;
  /** The message when it was recorded: for people who read the file. */
  readonly says: string;
  /** Where in the baseline's file it stands, where it was read from one. */
  readonly at?: Range;
}

export function entryOf({ rule, location, fingerprint, identity, message }: Finding): BaselineEntry {
  return { rule, file: location.file, ...identity, fingerprint, says: message };
}
