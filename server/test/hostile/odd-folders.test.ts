/** Folders with more in them than files: pipes, links that lead out or in circles, files that cannot be opened or are too large. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const cli = join(import.meta.dirname, '../../../dist/cli.mjs');
const SERVICE = "const fs = require('node:fs');\nconst app = require('express')();\napp.get('/terms', (request, response) => response.send(fs.readFileSync(request.query.name)));\napp.listen(3000);\n";
const canMakePipes = process.platform !== 'win32';

interface Report {
  readonly findings: readonly { readonly rule: string; readonly location: { readonly file: string } }[];
  readonly problems: readonly { readonly message: string; readonly file?: string }[];
}

describe('an odd folder', function () {
  this.timeout(60_000);
  let base = '';
  let root = '';

  beforeEach(() => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'tenfold-odd-')));
    root = join(base, 'code');
    mkdirSync(join(root, 'src'), { recursive: true });
    writeFileSync(join(root, 'package.json'), '{ "name": "terms", "dependencies": { "express": "5" } }');
    writeFileSync(join(root, 'src/app.js'), SERVICE);
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  function checked(): Report {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'check', root, '--no-cache', '--format', 'json'], { encoding: 'utf8', timeout: 30_000, killSignal: 'SIGKILL' });
    assert.ok(status === 1, `ended with ${status}: ${stderr}`);
    const report = JSON.parse(stdout) as Report;
    assert.deepEqual(report.findings.filter(({ rule }) => rule === 'blocking-call-in-request-path').map(({ location }) => location.file), ['src/app.js']);
    return report;
  }

  it('may hold pipes where files belong: nobody waits for a writer', () => {
    if (!canMakePipes) return checked();
    for (const name of ['tenfold.json', '.gitignore', 'tsconfig.json', 'docker-compose.yml', 'CODEOWNERS', 'src/pipe.ts']) assert.equal(spawnSync('mkfifo', [join(root, name)]).status, 0);
    return checked();
  });

  it('may hold links: none is followed, out of the codebase or in circles', () => {
    mkdirSync(join(base, 'elsewhere'));
    writeFileSync(join(base, 'elsewhere/other.js'), SERVICE);
    writeFileSync(join(base, 'elsewhere/tenfold.json'), '{ "rules": { "blocking-call-in-request-path": "off" } }');
    symlinkSync(root, join(root, 'src/loop'));
    symlinkSync(join(base, 'elsewhere'), join(root, 'src/elsewhere'));
    symlinkSync(join(base, 'elsewhere/other.js'), join(root, 'src/other.js'));
    symlinkSync('nowhere', join(root, 'src/nowhere.js'));
    symlinkSync(join(base, 'elsewhere/tenfold.json'), join(root, 'src/tenfold.json'));
    checked();
  });

  it('may hold what is too large or cannot be opened: each is named, the rest is judged', () => {
    writeFileSync(join(root, 'src/line.js'), 'x'.repeat(50_000_000));
    writeFileSync(join(root, 'src/bundle.js'), 'f();'.repeat(20_000));
    writeFileSync(join(root, 'src/locked.js'), SERVICE);
    mkdirSync(join(root, 'src/shut'));
    chmodSync(join(root, 'src/locked.js'), 0);
    chmodSync(join(root, 'src/shut'), 0);
    const isLocked = canMakePipes && process.getuid?.() !== 0;
    if (!isLocked) rmSync(join(root, 'src/locked.js'));
    const named = checked().problems.map(({ file }) => file);
    for (const file of ['src/line.js', 'src/bundle.js', ...(isLocked ? ['src/locked.js', 'src/shut'] : [])]) assert.ok(named.includes(file), `${file} is named`);
    chmodSync(join(root, 'src/shut'), 0o700);
  });

  it('may hold a hundred folders in one another, and names of any kind', () => {
    const deep = Array.from({ length: 100 }, (_, index) => `d${index}`).join('/');
    mkdirSync(join(root, 'src', deep), { recursive: true });
    writeFileSync(join(root, 'src', deep, 'a.js'), 'exports.a = 1;\n');
    for (const name of ['--config', '-h.js', 'a b.js', 'ü.js', '‮.js', '#.js', '%41.js', 'con.js', '[a].js', '$.js']) writeFileSync(join(root, 'src', name), 'exports.a = 1;\n');
    checked();
  });
});
