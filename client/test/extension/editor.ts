/** What a test does in the editor, and how it waits for what follows. */
import * as vscode from 'vscode';

const PATIENCE_MS = 20_000;

/** Asks until the answer is neither empty nor false; gives that answer. `what` completes "Waited in vain for the …". */
export async function eventually<Answer>(ask: () => Answer | Promise<Answer>, what: string): Promise<NonNullable<Answer>> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > until) throw new Error(`Waited in vain for the ${what}. Diagnostics: ${JSON.stringify(allDiagnostics())}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function open(file: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uriOf(file));
  await vscode.window.showTextDocument(document);
  return document;
}

export function findingsIn(file: string): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uriOf(file));
}

export async function actionsAt(document: vscode.TextDocument, range: vscode.Range): Promise<readonly vscode.CodeAction[]> {
  return (await vscode.commands.executeCommand<vscode.CodeAction[] | undefined>('vscode.executeCodeActionProvider', document.uri, range, undefined, 20)) ?? [];
}

export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const at = document.getText().indexOf(text);
  if (at < 0) throw new Error(`${text} is not in ${document.fileName}.`);
  return new vscode.Range(document.positionAt(at), document.positionAt(at + text.length));
}

export async function replaceAll(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(`${document.fileName} could not be edited.`);
}

/** As it is on disk. */
export async function textOf(file: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uriOf(file)));
}

export async function saved(file: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uriOf(file), new TextEncoder().encode(text));
}

function uriOf(file: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('No folder is open.');
  return vscode.Uri.joinPath(folder.uri, file);
}

function allDiagnostics(): unknown {
  return vscode.languages.getDiagnostics().map(([uri, list]) => [vscode.workspace.asRelativePath(uri), list.map(({ message }) => message)]);
}
