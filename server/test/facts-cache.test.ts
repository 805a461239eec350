/** Remembered facts: never others than the file's, whatever happens to the cache. */

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filePath } from '../../rules/model/source.ts';
import { closePack } from '../src/extract/cache/facts-pack.ts';
import { type Extractor, extractFiles } from '../src/extract/extract-files.ts';
import { extractFile } from '../src/extract/syntax/extract-file.ts';
import { nodeMachine } from '../src/platform/node-machine.ts';

const FILES = ['a.ts', 'b.ts', 'broken.ts'].map(filePath);
const LONG_AGO = new Date(Date.now() - 60_000);

describe('the cache of facts', () => {
  let root: string;
  let pack: string;

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'tenfold-cache-')));
    pack = join(root, 'node_modules/.cache/tenfold/facts.pack');
    mkdirSync(join(root, 'node_modules'));
    write('a.ts', "import { b } from './b';\nb();\n");
    write('b.ts', "export const b = () => '\u2028 \uD800 tab\\t';\n");
    write('broken.ts', 'function {');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function write(file: string, text: string, when = LONG_AGO): void {
    writeFileSync(join(root, file), text);
    utimesSync(join(root, file), when, when);
  }
  const extractor = (version = '1'): Extractor => ({ version: () => version, load: async () => extractFile });
  const run = async (version = '1') => extractFiles(root, FILES, extractor(version), nodeMachine(root));
  const fresh = async () => extractFiles(root, FILES, extractor(), nodeMachine(root, { cache: false }));

  it('gives back what was read, problems too', async () => {
    assert.equal((await run()).cacheMisses, 3);
    const { extracts, cacheHits } = await run();
    assert.equal(cacheHits, 3);
    assert.deepEqual(plain(extracts), plain((await fresh()).extracts));
    assert.ok(readFileSync(pack).every((byte) => byte < 128), 'a letter beyond ASCII would double what the text takes');
    assert.ok(extracts.get(filePath('broken.ts'))?.problems.some(({ kind }) => kind === 'syntax-error'));
  });

  it('reads only what changed', async () => {
    await run();
    write('a.ts', 'export {};\n');
    const { extracts, cacheHits, cacheMisses } = await run();
    assert.deepEqual([cacheHits, cacheMisses], [2, 1]);
    assert.deepEqual(plain(extracts), plain((await fresh()).extracts));
  });

  it('goes by content when only the time changed, as after a checkout', async () => {
    await run();
    write('a.ts', readFileSync(join(root, 'a.ts'), 'utf8'), new Date(Date.now() - 30_000));
    assert.equal((await run()).cacheHits, 3);
  });

  it('does not trust the time of a file that was written a moment ago', async () => {
    const now = new Date();
    write('a.ts', 'export const a = 1;\n', now);
    await run();
    write('a.ts', 'export const a = 2;\n', now);
    assert.deepEqual(plain((await run()).extracts), plain((await fresh()).extracts));
  });

  it('takes nothing from another version', async () => {
    await run('1');
    assert.equal((await run('2')).cacheHits, 0);
    assert.equal((await run('1')).cacheHits, 0);
  });

  it('survives any damage', async () => {
    await run();
    const whole = readFileSync(pack);
    const expected = plain((await fresh()).extracts);
    const damages = [
      ...Array.from({ length: 40 }, (_, cut) => whole.subarray(0, Math.floor((whole.length * cut) / 40))),
      Buffer.concat([whole, Buffer.from('garbage\nmore\tgarbage\n')]),
      Buffer.from(whole.toString().replaceAll('\t{', '\t[')),
      Buffer.from(whole.toString().replaceAll('"facts":{', '"facts":null,"x":{')),
      Buffer.alloc(1000),
    ];
    for (const damage of damages) {
      writeFileSync(pack, damage);
      assert.deepEqual(plain((await run()).extracts), expected);
    }
  });

  it('keeps nothing where it would be more than a text can hold', () => {
    const line = ' '.repeat(60_000_000);
    assert.equal(closePack(Array.from({ length: 10 }, () => line), '1'), 'tenfold facts 1\n');
    assert.equal(closePack(['a', 'b'], '1'), 'tenfold facts 1\na\nb\n');
  });

  it('serves many processes at once and leaves nothing unfinished', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => run()));
    const expected = plain((await fresh()).extracts);
    for (const { extracts } of all) assert.deepEqual(plain(extracts), expected);
    assert.deepEqual(readdirSync(join(pack, '..')), ['facts.pack']);
    assert.equal((await run()).cacheHits, 3);
  });

  it('sweeps away what killed writers left', async () => {
    mkdirSync(join(pack, '..'), { recursive: true });
    write('node_modules/.cache/tenfold/facts.pack.1.x', 'half', new Date(Date.now() - 2 * 60 * 60 * 1000));
    write('node_modules/.cache/tenfold/facts.pack.2.y', 'half, by one that still writes', new Date());
    await run();
    assert.deepEqual(readdirSync(join(pack, '..')).sort(), ['facts.pack', 'facts.pack.2.y']);
  });

  it('goes on without a cache where none can be written', async () => {
    writeFileSync(join(root, 'node_modules/.cache'), 'a file in its place');
    assert.equal((await run()).cacheMisses, 3);
    assert.equal((await run()).cacheMisses, 3);
  });

  it('forgets codebases that nobody looked at for a month, and nothing else', async () => {
    rmSync(join(root, 'node_modules'), { recursive: true });
    const before = process.env['XDG_CACHE_HOME'];
    process.env['XDG_CACHE_HOME'] = root;
    const old = new Date(Date.now() - 40 * 24 * 60 * 60 * 1000);
    for (const name of ['0123456789abcdef', 'somebody-elses']) {
      mkdirSync(join(root, 'tenfold', name), { recursive: true });
      write(join('tenfold', name, 'facts.pack'), 'old', old);
    }
    try {
      await run();
      const left = readdirSync(join(root, 'tenfold'));
      assert.ok(!left.includes('0123456789abcdef'));
      assert.ok(left.includes('somebody-elses'));
      assert.equal(left.length, 2);
    } finally {
      if (before === undefined) delete process.env['XDG_CACHE_HOME'];
      else process.env['XDG_CACHE_HOME'] = before;
    }
  });

  it('never writes through a link', async () => {
    const elsewhere = realpathSync(mkdtempSync(join(tmpdir(), 'tenfold-elsewhere-')));
    symlinkSync(elsewhere, join(root, 'node_modules/.cache'));
    const before = process.env['XDG_CACHE_HOME'];
    process.env['XDG_CACHE_HOME'] = join(root, 'system');
    try {
      await run();
      assert.deepEqual(readdirSync(elsewhere), []);
      assert.equal((await run()).cacheHits, 3, 'the cache of the system is used instead');
    } finally {
      if (before === undefined) delete process.env['XDG_CACHE_HOME'];
      else process.env['XDG_CACHE_HOME'] = before;
      rmSync(elsewhere, { recursive: true });
    }
  });

  it('leaves out what nobody writes by hand, and says so', async () => {
    write('a.ts', `var a=1;${'a();'.repeat(20_000)}`);
    write('b.ts', 'x\0y');
    rmSync(join(root, 'broken.ts'));
    const { extracts } = await run();
    const kinds = FILES.map((file) => extracts.get(file)?.problems.map(({ kind, message }) => `${kind}: ${message}`));
    assert.deepEqual(kinds, [['skipped-file: a.ts was left out: it is minified.'], ['skipped-file: b.ts was left out: it is not text.'], ['unreadable-file: broken.ts was left out: it is no longer there.']]);
    assert.ok([...extracts.values()].every(({ facts }) => facts === undefined));
  });

  it('knows what a minifier wrote by its names, however the lines are broken, and leaves short names be', async () => {
    const lines = (names: (index: number) => string): string => Array.from({ length: 300 }, (_, index) => `  const ${names(index)} = orders.filter(Boolean);\n`).join('');
    write('a.ts', lines((index) => String.fromCharCode(97 + (index % 26))));
    write('b.ts', lines((index) => (index % 2 === 0 ? 'db' : `order${index}`)));
    const { extracts } = await run();
    assert.deepEqual(FILES.slice(0, 2).map((file) => extracts.get(file)?.facts === undefined), [true, false]);
  });
});

/** As it would be after a round through JSON, where an absent field and an undefined one are the same. */
function plain(extracts: ReadonlyMap<string, unknown>): unknown {
  return JSON.parse(JSON.stringify([...extracts]));
}
