/** The audit beside the code: the page the server made, kept current, each place in it a click away from its line. */

import * as vscode from 'vscode';
import type { Audit, Status } from '../../server/src/protocol.ts';
import { isDrawing, saveDrawing } from './save-drawing.ts';
import { messagePage } from './message-page.ts';
import type { ServerConnection } from './server-connection.ts';

export interface AuditPanel extends vscode.Disposable {
  /** Opens it for the folder of the active editor, or brings it to the front. */
  show(): Promise<void>;
  /** The findings may have changed. */
  refresh(status: Status): void;
}

/** While somebody types, the page waits: it is made from the whole codebase. */
const PAUSE_MS = 1000;

export function createAuditPanel(server: ServerConnection): AuditPanel {
  let panel: vscode.WebviewPanel | undefined;
  let shown: Audit | undefined;
  let wanted: number | undefined;
  let isLoading = false;
  let pause: NodeJS.Timeout | undefined;

  return {
    async show() {
      const folder = activeFolder();
      if (!panel) panel = open();
      else panel.reveal();
      if (shown && folder && shown.folder !== folder) shown = undefined;
      await load(folder);
    },
    refresh({ state, revision }) {
      if (state !== 'ready') return;
      wanted = revision;
      clearTimeout(pause);
      pause = setTimeout(() => {
        if (panel?.visible) void load(shown?.folder);
      }, PAUSE_MS);
    },
    dispose() {
      clearTimeout(pause);
      panel?.dispose();
    },
  };

  function open(): vscode.WebviewPanel {
    const made = vscode.window.createWebviewPanel('tenfold.audit', 'Scalability audit', vscode.ViewColumn.Active, { enableScripts: true, localResourceRoots: [], enableFindWidget: true });
    made.webview.html = messagePage('Following every request path …');
    made.webview.onDidReceiveMessage((message: unknown) => void (isDrawing(message) ? saveDrawing(message) : goTo(message)));
    made.onDidChangeViewState(() => {
      if (made.visible) void load(shown?.folder);
    });
    made.onDidDispose(() => {
      panel = undefined;
      shown = undefined;
    });
    return made;
  }

  async function load(folder: string | undefined): Promise<void> {
    const isCurrent = shown !== undefined && (wanted === undefined || shown.revision >= wanted);
    if (!panel || isLoading || isCurrent) return;
    const page = panel;
    isLoading = true;
    try {
      const audit = await server.audit(folder === undefined ? {} : { folder });
      if (panel === page) {
        shown = audit;
        page.title = audit.title;
        page.webview.html = audit.html;
      }
    } catch (error) {
      if (panel === page) page.webview.html = messagePage(error instanceof Error ? error.message : String(error));
    } finally {
      isLoading = false;
    }
    // It may have been closed and opened again, or findings may have changed, while the page was made.
    const isStale = shown !== undefined && wanted !== undefined && shown.revision < wanted && panel?.visible === true;
    if (panel !== page || isStale) await load(folder);
  }

  /** Opens the place that was clicked; lines and columns count from 0. */
  async function goTo(message: unknown): Promise<void> {
    if (!shown || !isPlace(message)) return;
    const root = vscode.Uri.parse(shown.folder);
    const uri = vscode.Uri.joinPath(root, message.file);
    if (!uri.path.startsWith(root.path.endsWith('/') ? root.path : `${root.path}/`)) return;
    const at = new vscode.Position(Math.max(0, message.line), Math.max(0, message.column));
    await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at), viewColumn: columnForCode(panel), preview: true });
  }
}

/** Beside the audit, where code is open already, so that both stay in sight. */
function columnForCode(panel: vscode.WebviewPanel | undefined): vscode.ViewColumn {
  const other = vscode.window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined && viewColumn !== panel?.viewColumn);
  return other?.viewColumn ?? vscode.ViewColumn.Beside;
}

function activeFolder(): string | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && vscode.workspace.getWorkspaceFolder(document.uri)?.uri.toString();
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

function isPlace(message: unknown): message is Place {
  return typeof message === 'object' && message !== null
    && 'file' in message && typeof message.file === 'string'
    && 'line' in message && Number.isInteger(message.line)
    && 'column' in message && Number.isInteger(message.column);
}
