/** A session that starts says at once what the one before it found, where nothing that it speaks of has changed. */

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { filePath } from '../../rules/model/source.ts';
import type { CacheStore, Machine } from '../src/platform/machine.ts';
import { nodeMachine } from '../src/platform/node-machine.ts';
import { Session } from '../src/session.ts';
import { type Editor, type EditorOptions, startEditor } from './support/editor.ts';

const SHOP = fileURLToPath(new URL('../../client/test/fixtures/shop', import.meta.url));
const RECEIPTS = filePath('src/receipts.ts');

describe('what the last session found', function () {
  this.timeout(60_000);
  let root: string;
  let kept: string | undefined;
  const store: CacheStore = {
    read: async () => kept,
    async write(text) {
      kept = text;
      return true;
    },
  };
  const machine = (): Machine => ({ ...nodeMachine(root, { cache: false }), lastFindings: store });
  const change = (file: string, edit: (text: string) => string): void => writeFileSync(join(root, file), edit(readFileSync(join(root, file), 'utf8')));

  beforeEach(async () => {
    root = join(realpathSync(mkdtempSync(join(tmpdir(), 'tenfold-last-'))), 'shop');
    cpSync(SHOP, root, { recursive: true });
    const session = new Session(root, {}, machine());
    await session.snapshot();
    await session.remember();
  });
  const editors: Editor[] = [];
  async function start(options: Partial<EditorOptions> = {}): Promise<Editor> {
    const editor = await startEditor({ folders: [root], inPlace: true, ...options });
    editors.push(editor);
    return editor;
  }
  afterEach(async () => {
    for (const editor of editors) if (editor.process.exitCode === null) await editor.stop();
  });
  afterEach(() => rmSync(dirname(root), { recursive: true, force: true }));

  it('is what this one will find', async () => {
    const session = new Session(root, {}, machine());
    const recalled = await session.recall(RECEIPTS);
    const { analysis } = await session.snapshot();
    const found = analysis.findings.filter(({ location }) => location.file === RECEIPTS);
    assert.ok(found.length > 0);
    assert.deepEqual(recalled?.findings, JSON.parse(JSON.stringify(found)));
    assert.equal(await session.recall(RECEIPTS), undefined, 'the snapshot counts from now on');
  });

  it('is said of the open text, with its version', async () => {
    const session = new Session(root, {}, machine());
    const text = readFileSync(join(root, RECEIPTS), 'utf8');
    session.apply([{ kind: 'opened', file: RECEIPTS, text, version: 7 }]);
    assert.equal((await session.recall(RECEIPTS))?.version, 7);
    session.apply([{ kind: 'edited', file: RECEIPTS, text: `// unsaved\n${text}`, version: 8 }]);
    assert.equal(await session.recall(RECEIPTS), undefined);
  });

  it('is left out where a file on its path has changed', async () => {
    change('src/orders.ts', (text) => `// moved down\n${text}`);
    assert.deepEqual((await new Session(root, {}, machine()).recall(RECEIPTS))?.findings, []);
  });

  it('is not said under other settings, of another text, or of a file it knows nothing of', async () => {
    assert.equal(await new Session(root, { advice: true }, machine()).recall(RECEIPTS), undefined, 'with advice');
    assert.equal(await new Session(root, {}, machine()).recall(filePath('src/gone.ts')), undefined);
    writeFileSync(join(root, 'tenfold.baseline.json'), '{}');
    assert.equal(await new Session(root, {}, machine()).recall(RECEIPTS), undefined, 'a baseline came');
    rmSync(join(root, 'tenfold.baseline.json'));
    change(RECEIPTS, (text) => `${text}\n`);
    assert.equal(await new Session(root, {}, machine()).recall(RECEIPTS), undefined, 'another text');
  });

  it('is nothing where the memory is broken', async () => {
    for (const broken of ['', '{', 'null', '[]', '{"key":1}', JSON.stringify({ ...JSON.parse(kept ?? '{}'), findings: 1 })]) {
      kept = broken;
      assert.equal(await new Session(root, {}, machine()).recall(RECEIPTS), undefined, broken);
    }
  });

  it('is on the screen before the codebase is read, and corrected when it no longer holds', async () => {
    const before = await start();
    await before.open(RECEIPTS);
    const found = await before.items(RECEIPTS);
    assert.ok(found.length > 0);
    await before.stop();
    rewriteMemory((text) => text.replaceAll(JSON.stringify(found[0]?.message).slice(1, -1), 'Said before.'));

    const pulling = await start();
    await pulling.open(RECEIPTS);
    assert.equal((await pulling.items(RECEIPTS))[0]?.message, 'Said before.');
    while (pulling.refreshes() === 0) await wait(20);
    assert.deepEqual(await pulling.items(RECEIPTS), found);
    await pulling.stop();

    rewriteMemory((text) => text.replaceAll(JSON.stringify(found[0]?.message).slice(1, -1), 'Said before.'));
    const pushed = await start({ pulls: false });
    await pushed.open(RECEIPTS);
    await pushed.published(RECEIPTS, ({ diagnostics }) => diagnostics[0]?.message === found[0]?.message);
    assert.deepEqual(pushed.publications.filter(({ uri }) => uri === pushed.uri(RECEIPTS)).map(({ version, diagnostics }) => [version, diagnostics[0]?.message]), [[1, 'Said before.'], [1, found[0]?.message]]);
    await pushed.stop();
  });

  /** The one that servers for this folder keep. */
  function rewriteMemory(edit: (text: string) => string): void {
    const caches = join(root, '..', 'cache', 'tenfold');
    for (const name of readdirSync(caches)) {
      const file = join(caches, name, 'findings.json');
      writeFileSync(file, edit(readFileSync(file, 'utf8')));
    }
  }
});
