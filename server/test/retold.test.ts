/**
 * What was found is told again after an edit, without judging, only where a fresh run finds the same: over cases of all rules, edited by chance.
 * `TENFOLD_EDITS=10 TENFOLD_SEED=7 npx mocha --import=tsx server/test/retold.test.ts` for more of them.
 *
 * Holds the promise that this rests on, too: no judgement goes by how far apart things are, or how they are formatted.
 */

import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'jsonc-parser';
import { catalog } from '../../rules/catalog.generated.ts';
import { analyze } from '../src/pipeline.ts';
import type { CacheStore, Machine } from '../src/platform/machine.ts';
import { check, type Told } from '../src/remembered-check.ts';
import { memoryFileSystem } from '../src/rule-tests/memory-file-system.ts';
import { readFixture, type Texts } from './support/fixture.ts';
import { editedText, remark } from './support/formatting-edits.ts';
import { randomFrom, type Random } from './support/random.ts';

const { TENFOLD_EDITS = '1', TENFOLD_SEED = '1' } = process.env;
/** Of each rule, so that it takes no minutes. */
const CASES = 4 * Number(TENFOLD_EDITS);
const CODE = /(?<!\.d)\.[cm]?[jt]sx?$/;
const LOUD = Object.fromEntries(catalog.map(({ id }) => [id, 'warning']));

describe('findings told again after an edit', function () {
  this.timeout(0);
  let [told, asked] = [0, 0];

  for (const { id } of catalog) {
    const folder = join(import.meta.dirname, '../../rules/catalog', id, 'fixtures');
    const all = existsSync(folder) ? readdirSync(folder).sort() : [];
    if (all.length === 0) continue;
    it(`are those of a fresh run in the cases of ${id} (seed ${TENFOLD_SEED})`, async () => {
      const random = randomFrom(Number(TENFOLD_SEED));
      const cases = new Set(Array.from({ length: Math.min(CASES, all.length) }, () => random.pick(all)));
      for (const name of cases) await editCase(join(folder, name), random);
    });
  }

  it('are not judged anew for most edits of this kind', () => assert.ok(told > asked * 0.6, `${told} of ${asked}`));

  async function editCase(folder: string, random: Random): Promise<void> {
    const machine = machineOf(folder);
    const files = Object.keys(machine.texts).filter((file) => CODE.test(file));
    const { findings: [first] } = await check('/case', {}, machine);
    for (let count = 0; count < Number(TENFOLD_EDITS) && files.length > 0; count++) {
      // Where something is found, more can go wrong.
      const file = first && random.below(2) === 0 && CODE.test(first.location.file) ? first.location.file : random.pick(files);
      const { name, text } = await editedText(file, machine.texts[file] ?? '', random);
      machine.save(file, text);
      const said = await check('/case', {}, machine);
      assert.deepEqual(saidBy(said), saidBy(await analyze('/case', {}, machine)), `after ${name} in ${file} of ${folder.split('fixtures').at(-1)} with seed ${TENFOLD_SEED}:\n${text}`);
      asked++;
      if (!('codebase' in said)) told++;
      else break;
    }
  }
});

describe('an edit of what nobody looked at', () => {
  const TEXTS: Texts = {
    'package.json': '{ "dependencies": { "express": "4" } }',
    'app.ts': "import { readFileSync } from 'node:fs';\nimport express from 'express';\nconst app = express();\napp.get('/orders', (request, response) => response.send(readFileSync('orders.json')));\napp.listen(3000);\n",
    'app.test.ts': "import './app';\ntest('orders', () => expect(1).toBe(1));\n",
  };

  const edits: Readonly<Record<string, readonly [file: string, from: string, to: string, isTold: boolean]>> = {
    'another expectation of a test': ['app.test.ts', 'expect(1).toBe(1)', '[1, 2].forEach((each) => expect(each).toBe(each))', true],
    'another import of a test': ['app.test.ts', "'./app'", "'./other'", false],
    'a type': ['app.ts', 'const app =', 'const app: express.Express =', false],
    'a call': ['app.ts', "readFileSync('orders.json')", "readFileSync(String('orders.json'))", false],
    'a comment to us': ['app.ts', "app.get('", "// tenfold-ignore-next-line blocking-call-in-request-path -- small\napp.get('", false],
    'a call on a line of its own': ['app.ts', 'response.send(', 'response.send(\n  ', false],
    'a remark above': ['app.ts', 'const app', `${remark(0)}\nconst app`, true],
    'nothing at all': ['app.ts', 'const app', 'const app', true],
    'a word that makes no sense': ['app.ts', 'const app', 'const const app', false],
  };
  for (const [name, [file, from, to, isTold]] of Object.entries(edits)) {
    it(`${isTold ? 'is not' : 'is'} judged: ${name}`, async () => {
      const machine = machineIn(TEXTS);
      assert.ok((await check('/case', {}, machine)).findings.some(({ rule }) => rule === 'blocking-call-in-request-path'));
      machine.save(file, (TEXTS[file] ?? '').replace(from, to));
      const said = await check('/case', {}, machine);
      assert.equal(!('codebase' in said), isTold);
      assert.deepEqual(saidBy(said), saidBy(await analyze('/case', {}, machine)));
    });
  }

  it('is judged where the facts in the cache are of another text, of another version, or broken', async () => {
    const machine = machineIn(TEXTS);
    await check('/case', {}, machine);
    const facts = (await machine.cache.read()) ?? '';
    const judgement = (await machine.judgements.read()) ?? '';
    machine.save('app.ts', `// above\n${TEXTS['app.ts'] ?? ''}`);
    // As another process leaves it that has read the file since.
    await analyze('/case', {}, machine);
    const since = (await machine.cache.read()) ?? '';
    assert.notEqual(since, facts);
    for (const [broken, isTold] of [[facts, true], [since, false], ['', false], [facts.replace(/^.*/, 'tenfold facts 0'), false], [facts.slice(0, facts.length / 2), false], [facts.replaceAll('{"facts"', '{"fact"'), false]] as const) {
      await machine.cache.write(broken);
      await machine.judgements.write(judgement);
      const said = await check('/case', {}, machine);
      assert.equal(!('codebase' in said), isTold, broken.slice(0, 40));
      assert.deepEqual(saidBy(said), saidBy(await analyze('/case', {}, { ...machine, cache: held() })));
    }
  });
});

type MemoryMachine = Machine & { readonly texts: Texts; readonly cache: CacheStore; readonly judgements: CacheStore; save(file: string, text: string): void };

/** All rules are on, with the options of the case. */
function machineOf(folder: string): MemoryMachine {
  const texts = readFixture(folder).texts;
  const own = parse(texts['tenfold.json'] ?? '{}') as { readonly rules?: object };
  return machineIn({ ...texts, 'tenfold.json': JSON.stringify({ ...own, rules: { ...LOUD, ...own.rules } }) });
}

function machineIn(first: Texts): MemoryMachine {
  const texts: Record<string, string> = { ...first };
  const all: Record<string, string> = {};
  for (const [file, text] of Object.entries(texts)) all[`/case/${file.replace(/\.marked$/, '')}`] = text;
  let fs = memoryFileSystem(all);
  return {
    texts,
    fs: { readText: (path, most) => fs.readText(path, most), stat: (path) => fs.stat(path), list: (path) => fs.list(path) },
    cache: held(),
    judgements: held(),
    now: () => 0,
    save(file, text) {
      texts[file] = text;
      all[`/case/${file}`] = text;
      fs = memoryFileSystem(all);
    },
  };
}

function held(): CacheStore {
  let kept: string | undefined;
  return { read: async () => kept, write: async (text) => ((kept = text), true) };
}

function saidBy({ findings, problems, stats: { files, lines, services, entryPoints, calls } }: Told): unknown {
  return JSON.parse(JSON.stringify({ findings, problems, files, lines, services, entryPoints, calls }));
}
