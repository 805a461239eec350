/**
 * What was read of a disk, so that a later run can tell whether reading it again would give the same.
 *
 * A verifying trace, as build systems call it (Mokhov, Mitchell and Peyton Jones, Build Systems à la Carte, 2018): what follows from
 * files alone need not be worked out again while every answer that the disk gave still holds.
 */

import { createHash } from 'node:crypto';
import type { FileStat, FileSystem, FolderEntry, ReadResult } from './file-system.ts';

/** JSON; paths are absolute. */
export interface ReadTrace {
  readonly folders: readonly (readonly [path: string, hash: string])[];
  readonly files: readonly TracedFile[];
}

export interface TracedFile {
  readonly path: string;
  readonly kind: FileStat['kind'] | 'missing';
  readonly size: number;
  /** Milliseconds since 1970; 0 when too fresh to be trusted. */
  readonly modified: number;
  /** Of the text, or why there is none; absent where nobody read it. */
  readonly text?: { readonly hash: string } | { readonly why: string };
  /** As it was read with. */
  readonly most?: number;
}

export interface TracingFileSystem {
  readonly fs: FileSystem;
  trace(): ReadTrace;
}

/** A change within this time after it was read could leave the same modification time. */
const TRUST_AFTER_MS = 2000;
const AT_ONCE = 64;

export function tracingFileSystem(disk: FileSystem, now: () => number): TracingFileSystem {
  const folders = new Map<string, string>();
  const files = new Map<string, TracedFile>();
  const noted = (path: string, stat: FileStat | undefined, more: Pick<TracedFile, 'text' | 'most'> = {}): void => {
    const isSettled = stat !== undefined && now() - stat.modified > TRUST_AFTER_MS;
    // What was read first is what counted first; a text says more than a stamp.
    if (!files.get(path)?.text) files.set(path, { path, kind: stat?.kind ?? 'missing', size: stat?.size ?? 0, modified: isSettled ? stat.modified : 0, ...more });
  };
  return {
    fs: {
      async readText(path, most) {
        // Asked before the text is read: a change in between then shows.
        const stat = await disk.stat(path);
        const read = await disk.readText(path, most);
        noted(path, stat, { text: textOf(read), ...(most !== undefined && { most }) });
        return read;
      },
      async stat(path) {
        const stat = await disk.stat(path);
        noted(path, stat);
        return stat;
      },
      async list(folder) {
        const entries = await disk.list(folder);
        folders.set(folder, hashOfEntries(entries));
        return entries;
      },
    },
    trace: () => ({ folders: [...folders], files: [...files.values()] }),
  };
}

/** Everything that was read is still there as it was. */
export async function stillHolds({ folders, files }: ReadTrace, disk: FileSystem): Promise<boolean> {
  return (
    (await everyOf(folders, async ([path, hash]) => hashOfEntries(await disk.list(path)) === hash)) &&
    (await everyOf(files, (file) => isAsBefore(file, disk)))
  );
}

/** The files that were read and are not now as they were then, in no order; undefined where anything else changed, or more than `most` of them. */
export async function editedSince({ folders, files }: ReadTrace, disk: FileSystem, most: number): Promise<readonly TracedFile[] | undefined> {
  if (!(await stillHolds({ folders, files: [] }, disk))) return undefined;
  const edited: TracedFile[] = [];
  const isWithin = await everyOf(files, async (file) => {
    if (await isAsBefore(file, disk)) return true;
    edited.push(file);
    return edited.length <= most && file.kind === 'file' && (await disk.stat(file.path))?.kind === 'file';
  });
  return isWithin ? edited : undefined;
}

async function isAsBefore({ path, kind, size, modified, text, most }: TracedFile, disk: FileSystem): Promise<boolean> {
  const stat = await disk.stat(path);
  if ((stat?.kind ?? 'missing') !== kind) return false;
  if (!stat || (kind === 'folder' && !text)) return true;
  const isSameStamp = modified !== 0 && stat.modified === modified && stat.size === size;
  if (!text) return isSameStamp;
  // Whether a file may be read can change without leaving a stamp.
  if (isSameStamp && 'hash' in text) return true;
  return JSON.stringify(textOf(await disk.readText(path, most))) === JSON.stringify(text);
}

async function everyOf<Item>(items: readonly Item[], holds: (item: Item) => Promise<boolean>): Promise<boolean> {
  for (let start = 0; start < items.length; start += AT_ONCE) {
    const answers = await Promise.all(items.slice(start, start + AT_ONCE).map(holds));
    if (answers.includes(false)) return false;
  }
  return true;
}

function textOf(read: ReadResult): NonNullable<TracedFile['text']> {
  return read.ok ? { hash: createHash('sha1').update(read.text).digest('base64') } : { why: read.why };
}

function hashOfEntries(entries: readonly FolderEntry[] | undefined): string {
  return entries ? createHash('sha1').update(JSON.stringify(entries)).digest('base64') : '';
}
