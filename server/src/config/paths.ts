/** Paths as text: straightened, taken apart, and said as people of the workspace would. */

import { filePath, type FilePath } from '../../../rules/model/source.ts';

export function straightPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Of the file-system's root, itself. */
export function folderOfPath(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Relative to `root`, with `../` for what lies above it. */
export function relativeTo(root: string, path: string): FilePath {
  if (path.startsWith(`${root}/`)) return filePath(path.slice(root.length + 1));
  let above = root;
  let steps = '';
  while (above !== '' && !path.startsWith(`${above}/`)) {
    above = folderOfPath(above);
    steps += '../';
  }
  return above === '' ? filePath(path) : filePath(steps + path.slice(above.length + 1));
}
