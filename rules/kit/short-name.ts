/** How people call a file: `prices.ts`, or `prices/index.ts` where the last word alone says nothing. */

import type { FilePath } from '../model/source.ts';

const SAYS_NOTHING = /^(?:index|main|app|types|schema|utils?|helpers?|constants|config|routes?|router|page|layout|mod|models?|services?|controller|module|actions|api|server|client|component)\.[cm]?[jt]sx?$/i;

export function shortName(file: FilePath): string {
  const parts = file.split('/');
  const last = parts.at(-1) ?? file;
  return SAYS_NOTHING.test(last) ? parts.slice(-2).join('/') : last;
}

/** Short names of two files, whole paths where the short ones are the same. */
export function shortNames(a: FilePath, b: FilePath): readonly [string, string] {
  return shortName(a) === shortName(b) ? [a, b] : [shortName(a), shortName(b)];
}
