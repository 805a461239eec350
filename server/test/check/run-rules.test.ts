/** Running rules: crashes, order, levels, places, fingerprints and suppressions, with rules made up for the purpose. */

import assert from 'node:assert/strict';
import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import { defineRule, type Report } from '../../../rules/kit/define-rule.ts';
import { option } from '../../../rules/kit/options.ts';
import type { Settings } from '../../../rules/kit/settings.ts';
import { ruleId, type Finding } from '../../../rules/model/finding.ts';
import { runRules } from '../../src/check/run-rules.ts';
import { linkedSource } from '../knowledge/linked-source.ts';

const everything: Settings = { levelOf: () => 'warning', optionsOf: () => ({}), isNews: () => false, isOff: () => false, isLeftOut: () => false };

/** Reports every call of the function `late`. */
const late = entry('late-call', (change) => change);
const crashing: CatalogEntry = {
  ...late,
  id: ruleId('crashing'),
  rule: defineRule({
    scope: 'service',
    category: 'coupling',
    tier: 'warning',
    options: {},
    check() {
      throw new Error('no such thing');
    },
  }),
};

describe('running rules', () => {
  it('turns the crash of one into a problem and lets the others go on', () => {
    const { value, problems } = run('late();', [crashing, late]);
    assert.deepEqual(problems.map(({ kind }) => kind), ['rule-crashed']);
    assert.match(problems[0]?.message ?? '', /^The rule crashing failed, .*no such thing at .*run-rules\.test\.ts:\d+/);
    assert.doesNotMatch(problems[0]?.message ?? '', /[\\/]/);
    assert.equal(value.findings.length, 1);
  });

  it('gives findings in the order of file, place and rule', () => {
    const other = entry('another-call', (change) => change);
    const { findings } = runRules(linkedSource({ 'b.ts': 'late();\nlate();', 'a.ts': 'late();' }), everything, [late, other]).value;
    assert.deepEqual(findings.map(({ rule, location: { file, range } }) => `${file}:${range.start.line} ${rule}`), [
      'a.ts:0 another-call', 'a.ts:0 late-call', 'b.ts:0 another-call', 'b.ts:0 late-call', 'b.ts:1 another-call', 'b.ts:1 late-call',
    ]);
  });

  it('says where by line and column', () => {
    const [finding] = run('const x = 1;\r\n  late();').value.findings;
    assert.deepEqual(finding?.location.range, { start: { line: 1, column: 2 }, end: { line: 1, column: 6 } });
  });

  it('says nothing where a team turned the rule off, and speaks as loud as it asked', () => {
    const codebase = linkedSource({ 'a.ts': 'late();', 'b.ts': 'late();' });
    const settings: Settings = { ...everything, levelOf: (_rule, file) => (file === 'a.ts' ? 'off' : 'error') };
    assert.deepEqual(runRules(codebase, settings, [late]).value.findings.map(({ location, severity }) => [location.file, severity]), [['b.ts', 'error']]);
  });

  it('does not run what shows nowhere', () => {
    const settings: Settings = { ...everything, isOff: (rule) => rule === 'crashing' };
    assert.deepEqual(runRules(linkedSource({ 'a.ts': '' }), settings, [crashing]).problems, []);
  });

  it('gives a report of a lower tier a lower level', () => {
    const [finding] = run('late();', [entry('late-call', (report) => ({ ...report, tier: 'advice' }))]).value.findings;
    assert.deepEqual([finding?.tier, finding?.severity], ['advice', 'hint']);
  });

  it('hands options to the rule', () => {
    const settings: Settings = { ...everything, optionsOf: () => ({ names: ['later'] }) };
    assert.equal(runRules(linkedSource({ 'a.ts': 'late(); later();' }), settings, [late]).value.findings.length, 1);
  });

  it('leaves out what lies in tests and scripts, unless a rule speaks of more than requests', () => {
    const onPath = entry('on-path', (report) => ({ ...report, entryPoints: [] }));
    const codebase = linkedSource({ 'a.ts': 'late();' });
    const offline = { ...codebase, isOffline: () => true };
    assert.equal(runRules(offline, everything, [onPath]).value.findings.length, 0);
    assert.equal(runRules(offline, everything, [late]).value.findings.length, 1);
  });
});

describe('a fingerprint', () => {
  const text = 'export function load() {\n  late();\n}\nexport function save() {\n  late();\n  late();\n}\n';

  it('is sixteen hexadecimal digits, and no two are the same', () => {
    const prints = fingerprints(text);
    assert.equal(new Set(prints).size, 3);
    for (const print of prints) assert.match(print, /^[0-9a-f]{16}$/);
  });

  it('stays when lines move and functions change places', () => {
    const [load, ...save] = fingerprints(text);
    assert.deepEqual(fingerprints(`\n// a comment\n${text}`), [load, ...save]);
    assert.deepEqual(fingerprints('export function save() {\n  late();\n  late();\n}\nexport function load() {\n  late();\n}\n'), [...save, load]);
  });

  it('changes with the file and the function', () => {
    assert.notDeepEqual(fingerprints('function load() { late(); }'), fingerprints('function save() { late(); }'));
    assert.notDeepEqual(fingerprints('late();', 'a.ts'), fingerprints('late();', 'b.ts'));
  });

  it('finds the fixes of a finding again', () => {
    const { value } = run('late();');
    const [finding] = value.findings;
    assert.ok(finding);
    assert.deepEqual(value.fixesFor(finding, { codebase: linkedSource({}), textOf: () => undefined }).map(({ title }) => title), ['Call in time']);
    assert.deepEqual(value.fixesFor({ ...finding, fingerprint: 'other' }, { codebase: linkedSource({}), textOf: () => undefined }), []);
  });
});

describe('a suppression', () => {
  it('switches off the next line, its own line, or the file, and keeps the reason', () => {
    for (const text of ['// tenfold-ignore-next-line late-call -- by night\nlate();', 'late(); // tenfold-ignore-line late-call -- by night', '/* tenfold-ignore-file late-call -- by night */\n\n\nlate();']) {
      const { value, problems } = run(text);
      assert.deepEqual(value.findings.map(({ suppressed }) => suppressed), [{ reason: 'by night' }], text);
      assert.deepEqual(problems, [], text);
    }
  });

  it('switches off several rules by one comment', () => {
    const other = entry('another-call', (change) => change);
    const { value, problems } = run('// tenfold-ignore-next-line late-call, another-call -- by night\nlate();', [late, other]);
    assert.deepEqual(value.findings.map(({ suppressed }) => suppressed?.reason), ['by night', 'by night']);
    assert.deepEqual(problems, []);
  });

  it('is left alone while its rule is off', () => {
    const { problems } = runRules(linkedSource({ 'a.ts': '// tenfold-ignore-next-line late-call -- by night' }), { ...everything, levelOf: () => 'off' }, [late]);
    assert.deepEqual(problems, []);
  });

  for (const [what, comment, says] of [
    ['gives no reason', 'tenfold-ignore-next-line late-call', /gives no reason/],
    ['names no rule', 'tenfold-ignore-next-line -- by night', /names no rule/],
    ['names an unknown rule', 'tenfold-ignore-next-line later-call -- by night', /no rule named later-call/],
    ['is not understood', 'tenfold-ignore late-call', /is not understood/],
    ['stands elsewhere', 'tenfold-ignore-line late-call -- by night', /can go/],
  ] as const) {
    it(`that ${what} leaves the finding and is a problem`, () => {
      const { value, problems } = run(`// ${comment}\nlate();`);
      assert.deepEqual(value.findings.map(({ suppressed }) => suppressed), [undefined]);
      assert.equal(problems.length, 1);
      assert.match(problems[0]?.message ?? '', says);
      assert.deepEqual([problems[0]?.file, problems[0]?.range?.start.line], ['a.ts', 0]);
    });
  }
});

function run(text: string, catalog: readonly CatalogEntry[] = [late]) {
  return runRules(linkedSource({ 'a.ts': text }), everything, catalog);
}

function fingerprints(text: string, file = 'a.ts'): readonly Finding['fingerprint'][] {
  return runRules(linkedSource({ [file]: text }), everything, [late]).value.findings.map(({ fingerprint }) => fingerprint);
}

function entry(name: string, change: (report: Report) => Report): CatalogEntry {
  const rule = defineRule({
    scope: 'file',
    category: 'coupling',
    tier: 'warning',
    options: { names: option.names({ default: ['late'], description: 'Functions that are late.' }) },
    *check({ file, calls }, _codebase, { names }) {
      for (const { callee } of calls) {
        if (callee.kind === 'name' && names.includes(callee.name)) yield change({ at: { file, span: callee.at }, message: `${callee.name} is late.`, confidence: 'certain' });
      }
    },
    *fix() {
      yield { title: 'Call in time', safety: 'safe', edits: [] };
    },
  });
  return { id: ruleId(name), rule, prose: { title: name, summary: '', why: '', instead: '', keep: '' } };
}
