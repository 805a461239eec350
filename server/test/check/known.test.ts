/** What is new: beside a baseline, and beside the commit a branch began at. */

import assert from 'node:assert/strict';
import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import { defineRule } from '../../../rules/kit/define-rule.ts';
import type { Settings } from '../../../rules/kit/settings.ts';
import { entryOf, type BaselineEntry } from '../../../rules/model/baseline.ts';
import { ruleId } from '../../../rules/model/finding.ts';
import { baselineFrom, baselineText } from '../../src/config/baseline-file.ts';
import { runRules } from '../../src/check/run-rules.ts';
import { linkedSource } from '../knowledge/linked-source.ts';

type Sources = Readonly<Record<string, string>>;

const settings: Settings = { levelOf: () => 'warning', isNews: () => false, isOff: () => false, isLeftOut: () => false, optionsOf: () => ({}) };
const late: CatalogEntry = {
  id: ruleId('late-call'),
  prose: { title: '', summary: '', why: '', instead: '', keep: '' },
  rule: defineRule({
    scope: 'file',
    category: 'coupling',
    tier: 'warning',
    options: {},
    *check({ file, calls }) {
      for (const { callee, nameSpan } of calls) {
        if (callee.kind === 'name' && /^(query|insert)$/.test(callee.name)) yield { at: { file, span: nameSpan }, message: `at ${nameSpan[0]}`, confidence: 'certain' };
      }
    },
  }),
};
const SHOP = { 'orders.ts': 'export function list() {\n  query(1);\n  query(2);\n}\nexport function save() {\n  insert();\n}\n', 'prices.ts': 'export function price() {\n  query(3);\n}\n' };

describe('a baseline', () => {
  it('covers each finding once, and leaves nothing over', () => {
    assert.deepEqual(beside(recorded(SHOP), SHOP), { added: [], stale: [] });
  });

  it('tells the new one from those that were there, also of its own kind and in the same function', () => {
    assert.deepEqual(beside(recorded(SHOP), { ...SHOP, 'prices.ts': 'export function price() {\n  query(3);\n}\nexport function cost() {\n  query(4);\n}\n' }).added, ['prices.ts:4']);
    assert.deepEqual(beside(recorded(SHOP), { ...SHOP, 'prices.ts': 'export function price() {\n  query(3);\n  query(4);\n}\n' }).added, ['prices.ts:2']);
  });

  it('does not let what was mended pay for what is new in another place', () => {
    const { added, stale } = beside(recorded(SHOP), { 'orders.ts': SHOP['orders.ts'].replace('  query(1);\n', ''), 'prices.ts': 'export function price() {\n  query(3);\n}\nexport function cost() {\n  query(4);\n}\n' });
    assert.deepEqual({ added, stale }, { added: ['prices.ts:4'], stale: ['orders.ts list query'] });
  });

  it('goes with a function that moves to another file, is renamed there, and is edited', () => {
    assert.deepEqual(beside(recorded(SHOP), { 'orders.ts': SHOP['orders.ts'], 'costs.ts': 'export function cost() {\n  log();\n  query(3);\n}\n' }), { added: [], stale: [] });
  });

  it('says which entries cover nothing any more, but not of rules that were not judged', () => {
    const entries = recorded(SHOP);
    assert.deepEqual(beside(entries, { 'prices.ts': SHOP['prices.ts'] }).stale, ['orders.ts list query', 'orders.ts list query', 'orders.ts save insert']);
    const off = runRules(linkedSource({}), { ...settings, levelOf: () => 'off' }, [late], { baseline: entries });
    assert.deepEqual(off.value.stale, []);
  });

  it('is the same file again after reading, sorted, one finding a line', () => {
    const entries = recorded(SHOP);
    const text = baselineText([...entries].reverse());
    assert.equal(text, baselineText(entries));
    assert.equal(text.split('\n').filter((line) => line.includes('"late-call"')).length, entries.length);
    const { value, problems } = baselineFrom(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(beside(value?.entries ?? [], SHOP), { added: [], stale: [] });
    assert.equal(value?.entries[0]?.at?.start.line, 4);
  });

  for (const [what, text, says] of [
    ['holds a merge conflict', '{ "version": 1, "findings": [\n<<<<<<< ours\n] }', /merge conflict/],
    ['is cut off', '{ "version": 1, "findings": [', /not valid JSON/],
    ['is empty', '', /not valid JSON/],
    ['is of a later version', '{ "version": 2, "findings": [] }', /another form/],
    ['holds something else', '{ "version": 1, "findings": [7] }', /another form/],
    ['is nested without end', '['.repeat(100_000), /nested/],
  ] as const) {
    it(`that ${what} covers nothing, and says so`, () => {
      const { value, problems } = baselineFrom(text);
      assert.equal(value, undefined);
      assert.match(problems[0]?.message ?? '', says);
      assert.equal(problems[0]?.file, 'tenfold.baseline.json');
    });
  }
});

function recorded(sources: Sources): readonly BaselineEntry[] {
  return runRules(linkedSource(sources), settings, [late]).value.findings.map(entryOf);
}

function beside(baseline: readonly BaselineEntry[], sources: Sources): { readonly added: readonly string[]; readonly stale: readonly string[] } {
  const { findings, stale } = runRules(linkedSource(sources), settings, [late], { baseline }).value;
  return {
    added: findings.filter(({ isKnown }) => isKnown !== true).map(({ location: { file, range } }) => `${file}:${range.start.line}`),
    stale: stale.map(({ file, in: within, about }) => `${file} ${within} ${about}`),
  };
}
