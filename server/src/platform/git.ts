/** Git as the rest of the server sees it: something that answers, or says why not. */

export interface Git {
  /** Standard output of `git …`, run in `folder` (absolute). Never asks, never writes, never runs what the repository names. */
  run(folder: string, args: readonly string[], limits: GitLimits, talk?: GitTalk): Promise<GitResult>;
  /** The absolute path of the index that whoever called us works with: git hands one of its own to the hooks of `commit -a`. */
  readonly index?: string | undefined;
}

export interface GitTalk {
  /** An index to take instead of the repository's usual one; absolute. */
  readonly index?: string | undefined;
  /** For its standard input. */
  readonly input?: string;
  /** How its output becomes a string: `latin1` keeps every byte; UTF-8 where not said. */
  readonly encoding?: 'latin1';
}

export interface GitLimits {
  readonly milliseconds: number;
  /** Bytes of output. */
  readonly bytes: number;
}

export type GitResult =
  | { readonly ok: true; readonly output: string }
  | { readonly ok: false; readonly why: 'no-git' | 'too-slow' | 'too-large' | 'failed' };
