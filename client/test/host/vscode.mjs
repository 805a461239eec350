#!/usr/bin/env node
/**
 * Stands in for the desktop VS Code executable: takes its arguments for extension tests, runs them in the VS Code of `install.mjs`, and ends
 * with the code of the tests, or 99 when they did not end in time. So `@vscode/test-electron` drives either of the two.
 */
import { launchBrowser, newPage, WORKBENCH_READY, workbenchAddress } from './browser.mjs';
import { installHost } from './install.mjs';
import { startVscodeServer } from './vscode-server.mjs';

const RUN_LIMIT_MS = Number(process.env.TENFOLD_EDITOR_LIMIT_MS ?? 240_000);

/** The workbench logs to the same console as the tests. */
const WORKBENCH_CHATTER = /^(Ignoring fetching|Creating a socket|Resolv(ing|ed) connection|\[(reconnection|Service Worker|AgentHost|AccountPolicy))/;

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
process.exit(await runExtensionTests(process.argv.slice(2)));

async function runExtensionTests(given) {
  const host = await installHost();
  const server = await startVscodeServer(host);
  const browser = await launchBrowser(host.chromium);
  try {
    const page = await newPage(browser);
    const ended = await endOfTests(page);
    const payload = ['extensionDevelopmentPath', 'extensionTestsPath'].map((name) => [name, valueOf(given, name)]);
    await page.goto(workbenchAddress(server.port, folderIn(given), payload));
    await page.waitForSelector(WORKBENCH_READY, { timeout: 60_000 });
    return await ended.promise;
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** The workbench calls the last of the two once, when `run()` of the test entry settles, and the first for every console line. */
async function endOfTests(page) {
  let resolve;
  const promise = new Promise((settle) => (resolve = settle));
  await page.exposeFunction('codeAutomationLog', (_type, values) => { if (!WORKBENCH_CHATTER.test(values[0])) console.log(...values); });
  await page.exposeFunction('codeAutomationExit', resolve);
  setTimeout(() => resolve(99), RUN_LIMIT_MS).unref();
  return { promise };
}

function valueOf(given, name) {
  const prefix = `--${name}=`;
  const found = given.find((argument) => argument.startsWith(prefix));
  if (!found) throw new Error(`The VS Code of the tests needs ${prefix}…`);
  return found.slice(prefix.length);
}

function folderIn(given) {
  const folder = given.find((argument) => argument.startsWith('/'));
  if (!folder) throw new Error('The VS Code of the tests needs a folder to open.');
  return folder;
}
