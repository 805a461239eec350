/** The packaged extension in a real VS Code window, used as a person would. */
import assert from 'node:assert/strict';
import { openWorkbench, pictureOfFailure, type Workbench } from './workbench.ts';

describe('Tenfold in the window', function () {
  this.timeout(180_000);
  let workbench: Workbench | undefined;

  before(async () => {
    workbench = await openWorkbench('shop');
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await pictureOfFailure(workbench, this.currentTest.title);
  });
  after(() => workbench?.close());

  it('draws a squiggle while a blocking call is typed', async () => {
    assert.ok(workbench);
    await workbench.open('src/prices.ts');
    await workbench.goTo(7, 1);
    await workbench.type("  const list = readFileSync('prices.json', 'utf8');\n");
    await workbench.squiggles().first().waitFor();
  });
  it('lists it', async () => {
    assert.ok(workbench);
    await workbench.showProblems();
    const row = workbench.problems('readFileSync').first();
    await row.waitFor();
    await row.click();
    await workbench.page.keyboard.press('ArrowRight');
    await workbench.problems('comes through here').first().waitFor();
    await workbench.open('src/prices.ts');
    await workbench.goTo(7, 20);
    await workbench.quickFix(/await/i);
    await workbench.save();
    assert.ok(!workbench.read('src/prices.ts').includes('readFileSync'));
  });
  it('audit', async () => {
    assert.ok(workbench);
    await workbench.command('Tenfold: Scalability Audit');
    await workbench.webview().locator('h1').waitFor();
    await workbench.picture('/tmp/x.png');
  });
});
