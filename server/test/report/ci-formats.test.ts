/** What machines that count are given, held against the schema of each, with names that try to break out. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { validateXML } from 'xmllint-wasm';
import { ruleId, type Finding } from '../../../rules/model/finding.ts';
import type { Problem } from '../../../rules/model/outcome.ts';
import { filePath } from '../../../rules/model/source.ts';
import { checkstyleReport } from '../../src/report/checkstyle.ts';
import { githubReport, githubSummary } from '../../src/report/github.ts';
import { gitlabReport } from '../../src/report/gitlab.ts';
import { junitReport } from '../../src/report/junit.ts';
import type { ReportInput } from '../../src/report/report-input.ts';
import { sarifReport } from '../../src/report/sarif.ts';

const schema = (name: string): string => readFileSync(join(import.meta.dirname, 'schemas', name), 'utf8');
const nasty = 'GET /a:b,c%0A::error::x\n]]><&"\'\u0000\u001b\ud800 waits';
const loud = finding({ message: nasty, file: 'src/<b>,a:%&"\'.ts', severity: 'error' });
const input: ReportInput = {
  name: 'shop "<&>"', folder: 'apps/orders', version: '1.0.0', catalog: [], problems: [], comparedWith: 'main',
  findings: [finding({ severity: 'info', fingerprint: 'b' }), loud, finding({ severity: 'warning', fingerprint: 'c' }), finding({ message: 'known', isKnown: true }), finding({ message: 'suppressed', suppressed: { reason: 'fine' } })],
  stats: { files: 1, lines: 1, services: 1, entryPoints: 1, calls: 1, milliseconds: {}, cacheHits: 0, cacheMisses: 1 },
};
const nothing: ReportInput = { ...input, findings: [] };

describe('a report for CI', function () {
  this.timeout(30_000);

  for (const [name, report, xsd] of [['JUnit', junitReport, 'junit.xsd'], ['Checkstyle', checkstyleReport, 'checkstyle.xsd']] as const) {
    it(`is XML that the schema of ${name} accepts, with and without findings`, async () => {
      for (const given of [input, nothing]) {
        const { valid, errors } = await validateXML({ xml: report(given), schema: schema(xsd) });
        assert.ok(valid, JSON.stringify(errors));
      }
      assert.doesNotMatch(report(input), /known|suppressed/);
    });
  }

  for (const [name, report] of Object.entries({ github: githubReport, gitlab: gitlabReport, junit: junitReport, checkstyle: checkstyleReport, sarif: sarifReport })) {
    it(`of ${name} shows comments that switch nothing off, but for those that were there before`, () => {
      const text = report({ ...nothing, problems: [problem('The comment can go.'), { ...problem('Since long.'), isKnown: true }] });
      assert.ok(text.includes('The comment can go.') && text.includes('orders.ts'), text);
      assert.equal(text.includes('Since long.'), name === 'sarif');
    });
    it(`of ${name} shows what was there before where that counts`, () => {
      assert.match(report({ ...input, countsKnown: true }), /known/);
    });
  }

  it('is JSON that the schema of GitLab accepts, each finding under a name of its own', () => {
    const issues = JSON.parse(gitlabReport(input)) as { fingerprint: string; location: { path: string } }[];
    const ajv = new Ajv();
    assert.ok(ajv.validate(JSON.parse(schema('gitlab-code-quality.schema.json')) as object, issues), ajv.errorsText());
    assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, 3);
    assert.equal(issues[0]?.location.path, 'apps/orders/src/orders.ts');
    assert.equal(gitlabReport(nothing), '[]\n');
  });

  it('is one workflow command a line for GitHub, loudest first, and nothing in it begins another', () => {
    const lines = githubReport(input).trimEnd().split('\n');
    assert.deepEqual(lines.map((line) => /^::(\w+) /.exec(line)?.[1]), ['error', 'warning', 'notice']);
    const [, properties = '', message = ''] = /^::error ([^:]*)::(.*)$/.exec(lines[0] ?? '') ?? [];
    assert.deepEqual(Object.fromEntries(properties.split(',').map((each) => each.split('=').map(read))), { title: 'Tenfold: query-in-loop', file: `apps/orders/${loud.location.file}`, line: '3', endLine: '3', col: '5', endColumn: '9' });
    assert.equal(read(message), `${nasty}\nsrc/routes.ts:1 GET /orders comes through here`);
  });

  it('is a table for the page of a run on GitHub, without HTML of the workspace', () => {
    const summary = githubSummary(input);
    assert.match(summary, /^### Tenfold: 3 findings\n/);
    assert.match(summary, /1 more was there before: main has it\./);
    assert.equal(summary.split('\n').filter((line) => line.startsWith('| ') && line.includes('orders')).length, 3);
    assert.doesNotMatch(summary.replace(/`[^`]*`/g, ''), /(?<!\\)</);
    assert.match(githubSummary(nothing), /no new findings/);
  });

  it('tells new from old in SARIF, and keeps the old from raising alarms', () => {
    const { runs: [run] } = JSON.parse(sarifReport(input)) as { runs: { results: { message: { text: string }; baselineState: string; suppressions?: { kind: string }[] }[] }[] };
    assert.deepEqual(run?.results.map(({ baselineState, suppressions }) => [baselineState, suppressions?.[0]?.kind]), [['new', undefined], ['new', undefined], ['new', undefined], ['unchanged', 'external'], ['new', 'inSource']]);
  });
});

/** As GitHub's runner reads it back. */
function read(text: string): string {
  return text.replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%');
}

function problem(message: string): Problem {
  return { kind: 'stale-suppression', message, file: filePath('src/orders.ts'), range: { start: { line: 6, column: 0 }, end: { line: 6, column: 9 } } };
}

function finding({ message = 'db.query runs once for each order.', file = 'src/orders.ts', ...rest }: Partial<Omit<Finding, 'location'>> & { readonly file?: string }): Finding {
  const range = { start: { line: 2, column: 4 }, end: { line: 2, column: 8 } };
  return {
    rule: ruleId('query-in-loop'), category: 'database', tier: 'warning', severity: 'warning', confidence: 'certain', message, evidenceIs: 'path', entryPoints: [], entryPointCount: 0, fingerprint: 'a',
    identity: { in: 'list', about: 'query', shape: '' },
    location: { file: filePath(file), range },
    evidence: [{ location: { file: filePath('src/routes.ts'), range: { start: { line: 0, column: 0 }, end: { line: 0, column: 1 } } }, shows: 'GET /orders comes through here' }],
    ...rest,
  };
}
