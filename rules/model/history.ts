/** What git says: who changed which files when. Read by server/src/extract/history, only where a rule or the audit asks for it. */

import type { FilePath } from './source.ts';

export interface History {
  /** The commit it ends with. */
  readonly head: string;
  /** Newest first; merges are left out, since they repeat what was merged. */
  readonly commits: readonly Commit[];
  readonly authors: readonly Author[];
  /** It reaches back to the first commit; otherwise older work is not known, and who began a file is a guess. */
  readonly isComplete: boolean;
  /** Older commits were not fetched; where it is only long, its newest part was read. */
  readonly isShallow?: boolean;
  /** Newest first. */
  readonly tags: readonly Tag[];
}

export interface Commit {
  readonly id: string;
  /** Index in `authors`. */
  readonly author: number;
  /** Milliseconds since 1970, when it was put where it stands now. */
  readonly time: number;
  /** The first line, at most 200 characters. */
  readonly subject: string;
  /** Relative to the workspace, by the names they had then; see {@link nowNamed}. Files outside the workspace are left out. */
  readonly files: readonly ChangedFile[];
}

export interface ChangedFile {
  readonly file: FilePath;
  readonly change: 'added' | 'changed' | 'deleted' | 'renamed';
  /** Its name before, when renamed. */
  readonly from?: FilePath;
}

/** One person, however many names and addresses they use. */
export interface Author {
  readonly name: string;
  readonly isBot: boolean;
}

export interface Tag {
  readonly name: string;
  readonly time: number;
}

/** For each commit, newest first, its files by the names they have today; files that are gone are left out. */
export function* nowNamed({ commits }: History): Iterable<{ readonly commit: Commit; readonly files: readonly ChangedFile[] }> {
  const today = new Map<FilePath, FilePath | undefined>();
  for (const commit of commits) {
    const files: ChangedFile[] = [];
    for (const changed of commit.files) {
      const name = today.has(changed.file) ? today.get(changed.file) : changed.file;
      if (changed.change === 'deleted') {
        if (!today.has(changed.file)) today.set(changed.file, undefined);
        continue;
      }
      if (name !== undefined) files.push({ ...changed, file: name });
      if (changed.from !== undefined) today.set(changed.from, name);
      // Older commits that speak of this name mean another file, gone since.
      if (changed.change === 'added' || changed.change === 'renamed') today.set(changed.file, undefined);
    }
    yield { commit, files };
  }
}
