/** The disk, with the texts that an editor has open in place of what is saved. */

import type { FileSystem } from './file-system.ts';

/** `textOf` gives the open text of an absolute path, or undefined. */
export function overlayFileSystem(disk: FileSystem, textOf: (path: string) => string | undefined): FileSystem {
  return {
    async readText(path, most) {
      const text = textOf(path);
      return text === undefined ? disk.readText(path, most) : { ok: true, text };
    },
    stat: (path) => disk.stat(path),
    list: (folder) => disk.list(folder),
  };
}
