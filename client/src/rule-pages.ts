/** Shows the page of a rule as rendered Markdown, also when VS Code itself was asked to open it by a link. */

import * as vscode from 'vscode';
import { RULE_PAGE_SCHEME } from './rule-page-scheme.ts';
import type { ServerConnection } from './server-connection.ts';

export interface RulePages extends vscode.Disposable {
  /** Without a rule, that of the finding at the caret, else one the user picks. */
  open(rule: string | undefined): Promise<void>;
}

export function createRulePages(server: ServerConnection): RulePages {
  const parts = [
    vscode.workspace.registerTextDocumentContentProvider(RULE_PAGE_SCHEME, {
      async provideTextDocumentContent(uri) {
        const page = await server.rulePage({ rule: ruleOf(uri) });
        return page?.markdown ?? `# ${ruleOf(uri)}\n\nThere is no rule of this name.`;
      },
    }),
    // A link in the Problems view opens the source of the page; people want to read it.
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor?.document.uri.scheme === RULE_PAGE_SCHEME) void render(editor.document.uri, editor.viewColumn).then(() => closeSource(editor.document.uri));
    }),
  ];
  return {
    async open(rule) {
      const wanted = rule ?? ruleAtCaret() ?? (await pickRule(server));
      if (wanted !== undefined) await render(uriOf(wanted));
    },
    dispose: () => parts.forEach((part) => void part.dispose()),
  };
}

async function render(uri: vscode.Uri, column?: vscode.ViewColumn): Promise<void> {
  try {
    await vscode.commands.executeCommand('vscode.openWith', uri, 'vscode.markdown.preview.editor', column ?? vscode.ViewColumn.Active);
  } catch {
    // Without VS Code's Markdown extension the source is all there is.
    await vscode.window.showTextDocument(uri, { preview: true });
  }
}

async function closeSource(uri: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const sources = tabs.filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
  const isRendered = tabs.some(({ input }) => input instanceof vscode.TabInputCustom && input.uri.toString() === uri.toString());
  if (isRendered) await vscode.window.tabGroups.close(sources);
}

function ruleAtCaret(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const here = vscode.languages.getDiagnostics(editor.document.uri).find(({ source, range }) => source === 'tenfold' && range.contains(editor.selection.active));
  const code = typeof here?.code === 'object' ? here.code.value : here?.code;
  return code === undefined ? undefined : String(code);
}

async function pickRule(server: ServerConnection): Promise<string | undefined> {
  const rules = await server.rules();
  const picked = await vscode.window.showQuickPick(rules.map(({ rule, title }) => ({ label: title, description: rule })), { placeHolder: 'Which rule?' });
  return picked?.description;
}

function uriOf(rule: string): vscode.Uri {
  return vscode.Uri.from({ scheme: RULE_PAGE_SCHEME, path: `/${rule}.md` });
}

function ruleOf({ path }: vscode.Uri): string {
  return path.replace(/^\//, '').replace(/\.md$/, '');
}
