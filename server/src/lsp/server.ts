/** Joins a client to the folders it has open: each message is handed to the file that knows what to do. */

import {
  CodeActionKind, DidChangeConfigurationNotification, TextDocumentSyncKind, type Connection, type InitializeParams, type InitializeResult,
} from 'vscode-languageserver';
import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import type { Machine } from '../platform/machine.ts';
import type { AuditParams, FileConfigParams, RulePageParams } from '../protocol.ts';
import { auditOf } from './audit.ts';
import { type ClientAbilities, clientAbilities } from './client-abilities.ts';
import { codeActions, FIX_ALL } from './code-actions.ts';
import { createDocuments } from './documents.ts';
import { fileConfig } from './file-config.ts';
import { createFolders } from './folders.ts';
import { hoverAt } from './hover.ts';
import { keepFolders } from './keep-folders.ts';
import { createPublisher } from './push-diagnostics.ts';
import { createPuller } from './pull-diagnostics.ts';
import type { RulePages } from './rule-pages.ts';
import { statusOf } from './status.ts';
import { applyEvents, watchFiles } from './watch.ts';

export interface Surroundings {
  /** The disk and cache for one folder. */
  machineFor(root: string, isTrusted: boolean): Machine;
  rulePages(own: () => readonly CatalogEntry[]): RulePages;
}

/** Answers until the connection closes. */
export function serve(connection: Connection, surroundings: Surroundings): void {
  connection.onInitialize((params) => {
    const client = clientAbilities(params);
    answer(connection, client, foldersIn(params), surroundings);
    return CAPABILITIES;
  });
  connection.listen();
}

const CAPABILITIES: InitializeResult = {
  serverInfo: { name: 'tenfold' },
  capabilities: {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    diagnosticProvider: { identifier: 'tenfold', interFileDependencies: true, workspaceDiagnostics: true },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
    hoverProvider: true,
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  },
};

function answer(connection: Connection, client: ClientAbilities, opened: readonly string[], { machineFor, rulePages: rulePagesWith }: Surroundings): void {
  const documents = createDocuments();
  const folders = createFolders();
  const rulePages = rulePagesWith(() => folders.all.flatMap(({ latest }) => (latest?.analysis.catalog ?? []).filter(({ id }) => id.includes('/'))));
  const editing = { client, documents };
  const shown = client.pullsDiagnostics
    ? createPuller(connection, folders, documents, { canRefresh: client.refreshesDiagnostics, waitsForWorkspace: client.hasCommands })
    : createPublisher(connection, folders, documents);
  let revision = 0;
  const keeper = keepFolders({
    connection, client, folders, documents, machineFor, rulePages,
    onSnapshot() {
      revision++;
      shown.update();
    },
    onStatus: () => void connection.sendNotification('tenfold/status', statusOf(folders, revision)),
  });

  connection.onInitialized(async () => {
    keeper.open(opened);
    if (client.changesFolders) connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => keeper.change(added.map(({ uri }) => uri), removed.map(({ uri }) => uri)));
    if (client.registersConfiguration) await connection.client.register(DidChangeConfigurationNotification.type, { section: 'tenfold' });
    if (client.registersWatchers) await watchFiles(connection);
  });
  connection.onDidChangeConfiguration(({ settings }) => keeper.configure(settings));
  connection.onDidChangeWatchedFiles(({ changes }) => applyEvents(changes, folders));
  connection.onShutdown(() => keeper.closeAll());

  documents.synchronised.onDidChangeContent(({ document: { uri, version }, document }) => {
    for (const { folder, file } of folders.placesOf(uri)) folder.apply([{ kind: 'edited', file, text: document.getText(), version }]);
  });
  documents.synchronised.onDidClose(({ document: { uri } }) => {
    for (const { folder, file } of folders.placesOf(uri)) folder.apply([{ kind: 'closed', file }]);
  });
  documents.synchronised.listen(connection);

  connection.onCodeAction(async (params) => {
    const place = folders.placeOf(params.textDocument.uri);
    const snapshot = await place?.folder.upToDate();
    return place && snapshot ? codeActions(params, place, snapshot, place.folder.machine.fs, editing) : [];
  });
  connection.onHover(async ({ textDocument: { uri }, position }) => {
    const place = folders.placeOf(uri);
    const snapshot = await place?.folder.upToDate();
    return place && snapshot ? (hoverAt(position, place, snapshot, rulePages.proseOf) ?? null) : null;
  });

  connection.onRequest('tenfold/status', () => statusOf(folders, revision));
  connection.onRequest('tenfold/audit', ({ folder }: AuditParams) => auditOf(folder, folders, () => revision));
  connection.onRequest('tenfold/config', ({ uri }: FileConfigParams) => fileConfig(uri, folders));
  connection.onRequest('tenfold/rulePage', async ({ rule }: RulePageParams) => (await rulePages.pageOf(rule)) ?? null);
  connection.onRequest('tenfold/rules', () => rulePages.titles());
}

function foldersIn({ workspaceFolders, rootUri }: InitializeParams): string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  return rootUri ? [rootUri] : [];
}
