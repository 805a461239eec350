/** A history written by an enemy: names, addresses, subjects, tags and files of any kind. It is read, and shown as text. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasMarkup, MARKUP } from './hostile-text.ts';

const cli = join(import.meta.dirname, '../../../dist/cli.mjs');
const NAMES = [MARKUP, '--output=/tmp/x', '$(id)', '\u202Egnp', '\u0007', '[x](command:a.b)', "'; DROP TABLE", '@{u}', ' ', '"', '\\', '|', 'a\tb'];
const FILES = [`src/${MARKUP.replaceAll('/', '')}.js`, 'src/--option.js', 'src/a b.js', 'src/ü.js', 'src/quo"te.js', 'src/tab\tname.js', 'src/line\nbreak.js', 'src/\u001e0123456789012345678901234567890123456789.js', 'src/M', 'src/|.js', 'src/[x](command:a.b).js', ':(glob)**', 'HEAD', '-p'];

describe('a hostile history', function () {
  this.timeout(120_000);
  let root = '';

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'tenfold-history-')));
    mkdirSync(join(root, 'src'));
    writeFileSync(join(root, 'package.json'), '{ "name": "terms", "dependencies": { "express": "5" } }');
    writeFileSync(join(root, 'src/app.js'), "const fs = require('node:fs');\nconst app = require('express')();\napp.get('/terms', (request, response) => response.send(fs.readFileSync(request.query.name)));\napp.listen(3000);\n");
    assert.equal(spawnSync('git', ['init', '-q'], { cwd: root }).status, 0);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('is read to its end, and nothing of it comes out as markup', () => {
    imported(history());
    const json = JSON.parse(audited('json')) as { findings: unknown[]; problems: { kind: string; message: string }[] };
    assert.ok(json.findings.length > 0);
    assert.deepEqual(json.problems.filter(({ kind }) => kind === 'rule-crashed' || kind === 'no-history'), []);
    for (const format of ['html', 'markdown'] as const) assert.ok(!hasMarkup(audited(format)), format);
  });

  it('may be empty, detached, or broken: the code is judged all the same', () => {
    for (const breakIt of [() => undefined, () => writeFileSync(join(root, '.git/HEAD'), 'ref: refs/heads/none\n'), () => writeFileSync(join(root, '.git/HEAD'), '\0'), () => writeFileSync(join(root, '.git/config'), '[core'), () => rmSync(join(root, '.git/objects'), { recursive: true })]) {
      breakIt();
      const { problems, findings } = JSON.parse(audited('json')) as { findings: { rule: string }[]; problems: { kind: string }[] };
      assert.ok(findings.some(({ rule }) => rule === 'blocking-call-in-request-path'));
      assert.ok(problems.some(({ kind }) => kind === 'no-history'));
    }
  });

  function audited(format: string): string {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'audit', root, '--no-cache', '--format', format], { encoding: 'utf8', maxBuffer: 2 ** 28, timeout: 60_000, killSignal: 'SIGKILL' });
    assert.equal(status, 0, stderr);
    return stdout;
  }

  function imported(stream: string): void {
    const { status, stderr } = spawnSync('git', ['fast-import', '--quiet', '--force'], { cwd: root, input: stream, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    assert.equal(spawnSync('git', ['symbolic-ref', 'HEAD', 'refs/heads/told'], { cwd: root }).status, 0);
  }
});

/** In the words of `git fast-import`: each commit touches some files, under each of the names. */
function history(): string {
  const told: string[] = [];
  for (let count = 0; count < 120; count++) {
    const name = (NAMES[count % NAMES.length] ?? '').replace(/[<>\n]/g, '');
    const subject = `${NAMES[(count * 7) % NAMES.length]} ${'x'.repeat(count * 40)}`;
    const time = count % 10 === 0 ? 0 : 1_700_000_000 + count * 86_400;
    told.push(`commit refs/heads/told\ncommitter ${name} <${name}@shop.example> ${time} +0000\ndata ${Buffer.byteLength(subject)}\n${subject}`);
    const files = ['src/app.js', ...FILES.filter((_, index) => (index + count) % 3 === 0)];
    for (const file of files) told.push(`M 644 inline ${quoted(file)}\ndata ${String(count).length}\n${count}`);
    told.push('');
  }
  for (const tag of ['v1', 'v2-<img', "v'3", '$(id)']) told.push(`reset refs/tags/${tag}\nfrom refs/heads/told\n`);
  return told.join('\n');
}

function quoted(path: string): string {
  return `"${path.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
