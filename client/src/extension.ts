/** Starts the server and shows what it found: squiggles come by themselves, here are the status bar, the audit and the rule pages. */

import * as vscode from 'vscode';
import { createAuditPanel } from './audit-panel.ts';
import { createRulePages } from './rule-pages.ts';
import { startServer } from './server-connection.ts';
import { createStatusItem } from './status-item.ts';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const server = startServer(context);
  const status = createStatusItem();
  const audit = createAuditPanel(server);
  const rulePages = createRulePages(server);
  const command = (name: string, run: (argument?: unknown) => unknown) => vscode.commands.registerCommand(`tenfold.${name}`, run);

  context.subscriptions.push(
    server, status, audit, rulePages,
    command('audit', () => audit.show()),
    command('restartServer', () => server.restart()),
    command('showOutput', () => server.showOutput()),
    command('openRulePage', (rule) => rulePages.open(typeof rule === 'string' ? rule : undefined)),
    server.onStatus((now) => {
      status.show(now);
      audit.refresh(now);
    }),
    server.onDown((why) => status.showDown(why)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => server.restart()),
  );
  await server.start();
}
