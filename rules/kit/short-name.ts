/** How people call a file: `prices.ts`, or `prices/index.ts` where the last word alone says nothing. */

import type { FilePath } from '../model/source.ts';

export function shortName(file: FilePath): string {
  const parts = file.split('/');
  const last = parts.at(-1) ?? file;
  const isTelling = !/^(?:index|main|types|schema|utils?|helpers?|constants|route|page|layout|mod)\.[cm]?[jt]sx?$/.test(last);
  return isTelling ? last : parts.slice(-2).join('/');
}
