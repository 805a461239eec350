/** Holds the reader to its word that bad input gives problems, never an error. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { filePath } from '../../../../rules/model/source.ts';
import { extractFile } from '../../../src/extract/syntax/extract-file.ts';

const file = filePath('a.ts');

describe('broken code', () => {
  it('gives at most three problems with places, and the facts of the rest', () => {
    const { value, problems } = extractFile(file, 'f(); const = 3; }}}} class { foo( ; let 5; let 6;');
    assert.equal(problems.length, 3);
    assert.ok(problems.every(({ kind, range }) => kind === 'syntax-error' && range));
    assert.ok(value.calls.length >= 1);
  });

  it('survives a real file cut off anywhere', () => {
    const text = readFileSync(new URL('../../../src/extract/syntax/statements.ts', import.meta.url), 'utf8');
    for (let end = 0; end < text.length; end += 211) {
      const { value } = extractFile(file, text.slice(0, end));
      assert.deepEqual(JSON.parse(JSON.stringify(value)), value);
    }
  });

  const deep: Readonly<Record<string, string>> = {
    parentheses: '('.repeat(10_000) + 'a' + ')'.repeat(10_000),
    arrays: 'x = ' + '['.repeat(10_000) + ']'.repeat(10_000),
    calls: 'a' + '.b()'.repeat(20_000),
    alternatives: 'x = ' + 'a || '.repeat(20_000) + 'b',
    blocks: '{'.repeat(5_000) + '}'.repeat(5_000),
    types: 'type A = ' + 'B<'.repeat(5_000) + 'C' + '>'.repeat(5_000),
  };
  for (const [what, text] of Object.entries(deep)) {
    it(`says so when ${what} are nested too deeply`, () => {
      const { problems } = extractFile(file, text);
      assert.deepEqual(problems.map(({ kind }) => kind), ['skipped-file']);
    });
  }

  it('reads a long sum to its end', () => {
    const { value, problems } = extractFile(file, `x = ${'a + '.repeat(20_000)}g();`);
    assert.deepEqual(problems, []);
    assert.equal(value.calls.length, 1);
  });

  it('bears NUL, a byte order mark and half a character', () => {
    for (const text of ['f(); \0 g("\0");', '\uFEFFf();', 'f("\uD800");', '']) assert.doesNotThrow(() => extractFile(file, text));
  });
});
