/** *Show Config for This File*: a text beside the file that says which settings hold for it, and where each comes from. */

import * as vscode from 'vscode';
import type { ServerConnection } from './server-connection.ts';

const SCHEME = 'tenfold-config';

export interface ConfigView extends vscode.Disposable {
  /** Without a file, the one being edited. */
  show(uri: vscode.Uri | undefined): Promise<void>;
}

export function createConfigView(server: ServerConnection): ConfigView {
  const texts = new Map<string, string>();
  const changes = new vscode.EventEmitter<vscode.Uri>();
  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changes.event,
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  });
  return {
    async show(uri = vscode.window.activeTextEditor?.document.uri) {
      const config = uri && (await server.fileConfig({ uri: uri.toString() }));
      if (!config) {
        void vscode.window.showInformationMessage('Open a file of a folder that Tenfold has read, and ask again.');
        return;
      }
      const view = vscode.Uri.from({ scheme: SCHEME, path: `/${config.title}`, query: uri.toString() });
      texts.set(view.toString(), config.text);
      changes.fire(view);
      // Its name ends as the file's does, but it is no code.
      const document = await vscode.languages.setTextDocumentLanguage(await vscode.workspace.openTextDocument(view), 'plaintext');
      await vscode.window.showTextDocument(document, { preview: true, viewColumn: vscode.ViewColumn.Beside });
    },
    dispose() {
      provider.dispose();
      changes.dispose();
    },
  };
}
