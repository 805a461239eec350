/** Which texts are read as code. */

import assert from 'node:assert/strict';
import { filePath } from '../../../rules/model/source.ts';
import { problemWithText } from '../../src/extract/unseen.ts';

describe('a text', () => {
  const code = 'export const price = (order: Order) => order.lines.length;\n'.repeat(200);

  it('is code although a zero is written far down in it, between two keys', () => {
    assert.equal(problemWithText(filePath('prices.ts'), `${code}const key = \`\${shop}\0\${order}\`;\n`), undefined);
  });

  it('is no code with a zero where it begins', () => {
    assert.match(problemWithText(filePath('film.ts'), `G@\0\0${code}`)?.message ?? '', /it is not text/);
  });
});
