/** The settings of one file as a text, the one that `tenfold config print` prints. */

import { effectiveText } from '../config/effective-text.ts';
import type { FileConfig } from '../protocol.ts';
import type { Folders } from './folders.ts';

/** Null where the file lies in no folder, or its folder could not be read. */
export async function fileConfig(uri: string, folders: Folders): Promise<FileConfig | null> {
  await folders.settled;
  const place = folders.placeOf(uri);
  const snapshot = await place?.folder.upToDate();
  if (!place || !snapshot) return null;
  return { title: `Config for ${place.file.slice(place.file.lastIndexOf('/') + 1)}`, text: effectiveText(snapshot.settingsOf(place.file)) };
}
