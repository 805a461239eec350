/** A program of ours in a process of its own, as the rest of the server sees it: it is asked once, answers once, and ends. */

export interface Helper {
  /** `question` and the answer are texts; what the helper prints besides is not part of it. */
  ask(question: string, limits: HelperLimits): Promise<HelperAnswer>;
}

export interface HelperLimits {
  readonly milliseconds: number;
  /** Bytes of output. */
  readonly bytes: number;
  readonly signal?: AbortSignal | undefined;
}

export type HelperAnswer =
  | { readonly ok: true; readonly output: string }
  /** `said`: the end of what it wrote to standard error. */
  | { readonly ok: false; readonly why: 'too-slow' | 'too-large' | 'stopped' | 'failed'; readonly said: string };
