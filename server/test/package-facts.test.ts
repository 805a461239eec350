/**
 * Packages read one by one and judged together: the same findings as of one machine that reads it all, however old some of the facts are.
 *
 * `TENFOLD_EDITS=2000 TENFOLD_SEED=7 TENFOLD_TREE=/path npx mocha server/test/package-facts.test.ts` for more, on any monorepo.
 */

import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { filePath } from '../../rules/model/source.ts';
import type { Analysis } from '../src/analysis.ts';
import { PACKAGE_FACTS } from '../src/extract/cache/package-facts.ts';
import { factsOfPackage } from '../src/package-facts.ts';
import { analyze } from '../src/pipeline.ts';
import { nodeMachine } from '../src/platform/node-machine.ts';
import { codebaseOnDisk } from './support/codebase-on-disk.ts';
import { randomEditor } from './support/random-edit.ts';
import { randomFrom } from './support/random.ts';

const { TENFOLD_EDITS = '60', TENFOLD_SEED = '1', TENFOLD_TREE } = process.env;
const SAMPLE = join(import.meta.dirname, '../../test-fixtures/monorepo-of-deliveries');
const tree = TENFOLD_TREE ?? SAMPLE;

describe('facts of packages', function () {
  this.timeout(0);
  let root = '';
  beforeEach(() => {
    root = join(realpathSync(mkdtempSync(join(tmpdir(), 'tenfold-packages-'))), 'tree');
    cpSync(tree, root, { recursive: true, filter: (path) => !/[\\/](?:node_modules|\.git)(?:[\\/]|$)/.test(path) });
  });
  afterEach(() => rmSync(dirname(root), { recursive: true, force: true }));

  it(`give what one run gives, after each of ${TENFOLD_EDITS} edits (seed ${TENFOLD_SEED})`, async () => {
    const random = randomFrom(Number(TENFOLD_SEED));
    const editor = randomEditor(root, random);
    let taken = 0;
    for (let count = 1; count <= Number(TENFOLD_EDITS); count++) {
      const { name } = editor.edit();
      // Some are as they were long ago.
      for (const folder of packagesBelow(root)) if (random.below(3) === 0) await writeFacts(folder);
      const { said, stats } = await judged({ packageFacts: true });
      assert.deepEqual(said, (await judged({})).said, `after edit ${count} with seed ${TENFOLD_SEED}: ${name}`);
      taken += stats.cacheHits;
    }
    assert.ok(taken > Number(TENFOLD_EDITS), `${taken} files were taken from facts`);
  });

  it('leave nothing to read where nothing has changed, and one file where one has', async () => {
    const files = (await judged({})).stats.files;
    let own = 0;
    for (const folder of packagesBelow(root)) own += (await writeFacts(folder)).files;
    assert.equal(own, files, 'each file lies in one package');
    assert.deepEqual(missed((await judged({ packageFacts: true })).stats), [files, 0]);
    const [file = ''] = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((each) => each.endsWith('.ts') && !each.includes('node_modules'));
    writeFileSync(join(root, file), `${readFileSync(join(root, file), 'utf8')}\nexport const more = 1;\n`);
    assert.deepEqual(missed((await judged({ packageFacts: true })).stats), [files - 1, 1]);
    const folder = packagesBelow(root).filter((each) => join(root, file).startsWith(`${each}/`)).at(-1) ?? root;
    assert.equal((await writeFacts(folder)).reread, 1);
    assert.deepEqual(missed((await judged({ packageFacts: true })).stats), [files, 0]);
  });

  it('are the same bytes wherever and whenever they are written', async () => {
    const folder = join(root, 'packages/documents');
    const { text } = await writeFacts(folder);
    const elsewhere = join(dirname(root), 'elsewhere');
    cpSync(folder, elsewhere, { recursive: true });
    rmSync(join(elsewhere, '.tenfold'), { recursive: true });
    assert.equal((await factsOfPackage(elsewhere, nodeMachine(elsewhere, { cache: false }))).text, text);
  });

  it('that are damaged, or of another version, are not believed', async () => {
    const before = (await judged({})).said;
    for (const spoil of [(text: string) => text.slice(0, text.length / 2), (text: string) => text.replace(/^tenfold facts .*/, 'tenfold facts 0'), () => '\0\0', (text: string) => text.replaceAll('"calls":[', '"calls":{')]) {
      for (const folder of packagesBelow(root)) {
        const { text } = await writeFacts(folder);
        writeFileSync(join(folder, PACKAGE_FACTS), spoil(text));
      }
      assert.deepEqual((await judged({ packageFacts: true })).said, before);
    }
  });

  it('are written by the command line, and never through a link', () => {
    const code = codebaseOnDisk('monorepo-of-deliveries');
    try {
      assert.match(code.tenfoldIn('packages/documents', 'facts').stdout, /^\.tenfold\/facts\.pack holds what 1 file says; 1 was read anew\.\n$/);
      assert.match(code.tenfold('facts', 'packages/documents').stdout, /1 file says; 0 were read anew/);
      assert.match(code.tenfold('check', '--facts').stdout, /, 1 from the cache\n$/);
      mkdirSync(join(code.folder, '../outside'));
      symlinkSync('../../../outside', join(code.folder, 'packages/addresses/.tenfold'));
      const { status, stderr } = code.tenfold('facts', 'packages/addresses');
      assert.equal(status, 2);
      assert.match(stderr, /\.tenfold is a symbolic link, which may lead out of the codebase/);
      assert.equal(existsSync(join(code.folder, '../outside/facts.pack')), false);
    } finally {
      code.remove();
    }
  });

  async function writeFacts(folder: string) {
    const facts = await factsOfPackage(folder, nodeMachine(folder, { cache: false }));
    mkdirSync(dirname(join(folder, PACKAGE_FACTS)), { recursive: true });
    writeFileSync(join(folder, PACKAGE_FACTS), facts.text);
    return facts;
  }

  async function judged(options: { readonly packageFacts?: boolean }) {
    const analysis = await analyze(root, { advice: true, ...options }, nodeMachine(root, { cache: false }));
    return { said: saidBy(analysis), stats: analysis.stats };
  }
});

/** The workspace's root first. */
function packagesBelow(root: string): readonly string[] {
  const manifests = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => /(?:^|[\\/])package\.json$/.test(path) && !path.includes('node_modules'));
  return manifests.map((path) => join(root, dirname(filePath(path)))).sort();
}

function missed({ cacheHits, cacheMisses }: Analysis['stats']): readonly [number, number] {
  return [cacheHits, cacheMisses];
}

function saidBy({ findings, problems, codebase }: Analysis): unknown {
  return {
    findings,
    problems,
    entryPoints: codebase.workspace.services.flatMap(({ entryPoints }) => entryPoints),
    requests: [...codebase.requests.calls()].map(({ call, path }) => [call.file, call.index, call.operation?.label, call.origins, path.entryPoint.label]),
  };
}
