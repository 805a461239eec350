/** The server as an editor meets it: a process spoken to over stdio. */

import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import type { Status } from '../src/protocol.ts';
import { type Editor, type EditorOptions, startEditor } from './support/editor.ts';

const RULE = 'blocking-call-in-request-path';
const QUIET = 'export const receiptFor = () => 1;\n';

const ADMIN = `import express from 'express';
import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
const app = express();
app.get('/admin/:id', async (request, response) => {
  const order = await prisma.order.findUnique({ where: { id: request.params.id } });
  const prices = await prisma.price.findMany({ take: 100 });
  response.json({ order, prices });
});
`;

describe('the language server', function () {
  this.timeout(60_000);
  let editor: Editor;

  async function start(options: Partial<EditorOptions> = {}): Promise<Editor> {
    editor = await startEditor({ folders: ['shop'], ...options });
    return editor;
  }
  afterEach(async () => {
    if (editor.process.exitCode === null) await editor.stop();
  });
  const blocking = (items: readonly Diagnostic[]) => items.filter(({ code }) => code === RULE);

  it('says what it can do', async () => {
    const { initialized: { capabilities } } = await start();
    assert.deepEqual(capabilities['diagnosticProvider'], { identifier: 'tenfold', interFileDependencies: true, workspaceDiagnostics: true });
    assert.deepEqual(capabilities['codeActionProvider'], { codeActionKinds: ['quickfix', 'source.fixAll.tenfold'] });
    assert.equal(capabilities['positionEncoding'], 'utf-16');
    assert.equal(capabilities['hoverProvider'], true);
  });

  it('gives a pulled finding its place, its path and its page', async () => {
    await start();
    await editor.open('src/receipts.ts');
    const [item] = blocking(await editor.items('src/receipts.ts'));
    assert.ok(item);
    assert.equal(textAt(editor.read('src/receipts.ts'), item), 'readFileSync');
    assert.equal(item.source, 'tenfold');
    assert.deepEqual(item.codeDescription, { href: `tenfold-rule:/${RULE}.md` });
    assert.match(JSON.stringify(item.data), /"fingerprint":"[0-9a-f]{16}"/);
    const files = (item.relatedInformation ?? []).map(({ location }) => location.uri);
    assert.ok(files.includes(editor.uri('src/server.ts')), 'the path starts at the route');
    assert.ok(files.includes(editor.uri('src/orders.ts')), 'and goes through orders.ts');
  });

  it('answers for the version that is open, and says when nothing changed', async () => {
    await start();
    await editor.open('src/receipts.ts');
    const first = await editor.pull('src/receipts.ts');
    assert.equal(first.kind, 'full');
    assert.equal((await editor.pull('src/receipts.ts', first.resultId)).kind, 'unchanged');
    await editor.type('src/receipts.ts', QUIET);
    assert.deepEqual(await editor.items('src/receipts.ts'), []);
    await editor.type('src/receipts.ts', `\n\n${editor.read('src/receipts.ts')}`);
    const [moved] = blocking(await editor.items('src/receipts.ts'));
    assert.equal(moved && textAt(editor.text('src/receipts.ts'), moved), 'readFileSync');
  });

  it('asks to pull again when an edit elsewhere changes what a file shows', async () => {
    await start();
    await editor.open('src/receipts.ts');
    await editor.open('src/server.ts');
    assert.equal(blocking(await editor.items('src/receipts.ts')).length, 1);
    await editor.type('src/server.ts', editor.read('src/server.ts').replace('placeOrder(request.body)', '{}'));
    await until(() => editor.refreshes() > 0);
    assert.deepEqual(blocking(await editor.items('src/receipts.ts')), []);
  });

  it('keeps a workspace pull open until something changed', async () => {
    await start();
    const first = await editor.pullWorkspace();
    const shown = first.items.map(({ uri }) => uri);
    assert.ok(shown.includes(editor.uri('src/receipts.ts')), 'files that nobody opened are there');
    const previous = first.items.map(({ uri, resultId }) => ({ uri, value: resultId ?? '' }));
    const second = editor.pullWorkspace(previous);
    const early = await Promise.race([second, new Promise((resolve) => setTimeout(() => resolve('still open'), 500))]);
    assert.equal(early, 'still open');
    await editor.write('src/receipts.ts', QUIET);
    const changed = (await second).items;
    const gone = changed.find(({ uri }) => uri === editor.uri('src/receipts.ts'));
    assert.deepEqual(gone?.kind === 'full' && gone.items, []);

    // All that is shown by now, so that nothing is left to answer with.
    const known = new Map([...first.items, ...changed].map(({ uri, resultId }) => [uri, resultId ?? '']));
    const source = new CancellationTokenSource();
    const third = editor.pullWorkspace([...known].map(([uri, value]) => ({ uri, value })), source.token);
    source.cancel();
    await assert.rejects(third);
  });

  it('pushes the same to clients that cannot pull, for the version that is open', async () => {
    await start({ pulls: false });
    const closed = await editor.published('src/receipts.ts', ({ diagnostics }) => blocking(diagnostics).length === 1);
    assert.equal(closed.version, undefined);
    await editor.open('src/receipts.ts');
    for (let round = 0; round < 20; round++) await editor.type('src/receipts.ts', `${'\n'.repeat(round)}${editor.read('src/receipts.ts')}`);
    const version = await editor.type('src/receipts.ts', QUIET);
    const last = await editor.published('src/receipts.ts', (each) => each.version === version);
    assert.deepEqual(last.diagnostics, []);
    for (const { uri, version: stated, diagnostics } of editor.publications) {
      if (uri !== editor.uri('src/receipts.ts') || stated === undefined || stated === version) continue;
      const [item] = blocking(diagnostics);
      assert.equal(item?.range.start.line, stated === 1 ? 4 : 4 + stated - 2, `version ${stated}`);
    }
  });

  it('offers for a finding what can be done about it', async () => {
    await start();
    await editor.open('src/receipts.ts');
    const [item] = blocking(await editor.items('src/receipts.ts'));
    assert.ok(item);
    const actions = await editor.actions('src/receipts.ts', item.range, ['quickfix'], [item]);
    assert.ok(actions.every(({ diagnostics }) => diagnostics?.[0]?.code === RULE), 'each belongs to the finding');
    assert.ok(actions.some(({ title }) => title.startsWith('Suppress')), titles(actions));
    assert.ok(actions.some(({ title }) => title === `Turn off ${RULE} in tenfold.json`), titles(actions));
    assert.ok(!actions.some(({ command }) => command), 'no command that only our own client has');
    assert.deepEqual(await editor.actions('src/receipts.ts', { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }), [], 'nothing where nothing was found');
  });

  it('mends what can be mended safely, one by one and all at once', async () => {
    await start();
    const basket = "import { Item } from './item.ts';\nexport interface Basket {\n  readonly items: readonly Item[];\n}\n";
    await editor.write('src/basket.ts', basket);
    await editor.write('src/item.ts', "import { Basket } from './basket.ts';\nexport interface Item {\n  readonly basket: Basket;\n}\n");
    await editor.open('src/basket.ts');
    const cycles = async () => (await editor.items('src/basket.ts')).filter(({ code }) => code === 'import-cycle');
    for (const kind of ['quickfix', 'source.fixAll.tenfold', 'source.fixAll', 'source']) {
      await editor.type('src/basket.ts', basket);
      const [cycle] = await cycles();
      assert.ok(cycle);
      const actions = await editor.actions('src/basket.ts', cycle.range, [kind], [cycle]);
      const [fix, ...others] = actions.filter(({ isPreferred, kind: own }) => isPreferred || own !== 'quickfix');
      assert.ok(fix?.edit, kind);
      assert.deepEqual(others, []);
      await editor.apply(fix.edit);
      assert.match(editor.text('src/basket.ts'), /^import type \{ Item \}/);
      assert.deepEqual(await cycles(), [], kind);
    }
  });

  it('shows a suggestion with all its changes before it is made, and never makes one on its own', async () => {
    await start();
    await editor.open('src/receipts.ts');
    const [item] = blocking(await editor.items('src/receipts.ts'));
    assert.ok(item);
    const fix = (await editor.actions('src/receipts.ts', item.range, ['quickfix'], [item])).find(({ title }) => title === 'Wait for readFile instead');
    assert.ok(fix?.edit && !fix.isPreferred);
    assert.ok((fix.edit.documentChanges ?? []).length > 1, 'the callers wait too');
    const { changeAnnotations = {}, documentChanges = [] } = fix.edit;
    const edits = documentChanges.flatMap((change) => ('edits' in change ? change.edits : []));
    const asked = edits.filter((edit) => 'annotationId' in edit && changeAnnotations[edit.annotationId]?.needsConfirmation === true);
    assert.deepEqual(asked.map((edit) => 'newText' in edit && edit.newText), [''], 'one change of nothing makes the editor ask');
    for (const edit of edits) assert.ok('annotationId' in edit && changeAnnotations[edit.annotationId], 'every other change is ticked already');
    assert.deepEqual(await editor.actions('src/receipts.ts', item.range, ['source.fixAll.tenfold']), [], 'only what is safe is done unasked');
    await editor.apply(fix.edit);
    assert.match(editor.text('src/receipts.ts'), /^import \{ readFile \} from 'node:fs\/promises';[\s\S]*async function receiptFor\(order: Order\): Promise<string> \{\s*const text = await readFile/);
    assert.deepEqual(blocking(await editor.items('src/receipts.ts')), []);
  });

  it('suppresses on the line above, with a reason', async () => {
    await start();
    await editor.open('src/receipts.ts');
    const [item] = blocking(await editor.items('src/receipts.ts'));
    assert.ok(item);
    const action = (await editor.actions('src/receipts.ts', item.range)).find(({ title }) => title.startsWith('Suppress'));
    assert.ok(action?.edit);
    await editor.apply(action.edit);
    assert.match(editor.text('src/receipts.ts'), /^ {2}\/\/ tenfold-ignore-next-line blocking-call-in-request-path -- say why this is fine here\n {2}const text = readFileSync/m);
    assert.deepEqual(blocking(await editor.items('src/receipts.ts')), []);
  });

  it('speaks of a loop once, mends each of its calls where it stands, and suppresses all of them above the loop', async () => {
    await start();
    const news = `import express from 'express';
import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
const app = express();
app.get('/news', async (request, response) => {
  const customers = await prisma.customer.findMany();
  const news = [];
  for (const customer of customers) {
    const address = await prisma.address.findUnique({ where: { id: customer.addressId } });
    const shop = await prisma.shop.findUnique({ where: { id: customer.shopId } });
    news.push([address, shop]);
  }
  response.json(news);
});
`;
    await editor.write('src/news.ts', news);
    await editor.open('src/news.ts');
    const inLoop = async () => (await editor.items('src/news.ts')).filter(({ code }) => code === 'query-in-loop');
    const [item, ...more] = await inLoop();
    assert.ok(item);
    assert.deepEqual(more, []);
    const second = { start: { line: 9, character: 35 }, end: { line: 9, character: 35 } };
    assert.ok((await editor.actions('src/news.ts', second)).some(({ title }) => title === 'Ask once, before the loop'), 'the other call is mended where it stands');
    const fix = (await editor.actions('src/news.ts', item.range)).find(({ title }) => title === 'Ask once, before the loop');
    assert.ok(fix?.edit);
    await editor.apply(fix.edit);
    const [left, ...none] = await inLoop();
    assert.match(String(left?.message), /^prisma\.shop\.findUnique runs once .* queries\.$/);
    assert.deepEqual(none, []);

    await editor.type('src/news.ts', news);
    const action = (await editor.actions('src/news.ts', item.range)).find(({ title }) => title === 'Suppress query-in-loop for all 2 calls with a reason');
    assert.ok(action?.edit);
    await editor.apply(action.edit);
    assert.match(editor.text('src/news.ts'), /^ {2}\/\/ tenfold-ignore-next-line query-in-loop -- say why this is fine here\n {2}for/m);
    assert.deepEqual(await inLoop(), []);
  });

  it('turns a rule off in tenfold.json, whether there is one or not', async () => {
    await start();
    for (const hasConfig of [true, false]) {
      if (!hasConfig) await editor.remove('tenfold.json');
      const [item] = blocking(await editor.items('src/receipts.ts'));
      assert.ok(item, 'the rule is on');
      const action = (await editor.actions('src/receipts.ts', item.range)).find(({ title }) => title.startsWith('Turn off'));
      assert.ok(action?.edit);
      await editor.apply(action.edit);
      assert.deepEqual(JSON.parse(editor.read('tenfold.json')), { rules: { [RULE]: 'off' } });
      assert.deepEqual(blocking(await editor.items('src/receipts.ts')), []);
    }
  });

  it('marks mistakes in tenfold.json where they stand', async () => {
    await start();
    await editor.open('tenfold.json', '{\n  "rules": { "no-such-rule": "error" }\n}\n');
    const [item] = await editor.items('tenfold.json');
    assert.ok(item);
    assert.equal(item.code, 'invalid-setting');
    assert.equal(item.range.start.line, 1);
    assert.match(textAt(editor.text('tenfold.json'), item), /no-such-rule/);
    await editor.type('tenfold.json', '{ "rules": {} }');
    assert.deepEqual(await editor.items('tenfold.json'), []);
  });

  it('tells on hover what, why and by which way', async () => {
    await start();
    await editor.open('src/receipts.ts');
    const [item] = blocking(await editor.items('src/receipts.ts'));
    assert.ok(item);
    const hover: { contents: { value: string } } = await editor.connection.sendRequest('textDocument/hover', { textDocument: { uri: editor.uri('src/receipts.ts') }, position: item.range.start });
    assert.match(hover.contents.value, /\*\*Blocking call in request path\*\*/);
    assert.match(hover.contents.value, /1\. .*server\.ts/);
  });

  it('follows its settings: off, and on again', async () => {
    await start();
    assert.equal(blocking(await editor.items('src/receipts.ts')).length, 1);
    for (const enable of [false, true]) {
      editor.settings = { enable };
      await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      assert.equal(blocking(await editor.items('src/receipts.ts')).length, enable ? 1 : 0);
    }
  });

  it('keeps two folders apart and hears of a third that comes and goes', async () => {
    await start({ folders: ['shop', 'shop'] });
    const [first, second] = editor.folders;
    assert.ok(first && second);
    writeFileSync(`${second}/tenfold.json`, `{ "rules": { "${RULE}": "off" } }`);
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: pathToFileURL(`${second}/tenfold.json`).href, type: 2 }] });
    const items = async (folder: string) => {
      const report: { items: Diagnostic[] } = await editor.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: pathToFileURL(`${folder}/src/receipts.ts`).href } });
      return blocking(report.items).length;
    };
    assert.deepEqual([await items(first), await items(second)], [1, 0]);
    const removed = [{ uri: pathToFileURL(first).href, name: 'shop' }];
    await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [], removed } });
    assert.equal(await items(first), 0, 'nothing is said of a folder that is closed');
    await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: removed, removed: [] } });
    assert.equal(await items(first), 1);
  });

  it('lets the deepest of nested folders speak of a file, alone', async () => {
    await start();
    const inner = { uri: editor.uri('src'), name: 'src' };
    await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [inner], removed: [] } });
    await editor.open('src/receipts.ts');
    assert.equal(blocking(await editor.items('src/receipts.ts')).length, 1);
    const { items } = await editor.pullWorkspace();
    assert.equal(items.filter(({ uri }) => uri === editor.uri('src/receipts.ts')).length, 1);
    await editor.type('src/receipts.ts', QUIET);
    assert.deepEqual(await editor.items('src/receipts.ts'), []);
    assert.ok(!(await editor.pullWorkspace()).items.some(({ uri }) => uri === editor.uri('src/receipts.ts')), 'nor does the outer one go by what is saved');
  });

  it('takes the config that its settings name, and the advice tier where they ask for it', async () => {
    await start({ settings: { configPath: 'strict.json', advice: true } });
    await editor.write('strict.json', `{ "rules": { "${RULE}": "error" } }`);
    await editor.write('src/admin.ts', ADMIN);
    assert.deepEqual(blocking(await editor.items('src/receipts.ts')).map(({ severity }) => severity), [1]);
    const advice = async () => (await editor.items('src/admin.ts')).filter(({ code }) => code === 'sequential-awaits').length;
    assert.equal(await advice(), 1);
    editor.settings = { configPath: 'strict.json' };
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.equal(await advice(), 0);
  });

  it('stops when told to, and goes on with the next edit', async () => {
    const big = largeShop();
    await start({ folders: [big] });
    rmSync(join(big, '..'), { recursive: true });
    await until(() => editor.progress.some(({ value }) => value.kind === 'begin'));
    const [{ token } = { token: '' }] = editor.progress;
    await editor.connection.sendNotification('window/workDoneProgress/cancel', { token });
    await assert.rejects(editor.items('src/receipts.ts'), /stopped/);
    assert.ok(editor.progress.some(({ value }) => value.kind === 'end'));
    assert.equal((await status()).state, 'stopped');
    await editor.open('src/receipts.ts');
    assert.equal(blocking(await editor.items('src/receipts.ts')).length, 1);
    assert.equal((await status()).state, 'ready');
  });
  const status = (): Promise<Status> => editor.connection.sendRequest('tenfold/status');

  it('gives the audit, the status and the page of a rule', async () => {
    await start();
    const audit: { html: string; folder: string } = await editor.connection.sendRequest('tenfold/audit', {});
    assert.match(audit.html, /POST \/orders/);
    assert.match(audit.html, /Content-Security-Policy" content="default-src 'none'/);
    const { state, files } = await status();
    assert.equal(state, 'ready');
    assert.equal(files, 4);
    const page: { markdown: string } = await editor.connection.sendRequest('tenfold/rulePage', { rule: RULE });
    assert.match(page.markdown, /^# Blocking call in request path/);
    assert.equal(await editor.connection.sendRequest('tenfold/rulePage', { rule: '../../etc/passwd' }), null);
  });

  it('lives on after anything a client may send', async () => {
    await start();
    const nowhere = ['file:///', 'file:///%', 'file:///%00', 'untitled:Untitled-1', '', 'file://host/share/a.ts', 'file:///C%3A/windows.ts', editor.uri('src/../../../etc/passwd')];
    for (const uri of nowhere) {
      const textDocument = { uri, languageId: 'typescript', version: 1, text: 'x' };
      await editor.connection.sendNotification('textDocument/didOpen', { textDocument });
      await editor.connection.sendNotification('textDocument/didChange', { textDocument, contentChanges: [{ range: { start: { line: 900, character: 900 }, end: { line: -1, character: -1 } }, text: 'y' }] });
      await editor.connection.sendRequest('textDocument/diagnostic', { textDocument });
      await editor.connection.sendRequest('textDocument/codeAction', { textDocument, range: { start: { line: 0, character: 0 }, end: { line: 1e9, character: 1e9 } }, context: { diagnostics: [] } });
      await editor.connection.sendRequest('textDocument/hover', { textDocument, position: { line: 1e9, character: 1e9 } });
      await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 1 }, { uri, type: 99 }] });
      await editor.connection.sendNotification('textDocument/didClose', { textDocument });
    }
    await editor.open('src/orders.ts');
    for (const text of ['\0', '\uD800', '('.repeat(20_000), 'x'.repeat(3_000_000), '`${'.repeat(5000), '<'.repeat(9999), '']) {
      await editor.type('src/orders.ts', text);
      await editor.items('src/orders.ts');
    }
    await editor.close('src/orders.ts');
    assert.equal(blocking(await editor.items('src/receipts.ts')).length, 1);
  });
});

/** The shop, with so much beside it that reading takes a while. */
function largeShop(): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'tenfold-large-')), 'shop');
  cpSync(fileURLToPath(new URL('../../client/test/fixtures/shop', import.meta.url)), folder, { recursive: true });
  mkdirSync(join(folder, 'src/stock'));
  const functions = Array.from({ length: 150 }, (_, index) => `export function count${index}(items: number[]) {\n  return items.map((item) => item + ${index}).filter(Boolean).length;\n}\n`);
  for (let file = 0; file < 250; file++) writeFileSync(join(folder, `src/stock/shelf${file}.ts`), functions.join(''));
  return folder;
}

function textAt(text: string, { range: { start, end } }: Diagnostic): string {
  const lines = text.split('\n');
  assert.equal(start.line, end.line);
  return (lines[start.line] ?? '').slice(start.character, end.character);
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

function titles(actions: readonly { readonly title: string }[]): string {
  return actions.map(({ title }) => title).join('\n');
}
