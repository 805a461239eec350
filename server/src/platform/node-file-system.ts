/** The disk itself. Links are never followed, nothing is thrown. */

import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { decodeText } from './decode-text.ts';
import type { FileSystem, FileStat, FolderEntry } from './file-system.ts';

/** Larger than this is no source that a person wrote. Bytes. */
const LARGEST = 1_000_000;

/** Opening a pipe would wait for a writer for ever, and a link may lead anywhere. Windows has neither flag. */
const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;

export const nodeFileSystem: FileSystem = {
  async readText(path, most = LARGEST) {
    try {
      const handle = await open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
      try {
        const stat = await handle.stat();
        if (!stat.isFile()) return { ok: false, why: 'missing' };
        if (stat.size > most) return { ok: false, why: 'too-large' };
        return decodeText(await handle.readFile());
      } finally {
        await handle.close();
      }
    } catch (error) {
      return { ok: false, why: codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' ? 'missing' : 'unreadable' };
    }
  },
  async stat(path) {
    try {
      const stat = await lstat(path);
      return { kind: kindOf(stat), size: stat.size, modified: stat.mtimeMs };
    } catch {
      return undefined;
    }
  },
  async list(folder) {
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      return entries.map((entry): FolderEntry => ({ name: entry.name, kind: kindOf(entry) })).sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch {
      return undefined;
    }
  },
};

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean; isSymbolicLink(): boolean }): FileStat['kind'] {
  return entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'other';
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
