/** A VS Code window with the packaged extension installed, and what a person does in it. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { launchBrowser, newPage, WORKBENCH_READY, workbenchAddress } from '../host/browser.ts';
import { installHost } from '../host/install-host.ts';
import { startVscodeServer, type Settings } from '../host/vscode-server.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const PACKAGED = here('../../../tenfold.vsix');
const FAILURES = here('../../../.vscode-test/failures');

/** How long a person would wait, on a busy machine, before calling it broken. */
const PATIENCE_MS = 30_000;

/** What a test types stands as it was typed. */
const AS_WRITTEN: Settings = { 'editor.autoClosingBrackets': 'never', 'editor.autoSurround': 'never' };

export interface Workbench {
  readonly page: Page;
  /** The copied workspace on disk. */
  readonly folder: string;
  read(file: string): string;
  open(file: string): Promise<void>;
  /** Both count from 1, as the status bar does. */
  goTo(line: number, column: number): Promise<void>;
  type(text: string): Promise<void>;
  /** Types over everything in the open file. */
  typeOver(text: string): Promise<void>;
  save(): Promise<void>;
  command(label: string): Promise<void>;
  wear(theme: string): Promise<void>;
  status(text: string | RegExp): Locator;
  /** What is underlined as a warning in the open file. */
  squiggles(): Locator;
  problems(text: string | RegExp): Locator;
  showProblems(): Promise<void>;
  /** Opens the menu of quick fixes at the caret and takes the one with this label. */
  quickFix(label: string | RegExp): Promise<void>;
  /** Makes the changes that the refactor preview shows; all of them are ticked. */
  applyShown(): Promise<void>;
  webview(): FrameLocator;
  picture(path: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens a copy of a folder below client/test/fixtures. */
export async function openWorkbench(fixture: string, settings: Settings = {}): Promise<Workbench> {
  if (!existsSync(PACKAGED)) throw new Error('tenfold.vsix is not there; run `npm run build && npm run package` first.');
  const host = await installHost();
  const folder = join(mkdtempSync(join(tmpdir(), 'tenfold-window-')), fixture);
  cpSync(here(`../fixtures/${fixture}`), folder, { recursive: true });
  const server = await startVscodeServer(host, { vsix: PACKAGED, settings: { ...AS_WRITTEN, ...settings } });
  const browser = await launchBrowser(host.chromium);
  const page = await newPage(browser);
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(workbenchAddress(server.port, folder));
  await page.waitForSelector(WORKBENCH_READY, { timeout: 60_000 });
  return { ...handsOn(page, folder), close };

  async function close() {
    await browser.close();
    await server.stop();
    rmSync(join(folder, '..'), { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Takes a picture of a window in which a test failed. */
export async function pictureOfFailure(workbench: Workbench, title: string): Promise<void> {
  mkdirSync(FAILURES, { recursive: true });
  const path = join(FAILURES, `${title.replaceAll(/\W+/g, '-')}.png`);
  await workbench.picture(path);
  console.log(`The window at that moment: ${path}`);
}

function handsOn(page: Page, folder: string): Omit<Workbench, 'close'> {
  const input = page.locator('.quick-input-widget input[type=text]');
  const status = (text: string | RegExp) => page.locator('.statusbar-item', { hasText: text });

  /** Opens the input with a key, and takes what it offers first once that is what was meant. */
  async function pick(key: string, text: string, offer: string): Promise<void> {
    await page.keyboard.press(key);
    await input.fill(text);
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: offer }).waitFor();
    await input.press('Enter');
  }
  async function command(label: string): Promise<void> {
    await pick('F1', `>${label}`, label);
    await input.waitFor({ state: 'hidden' });
  }

  return {
    page,
    folder,
    read: (file) => readFileSync(join(folder, file), 'utf8'),
    command,
    async wear(theme) {
      await page.keyboard.press('Control+k');
      await pick('Control+t', theme, theme);
      await input.waitFor({ state: 'hidden' });
    },
    status,
    async open(file) {
      const name = file.slice(file.lastIndexOf('/') + 1);
      await pick('Control+p', file, name);
      await page.locator('.tab.active', { hasText: name }).waitFor();
      await page.locator('.monaco-editor .view-line').first().waitFor();
    },
    async goTo(line, column) {
      await page.keyboard.press('F1');
      await input.fill(`:${line}:${column}`);
      await input.press('Enter');
      await status(`Ln ${line}, Col ${column}`).waitFor();
    },
    // Inserted in one piece: typed key by key, the editor would add brackets and indents of its own.
    type: (text) => page.keyboard.insertText(text),
    async typeOver(text) {
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(text);
    },
    async save() {
      await page.locator('.tab.active.dirty').waitFor();
      await page.keyboard.press('Control+s');
      await page.locator('.tab.active:not(.dirty)').waitFor();
    },
    squiggles: () => page.locator('.monaco-editor .squiggly-warning'),
    showProblems: () => command('Problems: Focus on Problems View'),
    problems: (text) => page.locator('.markers-panel-container .monaco-list-row', { hasText: text }),
    async quickFix(label) {
      const item = page.locator('.action-widget:not(.action-list-submenu-panel) .monaco-list-row.action', { hasText: label });
      await untilShown(item, async () => {
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+.');
      });
      // An invisible layer swallows the click until the mouse has moved.
      await item.first().hover({ force: true });
      await item.first().click();
    },
    async applyShown() {
      await page.locator('.bulk-edit-panel .monaco-button', { hasText: 'Apply' }).click();
      await page.locator('.bulk-edit-panel .monaco-button').first().waitFor({ state: 'hidden' });
    },
    webview: () => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame'),
    async picture(path) {
      await page.screenshot({ path });
    },
  };
}

/** Asks again while nothing comes: VS Code drops a request for actions when any extension registers a provider meanwhile. */
async function untilShown(wanted: Locator, ask: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await ask();
    try {
      await wanted.first().waitFor({ timeout: 4000 });
      return;
    } catch (error) {
      if (attempt < 6) continue;
      await wanted.page().keyboard.press('Escape');
      throw error;
    }
  }
}
