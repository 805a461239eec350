/** The language server as a process: started, listened to, brought back when it dies. */

import * as vscode from 'vscode';
import {
  CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn, State, TransportKind,
  type CloseHandlerResult, type ErrorHandler, type LanguageClientOptions, type ServerOptions,
} from 'vscode-languageclient/node';
import type { Audit, AuditParams, FileConfig, FileConfigParams, InitializationOptions, RulePage, RulePageParams, RuleTitle, Status } from '../../server/src/protocol.ts';
import { RULE_PAGE_SCHEME } from './rule-page-scheme.ts';

export interface ServerConnection extends vscode.Disposable {
  start(): Promise<void>;
  restart(): Promise<void>;
  showOutput(): void;
  audit(params: AuditParams): Promise<Audit>;
  fileConfig(params: FileConfigParams): Promise<FileConfig | null>;
  rulePage(params: RulePageParams): Promise<RulePage | null>;
  rules(): Promise<readonly RuleTitle[]>;
  readonly onStatus: vscode.Event<Status>;
  /** The server is not running, and why. */
  readonly onDown: vscode.Event<string>;
}

export function startServer(context: vscode.ExtensionContext): ServerConnection {
  const output = vscode.window.createOutputChannel('Tenfold', { log: true });
  const statuses = new vscode.EventEmitter<Status>();
  const downs = new vscode.EventEmitter<string>();
  const client = new LanguageClient('tenfold', 'Tenfold', serverOptions(context), clientOptions(output));
  const listening = [
    client.onNotification('tenfold/status', (status: Status) => statuses.fire(status)),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped) downs.fire('The server is not running.');
    }),
  ];

  return {
    async start() {
      try {
        await client.start();
      } catch (error) {
        downs.fire(String(error));
        throw error;
      }
    },
    async restart() {
      if (client.state === State.Running) await client.restart();
      else await client.start();
    },
    showOutput: () => output.show(),
    audit: (params) => client.sendRequest('tenfold/audit', params),
    fileConfig: (params) => client.sendRequest('tenfold/config', params),
    rulePage: (params) => client.sendRequest('tenfold/rulePage', params),
    rules: () => client.sendRequest('tenfold/rules'),
    onStatus: statuses.event,
    onDown: downs.event,
    dispose() {
      for (const each of [...listening, statuses, downs, output]) each.dispose();
      void client.dispose();
    },
  };
}

function serverOptions(context: vscode.ExtensionContext): ServerOptions {
  const module = context.asAbsolutePath('dist/server.mjs');
  const run = { module, transport: TransportKind.ipc };
  return { run, debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6011'] } } };
}

const LANGUAGES = ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'];
/** Files around the code that findings lie in, and that fixes change. */
const MANIFESTS = ['**/tenfold.json', '**/*.prisma', '**/*.{yml,yaml}', '**/package.json', '**/CODEOWNERS'];

function clientOptions(output: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: [
      ...LANGUAGES.map((language) => ({ scheme: 'file', language })),
      ...MANIFESTS.map((pattern) => ({ scheme: 'file', pattern })),
    ],
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // Read anew at every start, since trust may have been given meanwhile.
    initializationOptions: (): InitializationOptions => ({
      rulePage: `${RULE_PAGE_SCHEME}:/{rule}.md`,
      hasCommands: true,
      isTrusted: vscode.workspace.isTrusted,
    }),
    errorHandler: bringBack(output),
  };
}

const RESTARTS = 4;
const WITHIN_MS = 3 * 60_000;

/** Starts the server again after a crash and says so, until it crashes so often that starting it again helps nobody. */
function bringBack(output: vscode.LogOutputChannel): ErrorHandler {
  let crashes: number[] = [];
  return {
    error: (_error, _message, count) => ({ action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown }),
    closed(): CloseHandlerResult {
      const now = Date.now();
      crashes = [...crashes.filter((at) => now - at < WITHIN_MS), now];
      const isHopeless = crashes.length > RESTARTS;
      const message = isHopeless
        ? `The Tenfold server crashed ${crashes.length} times within three minutes and stays down. Its output may tell why.`
        : 'The Tenfold server crashed and was started again.';
      output.error(message);
      void (isHopeless ? vscode.window.showErrorMessage(message, 'Show Output', 'Restart Server') : vscode.window.showWarningMessage(message, 'Show Output')).then((choice) => {
        if (choice === 'Show Output') output.show();
        if (choice === 'Restart Server') void vscode.commands.executeCommand('tenfold.restartServer');
      });
      return { action: isHopeless ? CloseAction.DoNotRestart : CloseAction.Restart, handled: true };
    },
  };
}
