/** Applies a fix to the texts of a case, as an editor does. */

import assert from 'node:assert/strict';
import type { TextEdit } from '../../../rules/model/finding.ts';
import type { Texts } from './fixture.ts';

/** From the end of each file to its start. What stands in front of a replacement has to come before it in the list. */
export function appliedOnce(texts: Texts, edits: readonly TextEdit[]): Texts {
  const result: Record<string, string> = { ...texts };
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const own = edits.map((edit, index) => ({ ...edit, index })).filter((edit) => edit.file === file).sort((a, b) => a.span[0] - b.span[0] || a.index - b.index);
    for (const [index, edit] of own.entries()) {
      const next = own[index + 1];
      assert.ok(edit.span[0] <= edit.span[1], `an edit of ${file} goes forward`);
      assert.ok(!next || edit.span[1] <= next.span[0], `edits of ${file} do not overlap, and what is inserted comes before what replaces: ${JSON.stringify([edit, next])}`);
      const isTwice = next && edit.span[1] === edit.span[0] && next.span[1] === next.span[0] && next.span[0] === edit.span[0];
      assert.ok(!isTwice, `no two insertions at one place of ${file}: ${JSON.stringify([edit, next])}`);
    }
    const name = file in texts ? file : `${file}.marked`;
    for (const { span, newText } of own.reverse()) {
      const text = result[name] ?? '';
      result[name] = text.slice(0, span[0]) + newText + text.slice(span[1]);
    }
  }
  return result;
}
