/** Saves what the audit's page has drawn where the user says. */

import * as vscode from 'vscode';

export interface Drawing {
  readonly type: 'save';
  /** Of the file, as a proposal. */
  readonly name: string;
  readonly text: string;
}

export async function saveDrawing({ name, text }: Drawing): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const file = /^[\w-]+\.[a-z]+$/.test(name) ? name : 'drawing.txt';
  const uri = await vscode.window.showSaveDialog(folder ? { defaultUri: vscode.Uri.joinPath(folder.uri, file) } : {});
  if (!uri) return;
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(uri, { preview: true, viewColumn: vscode.ViewColumn.Beside });
}

export function isDrawing(message: unknown): message is Drawing {
  return typeof message === 'object' && message !== null
    && 'type' in message && message.type === 'save'
    && 'name' in message && typeof message.name === 'string'
    && 'text' in message && typeof message.text === 'string';
}
