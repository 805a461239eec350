/** A disk made of texts by absolute path: for cases and tests. */

import type { FileSystem, FolderEntry } from '../platform/file-system.ts';

export function memoryFileSystem(texts: Readonly<Record<string, string>>): FileSystem {
  const paths = Object.keys(texts);
  return {
    readText: async (path) => {
      const text = texts[path];
      return text === undefined ? { ok: false, why: 'missing' } : { ok: true, text };
    },
    stat: async (path) => {
      if (texts[path] !== undefined) return { kind: 'file', size: texts[path].length, modified: 0 };
      return paths.some((each) => each.startsWith(`${path}/`)) ? { kind: 'folder', size: 0, modified: 0 } : undefined;
    },
    list: async (folder) => {
      const entries = new Map<string, FolderEntry>();
      for (const path of paths) {
        if (!path.startsWith(`${folder}/`)) continue;
        const [name = '', ...rest] = path.slice(folder.length + 1).split('/');
        entries.set(name, { name, kind: rest.length > 0 ? 'folder' : 'file' });
      }
      return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}
