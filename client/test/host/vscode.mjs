#!/usr/bin/env node
/** Stands in for the desktop VS Code executable, so that `@vscode/test-electron` drives either of the two. */
import { register } from 'tsx/esm/api';

register();
const { runExtensionTests } = await import('./run-extension-tests.ts');
process.exit(await runExtensionTests(process.argv.slice(2)));
