/** Starts the server and shows what it found: squiggles come by themselves, here are the status bar, the audit and the rule pages. */

import * as vscode from 'vscode';
import { createAuditPanel } from './audit-panel.ts';
import { createConfigView } from './config-view.ts';
import { createRulePages } from './rule-pages.ts';
import { startServer } from './server-connection.ts';
import { createStatusItem } from './status-item.ts';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const server = startServer(context);
  const status = createStatusItem();
  const audit = createAuditPanel(server);
  const rulePages = createRulePages(server);
  const configView = createConfigView(server);
  const command = (name: string, run: (argument?: unknown) => unknown) => vscode.commands.registerCommand(`tenfold.${name}`, run);

  context.subscriptions.push(
    server, status, audit, rulePages, configView,
    command('audit', () => audit.show()),
    command('showConfig', (uri) => configView.show(uri instanceof vscode.Uri ? uri : undefined)),
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
