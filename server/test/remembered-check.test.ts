/** What was found last is said again only while every file is as it was: in the memory of a real disk, edited between the runs. */

import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyze } from '../src/pipeline.ts';
import type { Machine } from '../src/platform/machine.ts';
import { nodeMachine } from '../src/platform/node-machine.ts';
import { check, type Told } from '../src/remembered-check.ts';

const SAMPLE = join(import.meta.dirname, '../../test-fixtures/express-shop-monolith');
const LONG_AGO = new Date(Date.now() - 3_600_000);

describe('a check of what was checked before', () => {
  let root: string;
  let read: string[];
  let kept: string | undefined;
  let day = 0;

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'tenfold-remembered-')));
    cpSync(SAMPLE, root, { recursive: true });
    for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) utimesSync(join(root, name), LONG_AGO, LONG_AGO);
    [kept, day] = [undefined, 0];
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const machine = (): Machine => {
    const { fs, ...rest } = nodeMachine(root, { cache: false });
    return {
      ...rest,
      fs: { ...fs, readText: (path, most) => (read.push(path), fs.readText(path, most)) },
      judgements: { read: async () => kept, write: async (text) => ((kept = text), true) },
      now: () => Date.now() + day * 86_400_000,
    };
  };
  const run = async (options = {}): Promise<Told> => {
    read = [];
    return check(root, options, machine());
  };
  const said = ({ findings, problems, settingsFiles, baseline, stats: { files, lines, entryPoints, calls } }: Told) => JSON.parse(JSON.stringify([findings, problems, settingsFiles, baseline, files, lines, entryPoints, calls])) as unknown;
  const fresh = async () => said(await analyze(root, {}, machine()));
  const file = (): string => readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') || name.endsWith('.js')).sort().map((name) => join(root, name)).find((path) => statSync(path).isFile()) ?? '';

  it('says the same and opens no file', async () => {
    const first = await run();
    assert.ok(first.findings.length > 0);
    const second = await run();
    assert.deepEqual(read, []);
    assert.deepEqual(said(second), said(first));
    assert.equal(second.stats.cacheMisses, 0);
    assert.ok(second.catalog.length > 0);
  });

  it('goes by content where only times changed, as after a checkout', async () => {
    await run();
    utimesSync(file(), new Date(), new Date());
    await run();
    assert.deepEqual(read, [file()]);
  });

  const CHANGES: Readonly<Record<string, (path: string) => void>> = {
    'a line more': (path) => writeFileSync(path, `${readFileSync(path, 'utf8')}\nexport const more = (((;\n`),
    'a letter changed, of the same size and time': (path) => {
      utimesSync(path, new Date(), new Date());
      writeFileSync(path, readFileSync(path, 'utf8').replace(/[a-z]/, '('));
    },
    'a file gone': (path) => rmSync(path),
    'a file renamed': (path) => renameSync(path, `${path.slice(0, -3)}-again.ts`),
    'a file made': () => writeFileSync(join(root, 'made.ts'), 'export const made = (((;\n'),
    'a file made in a folder of its own': () => (mkdirSync(join(root, 'made/here'), { recursive: true }), writeFileSync(join(root, 'made/here/it.ts'), 'const here = (((;\n')),
    'a file instead of which a folder stands': (path) => (rmSync(path), mkdirSync(path)),
    'settings written': () => writeFileSync(join(root, 'tenfold.json'), '{ "rules": { "query-in-loop": "off", "blocking-call-in-request-path": "off" }, "nonsense": 1 }'),
    'a baseline written': () => writeFileSync(join(root, 'tenfold.baseline.json'), '{ "version": 1, "findings": [] }'),
    'files ignored': () => writeFileSync(join(root, '.gitignore'), '*.ts\n*.js\n'),
    'a package changed': () => writeFileSync(join(root, 'package.json'), '{'),
  };
  for (const [what, change] of Object.entries(CHANGES)) {
    it(`sees ${what}`, async () => {
      const before = said(await run());
      change(file());
      const after = said(await run());
      assert.deepEqual(after, await fresh());
      assert.notDeepEqual(after, before);
      assert.deepEqual(said(await run()), after);
    });
  }

  it('is made anew on another day, by other settings, and where what was kept is broken', async () => {
    await run();
    day = 1;
    await run();
    assert.ok(read.length > 0);
    await run({ baseline: false });
    assert.ok(read.length > 0);
    for (const broken of ['', '{', 'null', '{"key":1}', (kept ?? '').slice(0, -2), (kept ?? '').replace('"files":[', '"files":7,"x":[')]) {
      kept = broken;
      await run({ baseline: false });
      assert.ok(read.length > 0, broken.slice(0, 20));
    }
  });

  it('is not kept where the team has rules of its own, and not for advice', async () => {
    await run({ advice: true });
    assert.equal(kept, undefined);
    writeFileSync(join(root, 'tenfold.json'), '{ "ownRules": { "no-pdf": { "noCallTo": "pdf" } } }');
    await run();
    assert.equal(kept, undefined);
  });
});
