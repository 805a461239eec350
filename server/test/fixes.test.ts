/** Tests every fix that a finding of any case carries, as an editor would apply it: in the text as it is, with CRLF and with tabs. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ts } from 'ts-morph';
import { catalog } from '../../rules/catalog.generated.ts';
import { withOthers, type Finding, type QuickFix } from '../../rules/model/finding.ts';
import { filePath } from '../../rules/model/source.ts';
import type { Analysis } from '../src/analysis.ts';
import { extractFile } from '../src/extract/syntax/extract-file.ts';
import { appliedOnce } from './support/apply-edits.ts';
import { analyseWith, readFixture, type Texts } from './support/fixture.ts';
import { readMarks } from '../src/rule-tests/marks.ts';
import { scopeErrors } from './support/scope-errors.ts';

const only = process.env['TENFOLD_RULE'];
const CODE = /\.[cm]?[jt]sx?$/;

describe('every fix of every case', function () {
  this.timeout(120_000);
  const seen = { rules: 0, cases: 0, fixes: 0 };

  for (const { id } of catalog) {
    const folder = join(import.meta.dirname, '../../rules/catalog', id, 'fixtures');
    if ((only !== undefined && only !== id) || !existsSync(folder)) continue;
    it(`of ${id} leaves code that is whole, once, in any style`, async () => {
      seen.rules++;
      const failures: string[] = [];
      for (const name of readdirSync(folder)) {
        for await (const failure of failuresOf(name, unmarked(readFixture(join(folder, name)).texts), seen)) failures.push(failure);
      }
      assert.ok(failures.length === 0, failures.join('\n\n'));
    });
  }

  after(() => {
    assert.ok(seen.rules < catalog.length || seen.fixes > 100, `there are fixes to test: ${seen.fixes}`);
    if (process.env['TENFOLD_COUNTS'] !== undefined) console.log(seen);
  });
});

/** All that is wrong with the fixes of a case, so that one run tells everything. */
async function* failuresOf(name: string, texts: Texts, seen: { cases: number; fixes: number }): AsyncIterable<string> {
  const analysis = await analyseWith(texts, catalog);
  const offers = allIn(analysis).flatMap((finding) => fixesOf(analysis, texts, finding).map((fix) => ({ finding, fix })));
  if (offers.length === 0) return;
  seen.cases++;
  const styles = await Promise.all([withCrlf, withTabs].map(async (restyle) => ({ restyle, restyled: restyle(texts), analysis: await analyseWith(restyle(texts), catalog) })));
  for (const { finding, fix } of offers) {
    const what = `${name}: "${fix.title}" for ${finding.rule} in ${finding.location.file}`;
    seen.fixes++;
    yield* told(what, () => testFix(texts, analysis, finding, fix));
    for (const { restyle, restyled, analysis: styled } of styles) {
      yield* told(what, () => {
        const twin = allIn(styled)[allIn(analysis).indexOf(finding)];
        const same = twin && fixesOf(styled, restyled, twin).find(({ title }) => title === fix.title);
        assert.ok(twin && same, `is offered ${restyle.name}`);
        const written = appliedOnce(restyled, same.edits);
        const wanted = restyle(appliedOnce(texts, fix.edits));
        for (const [file] of changed(restyled, written)) assert.equal(written[file], wanted[file], `writes the same ${restyle.name}`);
      });
    }
  }
  yield* told(name, () => applyAllInTurn(texts, analysis));
}

async function* told(what: string, test: () => Promise<void> | void): AsyncIterable<string> {
  try {
    await test();
  } catch (error) {
    yield `${what} ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function testFix(texts: Texts, analysis: Analysis, finding: Finding, fix: QuickFix): Promise<void> {
  const result = appliedOnce(texts, fix.edits);
  assert.notDeepEqual(result, texts, 'changes something');
  for (const [file, text] of changed(texts, result)) {
    assert.deepEqual(extractFile(filePath(file), text).problems.filter(({ kind }) => kind === 'syntax-error' && CODE.test(file)), [], `parses:\n${text}`);
    assert.doesNotMatch(text, /[ \t]+$/m, `leaves no white space at the end of a line of ${file}`);
  }
  assert.deepEqual(beyond(scopeErrors(result), scopeErrors(texts)), [], `leaves every name known and declared once: ${beyond(scopeErrors(result), scopeErrors(texts)).join()}\n${shown(texts, result)}`);
  assert.deepEqual(beyond(comments(texts), comments(result)), [], `keeps what people said:\n${shown(texts, result)}`);

  const again = await analyseWith(result, catalog);
  const left = weightOf(again.findings.filter(({ rule }) => rule === finding.rule));
  assert.ok(left < weightOf(analysis.findings.filter(({ rule }) => rule === finding.rule)), `removes the finding:\n${shown(texts, result)}`);
  const raised = beyond(alarms(again), alarms(analysis));
  assert.ok(raised.length === 0, `raises no other alarm: ${raised.join()}\n${shown(texts, result)}`);
}

/** One fix after another, until none is left: it comes to an end, and the code is whole there too. */
async function applyAllInTurn(texts: Texts, first: Analysis): Promise<void> {
  let now = texts;
  let analysis = first;
  const most = allIn(first).length + 1;
  for (let turn = 0; ; turn++) {
    const fix = allIn(analysis).flatMap((finding) => fixesOf(analysis, now, finding))[0];
    if (!fix) break;
    assert.ok(turn < most, `"${fix.title}" is offered again and again:\n${shown(texts, now)}`);
    now = appliedOnce(now, fix.edits);
    analysis = await analyseWith(now, catalog);
  }
  assert.deepEqual(beyond(scopeErrors(now), scopeErrors(texts)), [], `after all fixes:\n${shown(texts, now)}`);
  assert.deepEqual(beyond(comments(texts), comments(now)), [], `after all fixes:\n${shown(texts, now)}`);
}

function allIn({ findings }: Analysis): readonly Finding[] {
  return findings.flatMap(withOthers);
}

function fixesOf(analysis: Analysis, texts: Texts, finding: Finding): readonly QuickFix[] {
  return finding.suppressed ? [] : analysis.fixesFor(finding, (file) => texts[file] ?? texts[`${file}.marked`]);
}

function unmarked(texts: Texts): Texts {
  const without = (text: string): string => text.split('\n').filter((line) => readMarks(`x\n${line}`).length === 0).join('\n');
  return Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, without(text)]));
}

function withCrlf(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, file === '.history' ? text : text.replace(/\r?\n/g, '\r\n')]));
}

/** Two spaces are one tab: in code, where that means the same. */
function withTabs(texts: Texts): Texts {
  const tabs = (text: string): string => text.replaceAll(/^(?: {2})+/gm, (spaces) => '\t'.repeat(spaces.length / 2));
  return Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, CODE.test(file) ? tabs(text) : text]));
}

function changed(before: Texts, after: Texts): readonly (readonly [string, string])[] {
  return Object.entries(after).filter(([file, text]) => before[file] !== text);
}

function shown(before: Texts, after: Texts): string {
  return changed(before, after).map(([file, text]) => `--- ${file}\n${text}`).join('\n');
}

/** How many places findings speak of: one that names several is mended one by one. */
function weightOf(findings: readonly Finding[]): number {
  return findings.flatMap(withOthers).reduce((sum, { evidence, evidenceIs }) => sum + 1 + (evidenceIs === 'related' ? evidence.length : 0), 0);
}

function alarms({ findings }: Analysis): readonly string[] {
  return findings.flatMap(withOthers).filter(({ tier, suppressed }) => tier === 'warning' && !suppressed).map(({ rule, location: { file } }) => `${rule} in ${file}`);
}

/** Every comment of the code, white space around it left out. */
function comments(texts: Texts): readonly string[] {
  return Object.entries(texts).flatMap(([file, text]) => {
    if (!CODE.test(file)) return [];
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const found = new Map<number, string>();
    const visit = (node: ts.Node): void => {
      for (const at of [node.getFullStart(), node.getEnd()]) {
        for (const range of [...(ts.getLeadingCommentRanges(text, at) ?? []), ...(ts.getTrailingCommentRanges(text, at) ?? [])]) found.set(range.pos, text.slice(range.pos, range.end).trim());
      }
      node.getChildren(source).forEach(visit);
    };
    visit(source);
    return [...found.values()];
  });
}

/** Those of `all` that `known` has not, each as often as it has not. */
function beyond(all: readonly string[], known: readonly string[]): readonly string[] {
  const left = [...known];
  return all.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
