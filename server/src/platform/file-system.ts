/** The disk as the rest of the server sees it, so that tests and the editor can put something else in its place. */

export interface FileSystem {
  /** Undefined when there is no such file, or it is not a plain file; throws nothing. Paths are absolute. `most` bytes are read; a million where not said. */
  readText(path: string, most?: number): Promise<ReadResult>;
  stat(path: string): Promise<FileStat | undefined>;
  /** Entries of a folder, sorted by name; symbolic links are listed as such and never followed. */
  list(folder: string): Promise<readonly FolderEntry[] | undefined>;
}

export type ReadResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: 'missing' | 'unreadable' | 'binary' | 'too-large' };

export interface FileStat {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

export interface FolderEntry {
  readonly name: string;
  readonly kind: FileStat['kind'];
}
