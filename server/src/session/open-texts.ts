/** The texts an editor has open: they count instead of what is saved. */

import { filePath, type FilePath } from '../../../rules/model/source.ts';
import type { FileSystem } from '../platform/file-system.ts';
import { overlayFileSystem } from '../platform/overlay-file-system.ts';

export interface OpenText {
  readonly text: string;
  readonly version: number;
}

export interface OpenTexts extends Map<FilePath, OpenText> {
  /** The disk below the root, with the open texts in place of what is saved. */
  over(disk: FileSystem): FileSystem;
}

export function createOpenTexts(root: string): OpenTexts {
  const texts = new Map<FilePath, OpenText>();
  const textAt = (path: string): string | undefined => {
    if (texts.size === 0 || !path.startsWith(root)) return undefined;
    return texts.get(filePath(path.slice(root.length).replace(/^[\\/]/, '')))?.text;
  };
  return Object.assign(texts, { over: (disk: FileSystem) => overlayFileSystem(disk, textAt) });
}
