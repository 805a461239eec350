/** For clients that cannot pull: publishes what changed after every run. */

import type { Connection } from 'vscode-languageserver';
import { type CurrentReport, currentReports } from './current-reports.ts';
import type { TextDocuments } from './documents.ts';
import type { Folders } from './folders.ts';
import { NOTHING } from './reports.ts';
import { sameUriKey } from './uris.ts';

export interface Publisher {
  /** Findings or folders changed. */
  update(): void;
}

export function createPublisher(connection: Connection, folders: Folders, documents: TextDocuments): Publisher {
  const published = new Map<string, CurrentReport>();
  return {
    update() {
      const reports = currentReports(folders, documents);
      const shown = new Set(reports.map(({ uri }) => sameUriKey(uri)));
      for (const report of reports) publish(report);
      for (const [key, before] of published) {
        if (!shown.has(key) && isJudged(before.uri)) publish({ ...before, ...NOTHING, version: documents.at(before.uri)?.version ?? null });
      }
    },
  };

  function publish(report: CurrentReport): void {
    const key = sameUriKey(report.uri);
    const before = published.get(key);
    if (before?.resultId === report.resultId && before.version === report.version) return;
    if (report.items.length === 0) published.delete(key);
    else published.set(key, report);
    void connection.sendDiagnostics({ uri: report.uri, diagnostics: [...report.items], ...(report.version !== null && { version: report.version }) });
  }

  /** The absence of findings belongs to the text that is open now. */
  function isJudged(uri: string): boolean {
    const place = folders.placeOf(uri);
    const document = documents.at(uri);
    if (!place || !document) return true;
    const judged = place.folder.versions.get(place.file);
    return judged === undefined || judged === document.version;
  }
}
