/** Where settings are read from. */

import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { FileSystem } from '../platform/file-system.ts';

export const CONFIG_NAME = 'tenfold.json';

export interface ConfigSource {
  /** Absolute path of the workspace. */
  readonly root: string;
  /** The folder that no setting may lead out of: that of the repository, or the workspace. */
  readonly territory: string;
  readonly fs: FileSystem;
  readonly catalog: readonly CatalogEntry[];
  /** The workspace's own packages, by absolute folder; asked for only where one is named that is not installed. */
  packages(): Promise<readonly { readonly name: string; readonly folder: string }[]>;
}

/** A settings file that was read. */
export interface Placed {
  /** Absolute path. */
  readonly path: string;
  readonly text: string;
  /** What its settings hold for. */
  readonly folder: FilePath;
  /** See `Layer.above`. */
  readonly above?: string;
}
