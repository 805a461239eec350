/** Git as the rest of the server sees it: something that answers, or says why not. */

export interface Git {
  /** Standard output of `git …`, run in `folder` (absolute). Never asks, never writes, never runs what the repository names. */
  run(folder: string, args: readonly string[], limits: GitLimits): Promise<GitResult>;
}

export interface GitLimits {
  readonly milliseconds: number;
  /** Bytes of output. */
  readonly bytes: number;
}

export type GitResult =
  | { readonly ok: true; readonly output: string }
  | { readonly ok: false; readonly why: 'no-git' | 'too-slow' | 'too-large' | 'failed' };
