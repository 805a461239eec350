/** Takes apart what `git log -z --name-status` prints. File names may hold anything but a zero. */

import type { ChangedFile, Commit } from '../../../../rules/model/history.ts';
import { filePath } from '../../../../rules/model/source.ts';

/** A record separator, then id, author name and address by the mailmap, commit time, subject; all ended by zeros. */
export const FORMAT = '%x1e%H%x00%aN%x00%aE%x00%ct%x00%<(200,trunc)%s%x00';

export type LoggedCommit = Omit<Commit, 'author'> & { readonly name: string; readonly email: string };

export function commitsIn(output: string): readonly LoggedCommit[] {
  const parts = output.split('\0');
  const commits: LoggedCommit[] = [];
  for (let at = 0; at < parts.length; ) {
    const id = COMMIT.exec(parts[at] ?? '')?.[1];
    if (id === undefined) {
      at++;
      continue;
    }
    const [name = '', email = '', time = '0', subject = ''] = parts.slice(at + 1, at + 5);
    const { files, next } = filesFrom(parts, at + 5);
    commits.push({ id, name, email, time: Number(time) * 1000, subject: subject.trim(), files });
    at = next;
  }
  return commits;
}

/** Of the whole part: a file could be named so, but it never stands where a commit does. */
const COMMIT = new RegExp(`^\\n?${String.fromCharCode(30)}([0-9a-f]{40,64})$`);
const CHANGES: Readonly<Record<string, ChangedFile['change']>> = { A: 'added', M: 'changed', T: 'changed', D: 'deleted', R: 'renamed', C: 'added' };

function filesFrom(parts: readonly string[], start: number): { readonly files: readonly ChangedFile[]; readonly next: number } {
  const files: ChangedFile[] = [];
  let at = start;
  while (at < parts.length) {
    const status = (parts[at] ?? '').replace(/^\n+/, '');
    if (status === '') {
      at++;
      continue;
    }
    const change = /^[AMTDRC]\d*$/.test(status) ? CHANGES[status.charAt(0)] : undefined;
    if (change === undefined) break;
    const isPair = status.startsWith('R') || status.startsWith('C');
    const [first = '', second = ''] = parts.slice(at + 1, at + 3);
    files.push({ file: filePath(isPair ? second : first), change, ...(change === 'renamed' && { from: filePath(first) }) });
    at += isPair ? 3 : 2;
  }
  return { files, next: at };
}
