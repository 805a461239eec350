/** Opens the VS Code workbench in a headless Chromium that can reach nothing but this machine. */
import { chromium, type Browser, type Page } from 'playwright-core';

export const WORKBENCH_READY = '.monaco-workbench .part.statusbar';

const ARGUMENTS = [
  '--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--no-first-run', '--no-pings', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
];

export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/** The page has the size of the pictures in the README. */
export function newPage(browser: Browser): Promise<Page> {
  return browser.newPage({ viewport: { width: 1280, height: 800 } });
}

/** The address of the workbench with `folder` open; `payload` names paths, as desktop VS Code takes them as arguments. */
export function workbenchAddress(port: number, folder: string, payload: readonly (readonly [string, string])[] = []): string {
  const here = `127.0.0.1:${port}`;
  const remote = payload.map(([name, path]) => [name, `vscode-remote://${here}${path}`]);
  return `http://${here}/?${new URLSearchParams({ folder, payload: JSON.stringify(remote) }).toString()}`;
}
