/** What all files of a workspace say, in its order; taken over from the time before where few have changed. */

import type { FileFacts } from '../../../rules/model/facts.ts';
import type { Problem } from '../../../rules/model/outcome.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { FileExtract } from './cache/facts-pack.ts';
import { FactsAfter } from './facts-after.ts';

export interface Said {
  /** In the order of the workspace, however they came to be read: the same code gives the same words in the same order. */
  readonly facts: ReadonlyMap<FilePath, FileFacts>;
  readonly problems: readonly Problem[];
  readonly lines: number;
  readonly calls: number;
  /** What it was taken over from, and the files that say something else since. */
  readonly since?: { readonly facts: ReadonlyMap<FilePath, FileFacts>; readonly files: readonly FilePath[] };
}

type Extracts = ReadonlyMap<FilePath, FileExtract>;

export function saidIn(files: readonly FilePath[], extracts: Extracts): Said {
  const facts = new Map<FilePath, FileFacts>();
  const problems: Problem[] = [];
  let [lines, calls] = [0, 0];
  for (const file of files) {
    const extract = extracts.get(file);
    problems.push(...(extract?.problems ?? []));
    if (!extract?.facts) continue;
    facts.set(file, extract.facts);
    lines += extract.facts.lines;
    calls += extract.facts.calls.length;
  }
  return { facts, problems, lines, calls };
}

/** The same as `saidIn` after these files were read again; undefined where more than the facts of some files has changed. */
export function saidAfter(before: Said, changed: ReadonlySet<FilePath>, extracts: Extracts): Said | undefined {
  const facts = new Map<FilePath, FileFacts>();
  let { lines, calls } = before;
  for (const file of changed) {
    const [old, now] = [before.facts.get(file), extracts.get(file)];
    if (!old || !now?.facts || now.problems.length > 0 || before.problems.some((problem) => problem.file === file)) return undefined;
    facts.set(file, now.facts);
    lines += now.facts.lines - old.lines;
    calls += now.facts.calls.length - old.calls.length;
  }
  return { facts: new FactsAfter(before.facts, facts), problems: before.problems, lines, calls, since: { facts: before.facts, files: [...changed] } };
}
