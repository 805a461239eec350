/**
 * Rows hold on code written as each library's documentation shows it.
 *
 * Files in fixtures/ carry what is to be recognised at the end of each line:
 *
 *     //: prisma query read-many user      library, kind, action, subject of the operation; several are parted by `;`
 *     //? prisma query read-many user      the same, recognised by name and shape only
 *     //> http-route GET /users            kind and label of an entry point registered here
 *
 * A line without a mark must hold neither. In names of files `__` stands for `/`, where the place makes the entry.
 */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { siteOf } from '../../../rules/model/graphs.ts';
import { lineStartsOf, rangeOf, type Span } from '../../../rules/model/source.ts';
import { linkedSource } from './linked-source.ts';

const folder = join(import.meta.dirname, 'fixtures');

describe('knowledge holds on code as the documentation shows it:', () => {
  for (const name of readdirSync(folder).filter((each) => /\.tsx?$|\.js$/.test(each))) {
    it(name, () => {
      const text = readFileSync(join(folder, name), 'utf8');
      const found = marksFound(name.replaceAll('__', '/'), text);
      assert.equal(found, text);
    });
  }
});

/** The text with the marks that analysis would write. */
function marksFound(path: string, text: string): string {
  const codebase = linkedSource({ [path]: text });
  const starts = lineStartsOf(text);
  const operations = new Map<number, string[]>();
  const guesses = new Map<number, string[]>();
  const entries = new Map<number, string[]>();
  const add = (marks: Map<number, string[]>, span: Span, mark: string) => {
    const { line } = rangeOf(starts, span).start;
    const before = marks.get(line) ?? [];
    if (!before.includes(mark)) marks.set(line, [...before, mark]);
  };
  for (const [file, facts] of codebase.facts) {
    for (const index of facts.calls.keys()) {
      const call = codebase.calls.callAt(file, index);
      if (!call?.operation) continue;
      const { library, kind, action, subject } = call.operation;
      add(call.isGuessed ? guesses : operations, siteOf(call).span, [library, kind, action, subject].filter(Boolean).join(' '));
    }
  }
  for (const entry of codebase.workspace.services.flatMap((service) => service.entryPoints)) add(entries, entry.at.span, `${entry.kind} ${entry.label}`);

  return text
    .split('\n')
    .map((written, line) => {
      const code = written.replace(/\s*\/\/[:?>] .*$/, '');
      const marks = [
        ...(operations.get(line) ? [`//: ${(operations.get(line) ?? []).join('; ')}`] : []),
        ...(guesses.get(line) ? [`//? ${(guesses.get(line) ?? []).join('; ')}`] : []),
        ...(entries.get(line) ? [`//> ${(entries.get(line) ?? []).join('; ')}`] : []),
      ];
      const gap = /\s*(?=\/\/[:?>] )/.exec(written)?.[0] ?? ' ';
      return marks.length > 0 ? `${code}${gap}${marks.join(' ')}` : code;
    })
    .join('\n');
}
