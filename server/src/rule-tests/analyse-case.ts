/** A case as a codebase of its own: texts in, everything found out, as a user's workspace would be judged. */

import type { Analysis } from '../analysis.ts';
import { judge } from '../judge.ts';
import { extractor } from '../read-all.ts';
import { type Ground, survey } from '../survey.ts';
import type { Git } from '../platform/git.ts';
import { memoryFileSystem } from './memory-file-system.ts';

/** Texts by path relative to the case. `package.json.marked` stands for `package.json`, with marks in it. */
export type Texts = Readonly<Record<string, string>>;

/** Judged as the case's own tenfold.json says, the advice tier included. */
export async function analyseCase(texts: Texts, git?: Git): Promise<{ readonly analysis: Analysis; readonly ground: Ground }> {
  const root = '/case';
  const fs = memoryFileSystem(Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${root}/${name.replace(/\.marked$/, '')}`, text])));
  const machine = { fs, now: () => 0, ...(git && { git }) };
  const ground = await survey(root, { advice: true }, machine);
  const extractFile = await extractor.load();
  const extracts = new Map(
    ground.workspace.files.map((file) => {
      const { value, problems } = extractFile(file, texts[file] ?? '');
      return [file, { hash: '', facts: value, problems }] as const;
    }),
  );
  const analysis = await judge(root, ground, { extracts, cacheHits: 0, cacheMisses: 0, milliseconds: { discover: 0, extract: 0 } }, { advice: true }, machine);
  return { analysis, ground };
}
