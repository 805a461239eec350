/** Holds what a rule found against the marks of its case; throws an AssertionError that reads as the lines to change. */

import assert from 'node:assert/strict';
import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import { stepsShown, withOthers } from '../../../rules/model/finding.ts';
import type { Analysis } from '../analysis.ts';
import type { Texts } from './analyse-case.ts';
import { readMarks, withFindings, type Mark } from './marks.ts';

/** `name`: of the case's folder, `reports-…` or `accepts-…`. `findings`: those of this rule. */
export function checkCase(name: string, texts: Texts, { rule }: CatalogEntry, { findings, problems }: Pick<Analysis, 'findings' | 'problems'>): void {
  const crashed = problems.filter(({ kind }) => kind === 'rule-crashed' || kind === 'syntax-error');
  assert.deepEqual(crashed, [], 'the case itself is in order');

  const expected = Object.entries(texts).flatMap(([file, text]) => readMarks(text).filter(({ kind }) => kind === 'finding').map((mark) => describeMark(nameOf(file), mark)));
  const saysTier = Object.values(texts).some((text) => readMarks(text).some((mark) => TIER.test(mark.text)));
  const found = findings.map(({ location: { file, range }, message, tier }) => ({
    file, line: range.start.line, start: range.start.column, end: range.end.column, text: saysTier && tier !== rule.tier ? `(${tier}) ${message}` : message,
  }));
  for (const [file, text] of Object.entries(texts)) {
    const marks = readMarks(text).filter(({ kind }) => kind === 'finding');
    const own = found.filter((each) => each.file === nameOf(file));
    // Both sides are written the same way, so that the difference reads as the lines to change.
    if (marks.length > 0 || own.length > 0) assert.equal(withFindings(text, own), withFindings(text, marks), `${file} as it is found, and as it is marked`);
  }
  assert.deepEqual(found.map((each) => describeMark(each.file, each)).sort(), expected.sort());
  if (name.startsWith('accepts-')) assert.deepEqual(expected, [], 'an accepting case has no marks');
  if (name.startsWith('reports-')) assert.notDeepEqual(expected, [], 'a reporting case has marks');
  checkSteps(texts, findings);
}

/** A mark may say that the finding is of a lower tier than its rule: `^^^ (advice) message`. */
const TIER = /^\((?:warning|information|advice)\) /;

/** The file that a `.marked` one stands for. */
function nameOf(file: string): string {
  return file.replace(/\.marked$/, '');
}

function describeMark(file: string, { line, start, end, text }: Omit<Mark, 'kind'>): string {
  return `${file}:${line + 1}:${start + 1}-${end + 1} ${text}`;
}

/** Every `~~~` must be a step of some finding's evidence. */
function checkSteps(texts: Texts, findings: Analysis['findings']): void {
  const steps = new Set(findings.flatMap((finding) => [...stepsShown(finding), ...withOthers(finding).flatMap(({ evidence }) => evidence)].map(({ location: { file, range }, shows }) => `${file}:${range.start.line + 1}:${range.start.column + 1}-${range.end.column + 1} ${shows}`)));
  for (const [file, text] of Object.entries(texts)) {
    for (const mark of readMarks(text).filter(({ kind }) => kind === 'step')) {
      const wanted = describeMark(file, mark);
      assert.ok(steps.has(wanted), `no evidence says: ${wanted}\nevidence:\n${[...steps].join('\n')}`);
    }
  }
}
