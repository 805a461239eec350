/** The command line as a process: what it prints, where, and with which exit code it ends. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';

const root = join(import.meta.dirname, '../..');
const cli = join(root, 'dist/cli.mjs');
const shop = join(root, 'test-fixtures/express-shop-monolith');
const healthy = join(root, 'test-fixtures/healthy-service');

function tenfold(...given: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(process.execPath, [cli, ...given], { encoding: 'utf8', maxBuffer: 2 ** 28 });
}

describe('the command line', function () {
  this.timeout(60_000);
  let folder = '';

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'tenfold-cli-')));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('ends with 1 and the walk where something is found', () => {
    const { status, stdout } = tenfold('check', shop, '--no-cache');
    assert.equal(status, 1);
    assert.match(stdout, /src\/services\/templates\.js/);
    assert.match(stdout, /fs\.readFileSync blocks every other request while GET \/orders\/:id\/invoice waits/);
    assert.match(stdout, /↳ src\/services\/invoices\.js:4 {2}GET \/orders\/:id\/invoice comes through here/);
  });

  it('ends with 0 where nothing is', () => {
    const { status, stdout } = tenfold('check', healthy, '--no-cache');
    assert.equal(status, 0, stdout);
  });

  it('ends with 0 after an audit, whatever it found, and with 1 when asked to fail', () => {
    assert.equal(tenfold('audit', shop, '--no-cache', '--quiet').status, 0);
    assert.equal(tenfold('audit', shop, '--no-cache', '--quiet', '--fail-on', 'warning').status, 1);
    assert.equal(tenfold('check', shop, '--no-cache', '--quiet', '--fail-on', 'error').status, 0);
  });

  it('ends with 2 and one sentence when it cannot judge', () => {
    for (const given of [['check', join(folder, 'nowhere')], ['check', folder], ['judge'], ['check', shop, '--format', 'xml'], ['check', shop, '--colour'], ['explain', 'no-such-rule'], ['check', shop, '--rule', 'no-such-rule'], ['check', shop, '--config', join(folder, 'none.json')]]) {
      const { status, stderr } = tenfold(...given);
      assert.equal(status, 2, given.join(' '));
      assert.doesNotMatch(stderr, / at .*:\d+:\d+/, 'no stack for what the user can mend');
    }
  });

  it('says what is wrong with the settings, and ends with 2', () => {
    mkdirSync(join(folder, 'src'));
    writeFileSync(join(folder, 'src/a.js'), 'console.log(1);\n');
    writeFileSync(join(folder, 'tenfold.json'), '{\n  "rules": { "query-in-lop": "error" }\n}\n');
    const { status, stdout } = tenfold('check', folder, '--no-cache');
    assert.equal(status, 2);
    assert.match(stdout, /tenfold\.json:2:14 {2}There is no rule "query-in-lop"; "query-in-loop" is close\./);
  });

  it('prints JSON that its schema accepts, findings in the order of the terminal', () => {
    const report = JSON.parse(tenfold('check', shop, '--no-cache', '--advice', '--format', 'json').stdout) as { findings: { location: { file: string } }[]; stats: { files: number } };
    const schema = JSON.parse(readFileSync(join(root, 'server/schemas/report.schema.json'), 'utf8')) as object;
    const ajv = new Ajv({ strict: false });
    assert.ok(ajv.validate(schema, report), ajv.errorsText());
    assert.equal(report.stats.files, 16);
    const files = report.findings.map(({ location }) => location.file);
    assert.deepEqual(files, [...files].sort());
  });

  it('prints with the audit at which load each resource is full', () => {
    const report = JSON.parse(tenfold('audit', shop, '--no-cache', '--format', 'json').stdout) as { capacity: { bottlenecks: { resource: string; factor: { low: number; typical: number; high: number } }[] } };
    const schema = JSON.parse(readFileSync(join(root, 'server/schemas/report.schema.json'), 'utf8')) as object;
    const ajv = new Ajv({ strict: false });
    assert.ok(ajv.validate(schema, report), ajv.errorsText());
    const factors = report.capacity.bottlenecks.map(({ factor }) => factor.typical);
    assert.deepEqual(factors, [...factors].sort((a, b) => a - b));
    assert.ok(report.capacity.bottlenecks.every(({ factor: { low, typical, high } }) => low <= typical && typical <= high));
    assert.ok(report.capacity.bottlenecks.some(({ resource }) => resource === 'event loop'));
  });

  it('prints SARIF with paths, fingerprints, one-based regions and relative addresses', () => {
    const log = JSON.parse(tenfold('check', shop, '--no-cache', '--format', 'sarif').stdout) as { version: string; runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; ruleIndex: number; partialFingerprints: Record<string, string>; codeFlows?: object[]; locations: { physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }[] }[] }[] };
    assert.equal(log.version, '2.1.0');
    const [run] = log.runs;
    assert.ok(run && run.results.length > 0);
    for (const { ruleId, ruleIndex, partialFingerprints, locations } of run.results) {
      assert.equal(run.tool.driver.rules[ruleIndex]?.id, ruleId);
      assert.match(partialFingerprints['tenfold/v1'] ?? '', /^[0-9a-f]{16}$/);
      const [place] = locations;
      assert.ok(place && place.physicalLocation.region.startLine >= 1);
      assert.doesNotMatch(place.physicalLocation.artifactLocation.uri, /^\/|^[a-z]+:/i);
    }
    assert.ok(run.results.some(({ codeFlows }) => codeFlows !== undefined));
  });

  it('writes a page that holds no script of the workspace', () => {
    mkdirSync(join(folder, 'src'));
    writeFileSync(join(folder, 'package.json'), '{ "name": "<script>alert(1)</script>", "dependencies": { "express": "5" } }');
    writeFileSync(join(folder, 'src/<img src=x onerror=alert(1)>.js'), "const app = require('express')();\nconst fs = require('fs');\napp.get('/<script>', (q, r) => r.send(fs.readFileSync(q.query.x)));\n");
    const page = join(folder, 'out/audit.html');
    const { status, stderr } = tenfold('audit', folder, '--no-cache', '--format', 'html', '--output', page);
    assert.equal(status, 0, stderr);
    const html = readFileSync(page, 'utf8');
    assert.match(html, /Content-Security-Policy/);
    assert.doesNotMatch(html, /<script>alert|<img src=x|<script>"?</);
    assert.match(html, /&lt;script&gt;/);
  });

  it('goes on past broken, binary and endless files, and names them', () => {
    mkdirSync(join(folder, 'src'));
    writeFileSync(join(folder, 'src/broken.js'), 'function ( {\n');
    writeFileSync(join(folder, 'src/binary.js'), Buffer.from([0, 1, 2, 0]));
    writeFileSync(join(folder, 'src/deep.js'), `x = ${'['.repeat(20_000)}${']'.repeat(20_000)};\n`);
    writeFileSync(join(folder, 'src/good.js'), "const app = require('express')();\nconst fs = require('fs');\napp.get('/a', (q, r) => r.send(fs.readFileSync(q.query.x)));\n");
    const { status, stdout } = tenfold('check', folder, '--no-cache');
    assert.equal(status, 1, stdout);
    assert.match(stdout, /good\.js[\s\S]*readFileSync blocks/);
    for (const name of ['broken.js', 'binary.js', 'deep.js']) assert.ok(stdout.includes(`src/${name}`), `${name} is named`);
  });

  it('knows what was meant by a slip of the pen', () => {
    for (const [given, says] of [
      [['chekc'], /There is no command "chekc"; "check" is close\. There are audit, /],
      [['check', shop, '--formt', 'json'], /There is no option "--formt" of tenfold check; "--format" is close\. See tenfold check --help\./],
      [['check', shop, '--format', 'jsn'], /There is no format "jsn"; "json" is close\. There are pretty, json/],
      [['check', shop, '--rule', 'qeury-in-loop'], /There is no rule "qeury-in-loop"; "query-in-loop" is close/],
      [['explain', 'qeury-in-loop'], /"query-in-loop" is close/],
      [['check', join(shop, 'src/main.js')], /main\.js" is a file, and what it does under load depends on who calls it: name the folder/],
    ] as const) {
      const { status, stderr } = tenfold(...given);
      assert.deepEqual([status, says.test(stderr)], [2, true], stderr);
    }
  });

  it('says in its help which command takes which option', () => {
    const { stdout } = tenfold('--help');
    assert.match(stdout, /Options of audit, check\n(?: {2}--.*\n)* {2}--since <commit>/);
    assert.match(stdout, /Options of baseline\n {2}--prune/);
  });

  it('explains its rules', () => {
    assert.match(tenfold('rules').stdout, /query-in-loop/);
    assert.match(tenfold('explain', 'query-in-loop').stdout, /What to do instead/);
    assert.match(tenfold('--help').stdout, /Exit codes/);
    assert.match(tenfold('--version').stdout, /^\d+\.\d+\.\d+/);
  });
});
