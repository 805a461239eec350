/** Takes the arguments desktop VS Code takes for extension tests, and runs them in the VS Code of `install-host.ts`. */
import type { Page } from 'playwright-core';
import { launchBrowser, newPage, WORKBENCH_READY, workbenchAddress } from './browser.ts';
import { installHost } from './install-host.ts';
import { startVscodeServer } from './vscode-server.ts';

const RUN_LIMIT_MS = 300_000;

/** The workbench logs to the same console as the tests; and its TypeScript extension misses a compiler, which nobody here needs. */
const WORKBENCH_CHATTER = /^(Ignoring fetching|Updating additional|Creating a socket|Resolv(ing|ed) connection|\[(reconnection|Service Worker|AgentHost|AccountPolicy))|bundled tsserver/;

/** Gives the exit code of the tests, or 99 when they did not end in time. */
export async function runExtensionTests(given: readonly string[]): Promise<number> {
  // Leaving through process.exit lets the server take its processes and its folder away.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

  const host = await installHost();
  const server = await startVscodeServer(host);
  const browser = await launchBrowser(host.chromium);
  try {
    const page = await newPage(browser);
    const tests = await listenForTheEnd(page);
    const payload = ['extensionDevelopmentPath', 'extensionTestsPath'].map((name) => [name, valueOf(name, given)] as const);
    await page.goto(workbenchAddress(server.port, folderIn(given), payload));
    await page.waitForSelector(WORKBENCH_READY, { timeout: 60_000 });
    return await tests.end;
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** The workbench calls the last of the two once, when `run()` of the test entry settles, and the first for every console line. */
async function listenForTheEnd(page: Page): Promise<{ readonly end: Promise<number> }> {
  let tell: (exitCode: number) => void = () => undefined;
  const end = new Promise<number>((resolve) => (tell = resolve));
  setTimeout(() => tell(99), RUN_LIMIT_MS).unref();
  await page.exposeFunction('codeAutomationLog', (_type: string, values: readonly unknown[]) => {
    if (!WORKBENCH_CHATTER.test(String(values[0]))) console.log(...values);
  });
  await page.exposeFunction('codeAutomationExit', tell);
  return { end };
}

function valueOf(name: string, given: readonly string[]): string {
  const prefix = `--${name}=`;
  const found = given.find((argument) => argument.startsWith(prefix));
  if (!found) throw new Error(`The VS Code of the tests needs ${prefix}…`);
  return found.slice(prefix.length);
}

function folderIn(given: readonly string[]): string {
  const folder = given.find((argument) => argument.startsWith('/'));
  if (!folder) throw new Error('The VS Code of the tests needs a folder to open.');
  return folder;
}
