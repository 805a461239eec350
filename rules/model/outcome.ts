/** Work that cannot fail, only be incomplete: broken code is the normal case, not an error. */

import type { FilePath, Range } from './source.ts';

export interface Outcome<Value> {
  readonly value: Value;
  readonly problems: readonly Problem[];
}

/** What we could not see, and therefore did not judge. Shown to the user, never swallowed. */
export interface Problem {
  readonly kind:
    | 'invalid-setting'
    /** Right by itself, but nothing heeds it where it stands. */
    | 'unheeded-setting'
    | 'unreadable-file'
    | 'skipped-file'
    | 'syntax-error'
    | 'invalid-manifest'
    | 'unresolved-import'
    | 'rule-crashed'
    | 'no-history'
    /** A comment that switches a finding off is needed no longer, or its day is over. */
    | 'stale-suppression'
    /** A config is code, which nobody has allowed us to run. */
    | 'not-trusted';
  /** One sentence, present tense, naming the thing. */
  readonly message: string;
  readonly file?: FilePath;
  readonly range?: Range;
  /** The commit that is compared with has it too. */
  readonly isKnown?: true;
}
