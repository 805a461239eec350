/** Opens the VS Code workbench in a headless Chromium that can reach nothing but this machine. */
import { chromium } from 'playwright-core';

const ARGUMENTS = [
  '--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--no-first-run', '--no-pings', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
];

export function launchBrowser(executablePath) {
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/** The page has the size of the pictures in the README. */
export function newPage(browser) {
  return browser.newPage({ viewport: { width: 1280, height: 800 } });
}

/** The address of the workbench with `folder` open; `payload` carries what desktop VS Code takes as arguments. */
export function workbenchAddress(port, folder, payload = []) {
  const here = `127.0.0.1:${port}`;
  const remote = payload.map(([name, path]) => [name, `vscode-remote://${here}${path}`]);
  const query = new URLSearchParams({ folder, ...(remote.length > 0 && { payload: JSON.stringify(remote) }) });
  return `http://${here}/?${query}`;
}

export const WORKBENCH_READY = '.monaco-workbench .part.statusbar';
