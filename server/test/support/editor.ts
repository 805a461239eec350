/** A small editor at the other end of a real server process: JSON-RPC over stdio, nothing of VS Code. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CodeAction, Diagnostic, DocumentDiagnosticReport, PublishDiagnosticsParams, Range, WorkspaceDiagnosticReport, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CancellationToken, createMessageConnection, type MessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface EditorOptions {
  /** Folders to copy and open; absolute, or names below client/test/fixtures. */
  readonly folders: readonly string[];
  /** Open the folders where they lie; they are left there. */
  readonly inPlace?: boolean;
  /** Whether it pulls diagnostics; otherwise they are pushed to it. */
  readonly pulls?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly initializationOptions?: Readonly<Record<string, unknown>>;
  readonly capabilities?: Readonly<Record<string, unknown>>;
  /** The server as it ships, which has to be built before; else its sources. */
  readonly isBuilt?: boolean;
}

export interface Editor {
  readonly connection: MessageConnection;
  readonly process: ChildProcess;
  /** What the server answered to `initialize`. */
  readonly initialized: { readonly capabilities: Readonly<Record<string, unknown>> };
  /** The copied folders. */
  readonly folders: readonly string[];
  settings: Readonly<Record<string, unknown>>;
  /** How often the server asked to pull again. */
  readonly refreshes: () => number;
  readonly progress: { readonly token: string | number; readonly value: { readonly kind: string } }[];
  path(file: string): string;
  uri(file: string): string;
  read(file: string): string;
  open(file: string, text?: string): Promise<void>;
  /** Replaces the whole text; gives its version. */
  type(file: string, text: string): Promise<number>;
  close(file: string): Promise<void>;
  /** Writes to the disk and tells the server so. */
  write(file: string, text: string): Promise<void>;
  remove(file: string): Promise<void>;
  pull(file: string, previousResultId?: string): Promise<DocumentDiagnosticReport>;
  items(file: string): Promise<Diagnostic[]>;
  pullWorkspace(previousResultIds?: { uri: string; value: string }[], token?: CancellationToken): Promise<WorkspaceDiagnosticReport>;
  /** The next publication for this file that satisfies the condition, from now or before. */
  published(file: string, condition: (params: PublishDiagnosticsParams) => boolean): Promise<PublishDiagnosticsParams>;
  readonly publications: PublishDiagnosticsParams[];
  actions(file: string, range: Range, only?: string[], diagnostics?: readonly Diagnostic[]): Promise<CodeAction[]>;
  /** Applies an edit to the open texts and, where a file is not open, to the disk; tells the server. */
  apply(edit: WorkspaceEdit): Promise<void>;
  text(file: string): string;
  stop(): Promise<void>;
}

export async function startEditor(options: EditorOptions): Promise<Editor> {
  const folders = options.inPlace ? [...options.folders] : options.folders.map(copyOf);
  const server = options.isBuilt === true ? [join(root, 'dist/server.mjs')] : ['--import', 'tsx', join(root, 'server/src/lsp.ts')];
  const child = spawn(process.execPath, [...server, '--stdio'], {
    cwd: root, stdio: ['pipe', 'pipe', 'inherit'],
    // The cache lies beside the copied folder and goes with it.
    env: { ...process.env, XDG_CACHE_HOME: join(folders[0] ?? tmpdir(), '..', 'cache') },
  });
  if (!child.stdout || !child.stdin) throw new Error('The server has no streams.');
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const publications: PublishDiagnosticsParams[] = [];
  const documents = new Map<string, TextDocument>();
  const progress: Editor['progress'] = [];
  let refreshes = 0;

  const editor: Editor = {
    connection, process: child, folders, publications, progress,
    initialized: { capabilities: {} },
    settings: options.settings ?? {},
    refreshes: () => refreshes,
    path,
    uri: (file) => pathToFileURL(path(file)).href,
    read: (file) => readFileSync(path(file), 'utf8'),
    async open(file, text = readFileSync(path(file), 'utf8')) {
      const document = TextDocument.create(editor.uri(file), 'typescript', 1, text);
      documents.set(document.uri, document);
      await connection.sendNotification('textDocument/didOpen', { textDocument: { uri: document.uri, languageId: 'typescript', version: 1, text } });
    },
    async type(file, text) {
      const document = documents.get(editor.uri(file));
      if (!document) throw new Error(`${file} is not open.`);
      TextDocument.update(document, [{ text }], document.version + 1);
      await connection.sendNotification('textDocument/didChange', { textDocument: { uri: document.uri, version: document.version }, contentChanges: [{ text }] });
      return document.version;
    },
    async close(file) {
      documents.delete(editor.uri(file));
      await connection.sendNotification('textDocument/didClose', { textDocument: { uri: editor.uri(file) } });
    },
    async write(file, text) {
      writeFileSync(path(file), text);
      await connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uri(file), type: 1 }, { uri: editor.uri(file), type: 2 }] });
    },
    async remove(file) {
      rmSync(path(file), { recursive: true });
      await connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uri(file), type: 3 }] });
    },
    pull: (file, previousResultId) => connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: editor.uri(file) }, ...(previousResultId !== undefined && { previousResultId }) }),
    async items(file) {
      const report = await editor.pull(file);
      return report.kind === 'full' ? report.items : [];
    },
    pullWorkspace: (previousResultIds = [], token) => connection.sendRequest('workspace/diagnostic', { previousResultIds }, token ?? CancellationToken.None),
    async published(file, condition) {
      for (;;) {
        const found = publications.find((each) => each.uri === editor.uri(file) && condition(each));
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    actions: (file, range, only, diagnostics = []) => connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: editor.uri(file) }, range, context: { diagnostics, ...(only && { only }) },
    }),
    async apply(edit) {
      for (const change of edit.documentChanges ?? []) {
        if ('kind' in change) {
          if (change.kind === 'create') writeFileSync(fileURLToPath(change.uri), '');
          continue;
        }
        const edits = change.edits.map((each) => ({ range: each.range, newText: 'snippet' in each ? each.snippet.value.replaceAll(/\$\{\d:([^}]*)\}/g, '$1') : each.newText }));
        const file = fileOf(change.textDocument.uri);
        const document = documents.get(change.textDocument.uri);
        if (document) await editor.type(file, TextDocument.applyEdits(document, edits));
        else await editor.write(file, TextDocument.applyEdits(TextDocument.create('', '', 0, editor.read(file)), edits));
      }
    },
    text: (file) => documents.get(editor.uri(file))?.getText() ?? editor.read(file),
    async stop() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      if (child.exitCode === null) await once(child, 'exit');
      connection.dispose();
      for (const folder of options.inPlace ? [] : folders) rmSync(join(folder, '..'), { recursive: true, force: true });
    },
  };

  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => void publications.push(params));
  connection.onNotification('$/progress', (params: Editor['progress'][number]) => void progress.push(params));
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => void refreshes++);
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => editor.settings));
  connection.listen();
  const initialized: Editor['initialized'] = await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: basename(folder) })),
    initializationOptions: options.initializationOptions ?? { rulePage: 'tenfold-rule:/{rule}.md' },
    capabilities: capabilitiesOf(options),
  });
  await connection.sendNotification('initialized', {});
  return Object.assign(editor, { initialized });

  function path(file: string): string {
    return join(folders[0] ?? '', file);
  }

  function fileOf(uri: string): string {
    return fileURLToPath(uri).slice((folders[0] ?? '').length + 1);
  }
}

function capabilitiesOf({ pulls = true, capabilities }: EditorOptions) {
  const shows = { relatedInformation: true, codeDescriptionSupport: true };
  return {
    textDocument: { ...(pulls ? { diagnostic: shows } : { publishDiagnostics: { ...shows, versionSupport: true } }) },
    workspace: {
      configuration: true, workspaceFolders: true, diagnostics: { refreshSupport: true },
      didChangeConfiguration: { dynamicRegistration: true }, didChangeWatchedFiles: { dynamicRegistration: true },
      workspaceEdit: { documentChanges: true, resourceOperations: ['create'], snippetEditSupport: true, changeAnnotationSupport: { groupsOnLabel: true } },
    },
    window: { workDoneProgress: true },
    ...capabilities,
  };
}

/** In a folder with a space in its name, since people have those. */
function copyOf(folder: string): string {
  const source = folder.startsWith('/') ? folder : join(root, 'client/test/fixtures', folder);
  const copy = join(realpathSync(mkdtempSync(join(tmpdir(), 'tenfold lsp '))), basename(source));
  cpSync(source, copy, { recursive: true });
  return copy;
}
