/** The disk itself. Never follows a link, never opens what is not a plain file, never throws. */

import { constants, type Dirent, type Stats } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import type { FileStat, FileSystem, ReadResult } from './file-system.ts';

/** Bytes. Larger files are data or bundles; nobody edits them. */
const LARGEST_FILE = 5_000_000;

export const nodeFileSystem: FileSystem = {
  readText,
  async stat(path) {
    const stats = await statsOf(path);
    return stats && { kind: kindOf(stats), size: stats.size, modified: stats.mtimeMs };
  },
  async list(folder) {
    const entries = await entriesOf(folder);
    return entries?.map((entry) => ({ name: entry.name, kind: kindOf(entry) })).sort((a, b) => (a.name < b.name ? -1 : 1));
  },
};

async function readText(path: string): Promise<ReadResult> {
  const stats = await statsOf(path);
  if (!stats) return { ok: false, why: 'missing' };
  if (!stats.isFile()) return { ok: false, why: stats.isDirectory() ? 'missing' : 'unreadable' };
  if (stats.size > LARGEST_FILE) return { ok: false, why: 'too-large' };
  try {
    // It may have been replaced since it was looked at; a pipe would keep us waiting for ever.
    const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    try {
      return decoded(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { ok: false, why: codeOf(error) === 'ENOENT' ? 'missing' : 'unreadable' };
  }
}

/** UTF-8, or UTF-16 where a byte order mark says so; the mark is not part of the text. */
function decoded(bytes: Buffer): ReadResult {
  if (bytes.length > LARGEST_FILE) return { ok: false, why: 'too-large' };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { ok: true, text: bytes.toString('utf16le', 2) };
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { ok: true, text: bytes.toString('utf8', 3) };
  if (bytes.includes(0)) return { ok: false, why: 'binary' };
  return { ok: true, text: bytes.toString('utf8') };
}

async function statsOf(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch {
    return undefined; // Not there, or not for us to see; both mean that there is nothing to read.
  }
}

async function entriesOf(folder: string): Promise<Dirent[] | undefined> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    return undefined; // As above.
  }
}

function kindOf(entry: Pick<Stats, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): FileStat['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
