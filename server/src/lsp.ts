/** The door for editors: speaks the Language Server Protocol over stdio (`--stdio`, the default), IPC (`--node-ipc`) or a pipe. */

import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './lsp/server.ts';
import { createRulePages } from './lsp/rule-pages.ts';
import { keepHeapLean } from './platform/lean-heap.ts';
import { nodeMachine } from './platform/node-machine.ts';
import { rulePageFiles } from './platform/rule-page-files.ts';

keepHeapLean();
const saysHow = process.argv.some((argument) => /^--(stdio|node-ipc|socket|pipe)/.test(argument));
const connection = saysHow
  ? createConnection(ProposedFeatures.all)
  : createConnection(ProposedFeatures.all, process.stdin, process.stdout);

// A forgotten promise must not take the findings of a whole workspace with it; what it says goes to the output.
process.on('unhandledRejection', (error) => connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error)));

serve(connection, {
  machineFor: (root, isTrusted) => nodeMachine(root, { isTrusted, mayRunCode: isTrusted }),
  rulePages: (own) => createRulePages(rulePageFiles(), own),
});
