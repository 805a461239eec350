/** A session that is edited says what a fresh run over the same texts says, and knows which texts it speaks of. */

import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filePath } from '../../rules/model/source.ts';
import { nodeMachine } from '../src/platform/node-machine.ts';
import { analyze } from '../src/pipeline.ts';
import { type Change, Session, type Snapshot } from '../src/session.ts';

const SHOP = fileURLToPath(new URL('../../client/test/fixtures/shop', import.meta.url));
const BLOCKING = "import { readFileSync } from 'node:fs';\nexport function placeOrder(order: { id: string }) {\n  return readFileSync(order.id);\n}\n";

describe('a session', function () {
  this.timeout(60_000);
  let root: string;

  beforeEach(() => {
    root = join(realpathSync(mkdtempSync(join(tmpdir(), 'tenfold-session-'))), 'shop');
    cpSync(SHOP, root, { recursive: true });
  });
  afterEach(() => rmSync(dirname(root), { recursive: true, force: true }));

  const machine = () => nodeMachine(root, { cache: false });
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  const edited = (file: string, text: string, version: number): Change => ({ kind: 'edited', file: filePath(file), text, version });
  const onDisk = (kind: 'created' | 'changed' | 'deleted', file: string): Change => ({ kind, file: filePath(file) });
  function write(file: string, text: string): void {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }

  it('finds what a run finds', async () => {
    const session = new Session(root, {}, machine());
    const { analysis } = await session.snapshot();
    assert.ok(analysis.findings.some(({ location }) => location.file === 'src/receipts.ts'), 'the blocking call in receipts.ts');
    assert.deepEqual(saidBy(analysis), saidBy(await analyze(root, {}, machine())));
  });

  it('says after each edit what a fresh run says', async () => {
    const session = new Session(root, {}, machine());
    await session.snapshot();
    const steps: readonly (readonly [string, () => readonly Change[]])[] = [
      ['an edit inside a function', () => save('src/orders.ts', read('src/orders.ts').replace('order.id,', '`#${order.id}`,'))],
      ['a new blocking call', () => save('src/orders.ts', BLOCKING)],
      ['the import of a route goes', () => save('src/server.ts', read('src/server.ts').replace('placeOrder(request.body)', '{}'))],
      ['and comes back', () => save('src/server.ts', read('src/server.ts').replace('response.json({})', 'response.json(placeOrder(request.body))'))],
      ['broken code', () => save('src/server.ts', `${read('src/server.ts')}\nfunction {`)],
      ['mended code', () => save('src/server.ts', read('src/server.ts').replace('\nfunction {', ''))],
      ['a new file', () => {
        write('src/late.ts', "import { execSync } from 'node:child_process';\nexport const late = () => execSync('ls');\n");
        return [onDisk('created', 'src/late.ts')];
      }],
      ['that is used', () => save('src/orders.ts', "import { late } from './late.ts';\nexport const placeOrder = (order: unknown) => [late(), order];\n")],
      ['a rename that breaks an import', () => {
        renameSync(join(root, 'src/late.ts'), join(root, 'src/later.ts'));
        return [onDisk('deleted', 'src/late.ts'), onDisk('created', 'src/later.ts')];
      }],
      ['mended by an edit', () => save('src/orders.ts', read('src/orders.ts').replace('./late.ts', './later.ts'))],
      ['a folder renamed', () => {
        renameSync(join(root, 'src'), join(root, 'lib'));
        return [onDisk('deleted', 'src'), onDisk('created', 'lib')];
      }],
      ['a rule turned off', () => save('tenfold.json', '{ "rules": { "blocking-call-in-request-path": "off" } }')],
      ['and on', () => save('tenfold.json', '{ "rules": {} }')],
      ['a broken config', () => save('tenfold.json', '{ "rules": { "no-such-rule": "off" }, ')],
      ['no config', () => {
        rmSync(join(root, 'tenfold.json'));
        return [onDisk('deleted', 'tenfold.json')];
      }],
      ['the file of a finding goes', () => {
        rmSync(join(root, 'lib/later.ts'));
        return [onDisk('deleted', 'lib/later.ts')];
      }],
    ];
    for (const [name, step] of steps) {
      session.apply(step());
      const { analysis } = await session.snapshot();
      assert.deepEqual(saidBy(analysis), saidBy(await analyze(root, {}, machine())), name);
    }

    function save(file: string, text: string): readonly Change[] {
      write(file, text);
      return [onDisk('changed', file)];
    }
  });

  it('judges unsaved text, and what is saved once it is closed', async () => {
    const session = new Session(root, {}, machine());
    const before = saidBy((await session.snapshot()).analysis);
    session.apply([edited('src/receipts.ts', 'export const receiptFor = () => 1;\n', 7)]);
    const unsaved = await session.snapshot();
    assert.equal(unsaved.versions.get(filePath('src/receipts.ts')), 7);
    assert.ok(!unsaved.analysis.findings.some(({ location }) => location.file === 'src/receipts.ts'));
    session.apply([{ kind: 'closed', file: filePath('src/receipts.ts') }]);
    const closed = await session.snapshot();
    assert.equal(closed.versions.size, 0);
    assert.deepEqual(saidBy(closed.analysis), before);
  });

  it('obeys an unsaved tenfold.json', async () => {
    const session = new Session(root, {}, machine());
    session.apply([edited('tenfold.json', '{ "rules": { "blocking-call-in-request-path": "off" } }', 1)]);
    const { analysis } = await session.snapshot();
    assert.ok(!analysis.findings.some(({ rule }) => rule === 'blocking-call-in-request-path'));
  });

  it('knows an import again that was read anew and says the same', async () => {
    write('src/circle/price.ts', "import { Order } from './order.ts';\nexport const price = (order: Order) => order.cents;\n");
    write('src/circle/order.ts', "import { price } from './price.ts';\nexport interface Order { cents: number }\nexport const total = (order: Order) => price(order);\n");
    write('src/circle/stock.ts', "import { Agent } from 'undici';\nexport const close = (agent: Agent) => agent;\n");
    const session = new Session(root, { advice: true }, machine());
    await session.snapshot();
    for (const [file, more] of [['src/circle/price.ts', 'export const currency = 1;\n'], ['src/circle/stock.ts', 'export const agent = new Agent();\n']] as const) {
      write(file, read(file) + more);
      session.apply([onDisk('changed', file)]);
      await session.snapshot();
    }
    const { analysis } = await session.snapshot();
    assert.deepEqual(saidBy(analysis), saidBy(await analyze(root, { advice: true }, machine())));
    assert.ok(analysis.findings.some(({ rule, message }) => rule === 'import-cycle' && /nothing but types/.test(message)), 'the circle of a type');
  });

  it('does not judge again what did not change', async () => {
    const session = new Session(root, {}, machine());
    const { analysis } = await session.snapshot();
    session.apply([{ kind: 'opened', file: filePath('src/orders.ts'), text: read('src/orders.ts'), version: 3 }]);
    const opened = await session.snapshot();
    assert.equal(opened.analysis, analysis);
    assert.equal(opened.versions.get(filePath('src/orders.ts')), 3);
  });

  it('takes in what is typed while it reads, and tells no version that it did not judge', async () => {
    const session = new Session(root, {}, machine());
    const asked: Promise<Snapshot>[] = [session.snapshot()];
    for (let version = 1; version <= 40; version++) {
      const text = version % 2 === 0 ? BLOCKING : 'export const placeOrder = (order: unknown) => order;\n';
      session.apply([edited('src/orders.ts', text, version)]);
      asked.push(session.snapshot());
      await new Promise((resolve) => setTimeout(resolve, version % 7));
    }
    for (const { versions, analysis } of await Promise.all(asked)) {
      const version = versions.get(filePath('src/orders.ts'));
      const blocks = analysis.findings.some(({ location }) => location.file === 'src/orders.ts');
      if (version !== undefined) assert.equal(blocks, version % 2 === 0, `version ${version}`);
    }
    assert.equal((await session.snapshot()).versions.get(filePath('src/orders.ts')), 40);
    assert.ok(session.isUpToDate);
  });

  it('gives up when stopped, and goes on when asked again', async () => {
    const session = new Session(root, {}, machine());
    const stopped = assert.rejects(session.snapshot(), { name: 'AbortError' });
    session.stop();
    await stopped;
    assert.deepEqual(saidBy((await session.snapshot()).analysis), saidBy(await analyze(root, {}, machine())));
  });

  it('survives whatever a text holds', async () => {
    const session = new Session(root, {}, machine());
    const texts = ['\0\0\0', '\uD800', '(('.repeat(5000), '`${'.repeat(3000), `${'x'.repeat(3_000_000)}`, '/*', '"', 'import', '<a>'.repeat(2000), '{'.repeat(10_000)];
    for (const [index, text] of texts.entries()) {
      session.apply([edited('src/orders.ts', text, index), edited('tenfold.json', text, index), edited('package.json', text, index)]);
      assert.equal((await session.snapshot()).versions.get(filePath('src/orders.ts')), index);
    }
  });
});

/** Everything a user is told, in order. */
function saidBy({ findings, problems }: Pick<Snapshot['analysis'], 'findings' | 'problems'>) {
  return { findings, problems: problems.map(({ kind, file, message }) => `${kind} ${file} ${message}`).sort() };
}
