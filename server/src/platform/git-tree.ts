/** The files of one commit, or of the next, as a disk, read from git's objects: nothing is checked out, and no filter that a repository names is run. */

import { decodeText } from './decode-text.ts';
import type { FileSystem, FolderEntry } from './file-system.ts';
import type { Git, GitLimits } from './git.ts';

const LIMITS: GitLimits = { milliseconds: 120_000, bytes: 500_000_000 };
/** Larger than this is no source that a person wrote. Bytes, as on the disk. */
const LARGEST = 1_000_000;

/** No path of git's ends so. */
const OUTSIDE = '/';

export interface GitTree extends FileSystem {
  /** A text was asked for that git does not have: the clone is a partial one. */
  readonly isIncomplete: boolean;
}

interface Blob {
  readonly id: string;
  readonly size: number;
}

/** What is staged for the next commit. */
export const STAGED = Symbol('staged');

/** `root` is absolute, the repository's root or a folder in it; the tree is the whole repository's. Undefined when git cannot list the files. */
export async function gitTree(root: string, commit: string | typeof STAGED, git: Git): Promise<GitTree | undefined> {
  const below = await git.run(root, ['rev-parse', '--show-prefix'], LIMITS);
  if (!below.ok) return undefined;
  // As in `packages/api/`, before a line end; empty at the repository's root.
  const prefix = below.output.replace(/\n$/, '');
  const top = prefix === '' ? root : root.slice(0, -prefix.length);
  const listed = commit === STAGED ? await git.run(top, ['ls-files', '--stage', '-z'], LIMITS, { index: await indexOf(root, git) }) : await git.run(top, ['ls-tree', '-r', '-l', '-z', commit], LIMITS);
  if (!listed.ok) return undefined;
  const blobs = new Map<string, Blob>();
  const folders = new Map<string, Map<string, FolderEntry>>([['', new Map()]]);
  for (const line of listed.output.split('\0')) {
    // As `ls-tree` writes it, or without kind and size as `ls-files` does; folders of other repositories are commits.
    const [, mode = '', id = '', size = '0', path = ''] = /^(\d+) (?:blob )?([0-9a-f]{40,})(?: +(\d+|-))?\t([\s\S]+)$/.exec(line) ?? [];
    if (path === '' || mode === '160000') continue;
    const isLink = mode === '120000';
    if (!isLink) blobs.set(path, { id, size: commit === STAGED ? 0 : Number(size) });
    enter(folders, path, isLink ? 'link' : 'file');
  }
  const texts = createReader(top, git);
  /** What lies outside of the repository is not in it under any name. */
  const within = (path: string): string => (path === top ? '' : path.startsWith(`${top}/`) ? path.slice(top.length + 1) : OUTSIDE);
  return {
    get isIncomplete() { return texts.isIncomplete; },
    async readText(path) {
      const blob = blobs.get(within(path));
      if (!blob) return { ok: false, why: 'missing' };
      if (blob.size > LARGEST) return { ok: false, why: 'too-large' };
      const bytes = await texts.read(blob.id);
      if (!bytes) return { ok: false, why: 'unreadable' };
      return bytes.length > LARGEST ? { ok: false, why: 'too-large' } : decodeText(bytes);
    },
    // Without a time: what is known of the same text under another time is found by its content.
    async stat(path) {
      const blob = blobs.get(within(path));
      if (blob) return { kind: 'file', size: blob.size, modified: 0 };
      // Where the repository begins, as on the disk.
      return folders.has(within(path)) || within(path) === '.git' ? { kind: 'folder', size: 0, modified: 0 } : undefined;
    },
    async list(folder) {
      const entries = folders.get(within(folder));
      return entries && [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}

/** The one a hook was handed, if it is of this repository; undefined for the usual one. */
async function indexOf(root: string, git: Git): Promise<string | undefined> {
  const folder = await git.run(root, ['rev-parse', '--absolute-git-dir'], LIMITS);
  return folder.ok && git.index?.startsWith(`${folder.output.trim()}/`) === true ? git.index : undefined;
}

function enter(folders: Map<string, Map<string, FolderEntry>>, path: string, kind: FolderEntry['kind']): void {
  const slash = path.lastIndexOf('/');
  const folder = slash < 0 ? '' : path.slice(0, slash);
  const name = path.slice(slash + 1);
  let entries = folders.get(folder);
  if (!entries) {
    folders.set(folder, (entries = new Map()));
    enter(folders, folder, 'folder');
  }
  entries.set(name, { name, kind });
}

/** What is asked for at the same time is read by one process. */
function createReader(top: string, git: Git): { read(id: string): Promise<Buffer | undefined>; readonly isIncomplete: boolean } {
  let waiting = new Map<string, ((bytes: Buffer | undefined) => void)[]>();
  let isIncomplete = false;
  return {
    get isIncomplete() { return isIncomplete; },
    read: (id) => new Promise((resolve) => {
      if (waiting.size === 0) setImmediate(() => void flush());
      const same = waiting.get(id);
      if (same) same.push(resolve);
      else waiting.set(id, [resolve]);
    }),
  };

  async function flush(): Promise<void> {
    const asked = waiting;
    waiting = new Map();
    const answer = await git.run(top, ['cat-file', '--batch', '--buffer'], LIMITS, { input: [...asked.keys()].map((id) => `${id}\n`).join(''), encoding: 'latin1' });
    const found = answer.ok ? objectsIn(Buffer.from(answer.output, 'latin1')) : new Map<string, Buffer>();
    for (const [id, resolves] of asked) {
      isIncomplete ||= !found.has(id);
      for (const resolve of resolves) resolve(found.get(id));
    }
  }
}

/** `<id> blob <size>`, a line end, the bytes, a line end; `<id> missing` for what is not there. */
function objectsIn(output: Buffer): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(10, at);
    if (end < 0) break;
    const [id = '', kind, size] = output.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (kind !== 'blob') continue;
    found.set(id, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return found;
}
