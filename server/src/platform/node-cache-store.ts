/** Keeps the facts of one codebase in a file of its own, where caches belong. */

import { isAscii } from 'node:buffer';
import { createHash, randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CacheStore } from './machine.ts';

export interface CachePlace {
  /** The codebase may have been written by someone we do not trust, so nothing in it is believed to be ours. */
  readonly isTrusted: boolean;
  /** Of the file; the facts' own, which are written in ASCII, where not said. */
  readonly name?: string;
}

/** `node_modules/.cache/tenfold` where there is a real node_modules, else the cache folder of the operating system. Never throws. */
export function nodeCacheStore(root: string, { isTrusted, name = FILE }: CachePlace): CacheStore {
  return {
    async read() {
      try {
        const bytes = await readFile(join(await folderFor(root, isTrusted), name));
        return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
      } catch {
        return undefined; // None yet, or it cannot be read: either way all facts are read anew.
      }
    },
    async write(text) {
      const folder = await folderFor(root, isTrusted);
      // A name of its own, so that two processes never write into the same file; the rename replaces at once.
      const unfinished = join(folder, `${name}.${process.pid}.${randomUUID()}`);
      try {
        await mkdir(folder, { recursive: true });
        // Facts are ASCII alone, and need not be looked at letter by letter.
        await writeFile(unfinished, text, name === FILE ? 'latin1' : 'utf8');
        await rename(unfinished, join(folder, name));
        await sweep(folder, name);
        if (folder.startsWith(systemCacheFolder())) await forgetOthers(dirname(folder));
        return true;
      } catch {
        await rm(unfinished, { force: true }).catch(() => undefined);
        return false;
      }
    },
  };
}

const FILE = 'facts.pack';
const UNFINISHED_FOR_MS = 60 * 60 * 1000;

/** What writers left behind that were killed. */
async function sweep(folder: string, file: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${file}.`)) continue;
    const unfinished = await entry(join(folder, name));
    if (unfinished && Date.now() - unfinished.mtimeMs > UNFINISHED_FOR_MS) await rm(join(folder, name), { force: true });
  }
}

const KEPT_FOR_MS = 30 * 24 * 60 * 60 * 1000;

/** Codebases that nobody looked at for a month, most of which are gone. */
async function forgetOthers(caches: string): Promise<void> {
  for (const name of await readdir(caches)) {
    if (!/^[0-9a-f]{16}$/.test(name)) continue;
    const pack = await entry(join(caches, name, FILE));
    if (pack && Date.now() - pack.mtimeMs > KEPT_FOR_MS) await rm(join(caches, name), { recursive: true, force: true });
  }
}

async function folderFor(root: string, isTrusted: boolean): Promise<string> {
  const modules = join(root, 'node_modules');
  // A link would lead the writing out of the codebase.
  const isOurs = isTrusted && (await isFolder(modules)) && !(await isLink(join(modules, '.cache'))) && !(await isLink(join(modules, '.cache', 'tenfold')));
  return isOurs ? join(modules, '.cache', 'tenfold') : join(systemCacheFolder(), 'tenfold', createHash('sha1').update(root).digest('hex').slice(0, 16));
}

export function systemCacheFolder(): string {
  if (process.env['XDG_CACHE_HOME']) return process.env['XDG_CACHE_HOME'];
  if (process.platform === 'win32') return process.env['LOCALAPPDATA'] ?? tmpdir();
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return join(homedir(), '.cache');
}

async function isFolder(path: string): Promise<boolean> {
  return (await entry(path))?.isDirectory() === true;
}

async function isLink(path: string): Promise<boolean> {
  return (await entry(path))?.isSymbolicLink() === true;
}

async function entry(path: string) {
  try {
    return await lstat(path);
  } catch {
    return undefined;
  }
}
