/** For clients that ask: one document at a time, and the workspace as a request that stays open until something changed. */

import {
  type CancellationToken, type Connection, type DocumentDiagnosticReport, DocumentDiagnosticReportKind, LSPErrorCodes, ResponseError,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { type CurrentReport, currentReport, currentReports } from './current-reports.ts';
import type { TextDocuments } from './documents.ts';
import type { Folders } from './folders.ts';
import { NOTHING } from './reports.ts';
import { sameUriKey } from './uris.ts';

export interface Puller {
  /** Findings or folders changed. */
  update(): void;
}

export interface PullOptions {
  readonly canRefresh: boolean;
  /** The client waits for a workspace answer as long as it takes, even with nothing known yet. */
  readonly waitsForWorkspace: boolean;
}

export function createPuller(connection: Connection, folders: Folders, documents: TextDocuments, { canRefresh, waitsForWorkspace }: PullOptions): Puller {
  /** The result last given for each open document. */
  const answered = new Map<string, string>();
  let waiting: (() => void)[] = [];
  documents.synchronised.onDidClose(({ document }) => void answered.delete(sameUriKey(document.uri)));

  connection.languages.diagnostics.on(async ({ textDocument: { uri }, previousResultId }, token) => {
    const report = await judged(uri, token);
    answered.set(sameUriKey(uri), report.resultId);
    return documentReport(report, previousResultId);
  });

  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token) => {
    await cancellable(folders.settled, token);
    for (;;) {
      const items = changedSince(previousResultIds);
      const isKnown = folders.all.every(({ status }) => status !== 'analysing');
      if (items.length > 0 || (isKnown && previousResultIds.length === 0 && !waitsForWorkspace)) return { items };
      await cancellable(new Promise<void>((resolve) => waiting.push(resolve)), token);
    }
  });

  return {
    update() {
      const resolved = waiting;
      waiting = [];
      for (const resolve of resolved) resolve();
      if (canRefresh && documents.all().some(({ uri }) => isOutdated(uri))) askToPullAgain();
    },
  };

  function askToPullAgain(): void {
    connection.languages.diagnostics.refresh().catch((error: unknown) => connection.console.warn(`The client does not pull again: ${String(error)}`));
  }

  async function judged(uri: string, token: CancellationToken): Promise<CurrentReport> {
    await cancellable(folders.settled, token);
    for (;;) {
      const place = folders.placeOf(uri);
      const version = documents.at(uri)?.version ?? null;
      if (!place || place.folder.status === 'off') return { ...NOTHING, uri, version };
      // Only to those who can be told to ask again.
      if (canRefresh && documents.at(uri) && (await cancellable(place.folder.recall(place.file), token))) {
        const recalled = currentReport(place, documents);
        if (recalled) return recalled;
      }
      const snapshot = await cancellable(place.folder.upToDate(), token);
      if (!snapshot) throw new ResponseError(LSPErrorCodes.ServerCancelled, 'The analysis was stopped.', { retriggerRequest: false });
      const report = currentReport(place, documents);
      if (report) return report;
    }
  }

  function isOutdated(uri: string): boolean {
    const before = answered.get(sameUriKey(uri));
    const place = folders.placeOf(uri);
    const now = place && currentReport(place, documents);
    return before !== undefined && now !== undefined && now.resultId !== before;
  }

  function changedSince(previous: readonly { readonly uri: string; readonly value: string }[]): WorkspaceDocumentDiagnosticReport[] {
    const known = new Map(previous.map(({ uri, value }) => [sameUriKey(uri), value]));
    const reports = currentReports(folders, documents);
    const shown = new Set(reports.map(({ uri }) => sameUriKey(uri)));
    const gone = previous.filter(({ uri, value }) => !shown.has(sameUriKey(uri)) && value !== NOTHING.resultId && isSettled(uri));
    return [
      ...reports.filter(({ uri, resultId }) => known.get(sameUriKey(uri)) !== resultId).map(workspaceReport),
      ...gone.map(({ uri }) => workspaceReport({ uri, ...NOTHING, version: documents.at(uri)?.version ?? null })),
    ];
  }

  /** What is said of the file now is said of its present text. */
  function isSettled(uri: string): boolean {
    const place = folders.placeOf(uri);
    return !place || place.folder.status === 'off' || (place.folder.latest !== undefined && currentReport(place, documents) !== undefined);
  }
}

function documentReport({ items, resultId }: CurrentReport, previousResultId: string | undefined): DocumentDiagnosticReport {
  return previousResultId === resultId
    ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
    : { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...items] };
}

function workspaceReport({ uri, version, items, resultId }: CurrentReport): WorkspaceDocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items: [...items] };
}

/** Rejects as cancelled as soon as the client no longer wants the answer. */
async function cancellable<Value>(promise: Promise<Value>, token: CancellationToken): Promise<Value> {
  const cancelled = () => new ResponseError(LSPErrorCodes.RequestCancelled, 'No longer wanted.');
  if (token.isCancellationRequested) throw cancelled();
  return new Promise((resolve, reject) => {
    const listening = token.onCancellationRequested(() => reject(cancelled()));
    promise.then(resolve, reject).finally(() => listening.dispose());
  });
}
