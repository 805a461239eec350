/** What a session keeps of a file says what was read of it. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { filePath, type Span } from '../../rules/model/source.ts';
import { extractFile } from '../src/extract/syntax/extract-file.ts';
import { compactFacts } from '../src/session/compact/compact-facts.ts';
import { createIntern } from '../src/session/compact/interned.ts';
import { packed, unpacked } from '../src/session/compact/packed-span.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

describe('the facts that a session keeps', () => {
  it('say the same as those that were read, of our own code and of a shop', () => {
    const files = ['server/src', 'test-fixtures'].flatMap((folder) => readdirSync(`${ROOT}/${folder}`, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`)).filter((file) => /\.[cm]?[jt]sx?$/.test(file) && !file.includes('node_modules'));
    assert.ok(files.length > 300);
    const intern = createIntern();
    for (const file of files) {
      const { value } = extractFile(filePath(file), readFileSync(`${ROOT}/${file}`, 'utf8'));
      assert.deepEqual(written(compactFacts(value, intern)), written(value), file);
    }
  });

  it('give every span, also where one starts or reaches far', () => {
    const spans: readonly Span[] = [[0, 0], [7, 12], [2 ** 18 - 1, 2 ** 18], [2 ** 18, 2 ** 18 + 1], [5, 5 + 2 ** 12 - 1], [5, 5 + 2 ** 12], [400_000, 499_999], [9, 3]];
    for (const span of spans) assert.deepEqual(unpacked(packed(span)), span);
  });
});

function written(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
