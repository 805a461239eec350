/** Reads a piece of code the way the server does, and shows that the facts survive being written down. */

import assert from 'node:assert/strict';
import type { FileFacts } from '../../../../rules/model/facts.ts';
import { filePath } from '../../../../rules/model/source.ts';
import { extractFile } from '../../../src/extract/syntax/extract-file.ts';

export function factsOf(text: string, name = 'a.ts'): FileFacts {
  const { value, problems } = extractFile(filePath(name), text);
  assert.deepEqual(problems, []);
  assert.deepEqual(JSON.parse(JSON.stringify(value)), value);
  return value;
}
