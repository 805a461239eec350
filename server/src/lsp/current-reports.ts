/** What every file shows right now, over all folders: the one set that pulling and pushing clients see alike. */

import type { TextDocuments } from './documents.ts';
import type { Folders, Place } from './folders.ts';
import type { Report } from './reports.ts';
import { uriIn } from './uris.ts';

export interface CurrentReport extends Omit<Report, 'file'> {
  readonly uri: string;
  /** Of the open document these items belong to; null when it is not open. */
  readonly version: number | null;
}

/** Undefined while the open text of the file is not judged yet. */
export function currentReport({ folder, file }: Place, documents: TextDocuments): CurrentReport | undefined {
  const uri = uriIn(folder.uri, file);
  const document = documents.at(uri);
  const judged = folder.versions.get(file);
  if (document && judged !== undefined && judged !== document.version) return undefined;
  const { items, resultId } = folder.reportOf(file);
  return { items, resultId, uri: document?.uri ?? uri, version: document?.version ?? null };
}

/** All files that have something to show; a file in nested folders is spoken of by the deepest alone. */
export function currentReports(folders: Folders, documents: TextDocuments): CurrentReport[] {
  return folders.all.flatMap((folder) =>
    [...folder.reports.keys()].flatMap((file) => {
      const isDeepest = folders.placeOf(uriIn(folder.uri, file))?.folder === folder;
      return (isDeepest && currentReport({ folder, file }, documents)) || [];
    }),
  );
}

