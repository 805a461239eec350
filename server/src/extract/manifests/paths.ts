/** Folders and files as manifests name them, relative to the manifest. */

import { filePath, type FilePath } from '../../../../rules/model/source.ts';

export function folderOf(file: string): FilePath {
  const slash = file.lastIndexOf('/');
  return filePath(slash < 0 ? '' : file.slice(0, slash));
}

export function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

/** `..` beyond the workspace's root stays at the root. */
export function joined(folder: string, path: string): FilePath {
  const parts: string[] = [];
  for (const part of `${path.startsWith('/') ? '' : folder}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return filePath(parts.join('/'));
}
