/** The packaged extension in a real VS Code window, used as a person would. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AXE, seriousOf } from './axe.ts';
import { openWorkbench, pictureOfFailure, type Workbench } from './workbench.ts';

/** Themes, and the class that the workbench wears with each. */
const THEMES = { 'Light Modern': 'vs', 'Dark Modern': 'vs-dark', 'Dark High Contrast': 'hc-black', 'Light High Contrast': 'hc-light' };
/** Made from text, since what the test loader does to a function does not run in a page. From the body to the texts that are hard to read. */
const faintTexts = new Function('body', `return (${readFileSync(new URL('./faint-texts.page.js', import.meta.url), 'utf8')})(body)`) as (body: unknown) => readonly string[];
const seriousIn = new Function('body', `${AXE}; return ${seriousOf}`) as (body: unknown) => Promise<readonly string[]>;
const PICTURES = fileURLToPath(new URL('../../media/', import.meta.url));

describe('Tenfold in the window', function () {
  this.timeout(180_000);
  let opened: Workbench | undefined;

  before(async () => {
    opened = await openWorkbench('shop', { 'workbench.colorTheme': 'Default Dark Modern' });
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed' || !opened) return;
    await pictureOfFailure(opened, this.currentTest.title);
    // What one test left behind may not fail the next.
    await opened.page.keyboard.press('Escape');
    await opened.command('File: Revert File');
  });
  after(() => opened?.close());

  it('draws a squiggle while a blocking call is typed', async () => {
    const { open, goTo, page, type, squiggles } = window();
    await open('src/prices.ts');
    await goTo(9, 1);
    assert.equal(await squiggles().count(), 0, 'There was a squiggle before anything was typed.');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await type('const note = readFileSync(`notes/${request.params.id}.txt`);');
    await squiggles().first().waitFor();
  });

  it('lists the finding with the steps of its path', async () => {
    const { page, showProblems, problems } = window();
    await showProblems();
    const finding = problems(/readFileSync.*GET \/prices\/:id|GET \/prices\/:id.*readFileSync/).first();
    await finding.waitFor();
    await finding.click();
    await page.keyboard.press('ArrowRight');
    await problems('GET /prices/:id enters here').first().waitFor();
    await picture('problems');
  });

  it('mends it with a quick fix that is shown first, and saves', async () => {
    const { open, goTo, quickFix, applyShown, save, squiggles, read } = window();
    await open('src/prices.ts');
    await goTo(10, 20);
    await quickFix(/^Wait for/);
    await applyShown();
    await squiggles().first().waitFor({ state: 'detached' });
    await save();
    assert.match(read('src/prices.ts'), /const note = await /);
    assert.doesNotMatch(read('src/prices.ts'), /note = readFileSync/);
  });

  it('opens the audit, and a location in it opens the file', async () => {
    const { command, webview, page, status } = window();
    await command('View: Hide Panel');
    await command('Tenfold: Scalability Audit');
    await webview().getByRole('heading', { name: 'What breaks first' }).waitFor();
    await picture('audit');

    const finding = webview().locator('summary', { hasText: 'src/receipts.ts:5' });
    await finding.click();
    await webview().locator('.finding details[open] [data-file="src/receipts.ts"]').first().click();
    await page.locator('.tab.active', { hasText: 'receipts.ts' }).waitFor();
    await status('Ln 5, Col 16').waitFor();
    await command('View: Close All Editor Groups');
  });

  it('shows the audit that was closed before it was there, and is opened again', async () => {
    const { open, command, webview } = window();
    await open('src/receipts.ts');
    await command('Tenfold: Scalability Audit');
    await command('View: Close All Editor Groups');
    await command('Tenfold: Scalability Audit');
    await webview().getByRole('heading', { name: 'What breaks first' }).waitFor();
    await command('View: Close All Editor Groups');
  });

  for (const [theme, kind] of Object.entries(THEMES)) {
    it(`keeps the audit readable in ${theme}`, async () => {
      const { wear, command, webview, page } = window();
      await wear(theme);
      await page.locator(`.monaco-workbench.${kind}`).waitFor();
      await command('Tenfold: Scalability Audit');
      await webview().getByRole('heading', { name: 'What breaks first' }).waitFor();
      const faint = await webview().locator('body').evaluate(faintTexts);
      assert.deepEqual(faint, []);
      assert.deepEqual(await webview().locator('body').evaluate(seriousIn), []);
      await command('View: Close All Editor Groups');
    });
  }

  it('follows the settings of the team as they are edited', async () => {
    const { open, typeOver, save, squiggles } = window();
    await open('src/receipts.ts');
    await squiggles().first().waitFor();

    await open('tenfold.json');
    await typeOver('{ "rules": { "blocking-call-in-request-path": "off" } }');
    await save();
    await open('src/receipts.ts');
    await squiggles().first().waitFor({ state: 'detached' });

    await open('tenfold.json');
    await typeOver('{ "rules": {} }');
    await save();
    await open('src/receipts.ts');
    await squiggles().first().waitFor();
  });

  it('shows beside a file which settings hold for it, and follows them when it is asked again', async () => {
    const { open, typeOver, save, command, page, status, read } = window();
    const settings = '{ "overrides": [{ "files": ["src/receipts.ts"], "rules": { "query-in-loop": "error" } }] }';
    const shown = page.locator('.editor-instance', { hasText: 'Settings that hold for' }).locator('.view-lines');
    await open('tenfold.json');
    await typeOver(settings);
    await save();
    assert.equal(read('tenfold.json'), settings);
    await open('src/receipts.ts');
    await command('Tenfold: Show Config for This File');
    await shown.filter({ hasText: 'src/receipts.ts' }).filter({ hasText: /query-in-loop\s+error\s+tenfold\.json/ }).waitFor();
    await command('View: Close All Editor Groups');

    await open('src/prices.ts');
    await command('Tenfold: Show Config for This File');
    await shown.filter({ hasText: 'src/prices.ts' }).filter({ hasText: 'As loud as they are by themselves' }).waitFor();
    await status('Plain Text').waitFor();
    await command('View: Close All Editor Groups');

    await open('tenfold.json');
    await typeOver('{ "rules": {} }');
    await save();
  });

  function window(): Workbench {
    assert.ok(opened, 'The window did not open.');
    return opened;
  }

  /** The pictures of the README; only taken when asked for, since no two runs give the same bytes. */
  async function picture(name: string): Promise<void> {
    if (process.env['TENFOLD_PICTURES']) await window().picture(`${PICTURES}${name}.png`);
  }
});
