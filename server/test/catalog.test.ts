/** Tests every rule against its fixtures: marks say what is found where; folders without marks must stay silent. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { catalog } from '../../rules/catalog.generated.ts';
import type { CatalogEntry } from '../../rules/kit/catalog-entry.ts';
import { withOthers, type TextEdit } from '../../rules/model/finding.ts';
import { filePath } from '../../rules/model/source.ts';
import { extractFile } from '../src/extract/syntax/extract-file.ts';
import type { Analysis } from '../src/analysis.ts';
import { analyseTexts, readFixture, type Texts } from './support/fixture.ts';
import { checkCase } from '../src/rule-tests/check-case.ts';
import { readMarks } from '../src/rule-tests/marks.ts';

const only = process.env['TENFOLD_RULE'];

for (const entry of catalog) {
  if (only !== undefined && only !== entry.id) continue;
  const folder = join(import.meta.dirname, '../../rules/catalog', entry.id, 'fixtures');
  describe(entry.id, () => {
    for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
      it(name.replaceAll('-', ' '), () => testCase(entry, join(folder, name), name));
    }
  });
}

async function testCase(entry: CatalogEntry, folder: string, name: string): Promise<void> {
  const { texts, fixed } = readFixture(folder);
  const analysis = await analyseTexts(texts, entry);
  checkCase(name, texts, entry, analysis);
  checkOffers(texts, analysis);
  if (Object.keys(fixed).length > 0) await checkFixes(entry, texts, fixed, analysis);
}

/** Every fix that is offered, expected or not, can be applied and leaves code that parses. */
function checkOffers(texts: Texts, analysis: Analysis): void {
  for (const finding of analysis.findings.flatMap(withOthers)) {
    for (const { title, edits } of analysis.fixesFor(finding, (file) => textOf(texts, file))) {
      assert.ok(edits.length > 0, `${title} changes something`);
      for (const [file, text] of Object.entries(applied(texts, edits))) {
        if (/\.[cm]?[jt]sx?$/.test(file)) assert.deepEqual(extractFile(filePath(file), text).problems, [], `${file} parses after "${title}":\n${text}`);
      }
    }
  }
}

/** Applying every fix gives the expected texts, silences the rule, still parses, changes nothing the second time, and works with CRLF. */
async function checkFixes(entry: CatalogEntry, texts: Texts, fixed: Texts, analysis: Analysis): Promise<void> {
  const result = applyAll(texts, analysis);
  for (const [file, text] of Object.entries(fixed)) assert.equal(withoutMarks(result[file] ?? ''), text, `the fix gives ${file}`);
  const again = await analyseTexts(result, entry);
  assert.deepEqual(again.findings.map(({ message }) => message), [], 'the fix silences the finding');

  const windows = Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, text.replace(/\r?\n/g, '\r\n')]));
  const onWindows = applyAll(windows, await analyseTexts(windows, entry));
  for (const [file, text] of Object.entries(fixed)) {
    assert.doesNotMatch(onWindows[file] ?? '', /(?<!\r)\n/, `the fix keeps the line ends of ${file}`);
    assert.equal(withoutMarks((onWindows[file] ?? '').replaceAll('\r\n', '\n')), text, `the fix gives ${file} with CRLF`);
  }
}

/** The first fix of each finding; what several of them ask for is done once. */
function applyAll(texts: Texts, analysis: Analysis): Texts {
  return applied(texts, analysis.findings.flatMap(withOthers).flatMap((finding) => analysis.fixesFor(finding, (file) => textOf(texts, file))[0]?.edits ?? []));
}

/** From the end of each file to its start. */
function applied(texts: Texts, edits: readonly TextEdit[]): Texts {
  const result: Record<string, string> = { ...texts };
  const distinct = [...new Map(edits.map((edit) => [`${edit.file} ${edit.span.join()} ${edit.newText}`, edit])).values()];
  for (const file of new Set(distinct.map((edit) => edit.file))) {
    const own = distinct.filter((edit) => edit.file === file).sort((a, b) => b.span[0] - a.span[0] || b.span[1] - a.span[1]);
    const name = file in texts ? file : `${file}.marked`;
    let before = Infinity;
    for (const { span, newText } of own) {
      assert.ok(span[0] <= span[1] && span[1] <= before, `edits of ${file} do not overlap`);
      before = span[0];
      const text = result[name] ?? '';
      result[name] = text.slice(0, span[0]) + newText + text.slice(span[1]);
    }
  }
  return result;
}

function textOf(texts: Texts, file: string): string | undefined {
  return texts[file] ?? texts[`${file}.marked`];
}

function withoutMarks(text: string): string {
  return text
    .split('\n')
    .filter((line) => readMarks(`x\n${line}`).length === 0)
    .join('\n');
}
