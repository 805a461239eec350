/** The folders a client has open, and which of them a document belongs to. */

import type { FilePath } from '../../../rules/model/source.ts';
import type { Folder } from './folder.ts';
import { fileIn } from './uris.ts';

export interface Place {
  readonly folder: Folder;
  readonly file: FilePath;
}

export interface Folders {
  /** Resolves once the folders wanted so far are open. */
  settled: Promise<void>;
  readonly all: readonly Folder[];
  /** The deepest folder around it; undefined outside all. */
  placeOf(uri: string): Place | undefined;
  /** In every folder around it, the deepest first: all of them judge it, one speaks of it. */
  placesOf(uri: string): readonly Place[];
  add(folder: Folder): void;
  /** Closes it; as {@link Folder.close}. */
  remove(uri: string): Promise<void>;
}

export function createFolders(): Folders {
  let all: readonly Folder[] = [];
  return {
    settled: Promise.resolve(),
    get all() { return all; },
    placeOf: (uri) => placesOf(uri)[0],
    placesOf,
    add(folder) {
      all = [...all, folder];
    },
    async remove(uri) {
      const closing = all.filter((folder) => folder.uri === uri);
      all = all.filter((folder) => folder.uri !== uri);
      await Promise.all(closing.map((folder) => folder.close()));
    },
  };

  function placesOf(uri: string): readonly Place[] {
    const places = all.flatMap((folder): Place[] => {
      const file = fileIn(folder.uri, uri);
      return file === undefined ? [] : [{ folder, file }];
    });
    return places.sort((a, b) => a.file.length - b.file.length);
  }
}
