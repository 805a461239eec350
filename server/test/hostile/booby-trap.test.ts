/** A repository in which everything that tools usually run is a trap: it is opened and audited, and no trap fires. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startEditor } from '../support/editor.ts';

const cli = join(import.meta.dirname, '../../../dist/cli.mjs');

describe('a booby-trapped repository', function () {
  this.timeout(120_000);
  let base = '';
  let root = '';
  let fired = '';

  beforeEach(() => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'tenfold-trap-')));
    root = join(base, 'code');
    fired = join(base, 'fired');
    mkdirSync(fired);
    layTraps();
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  it('fires nothing on the command line', () => {
    for (const command of [['check', root, '--advice', '--format', 'json'], ['audit', root, '--format', 'html']]) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...command], { encoding: 'utf8', env: { ...process.env, XDG_CACHE_HOME: join(base, 'cache') }, maxBuffer: 2 ** 28 });
      assert.ok(status === 0 || status === 1, `${command[0]}: ${stderr}`);
      assert.ok(stdout.length > 1000);
    }
    assert.deepEqual(readdirSync(fired), []);
  });

  it('fires nothing in an editor whose user does not trust it', async () => {
    const editor = await startEditor({ folders: [root], initializationOptions: { isTrusted: false } });
    try {
      await editor.open('src/app.js');
      assert.ok((await editor.items('src/app.js')).length > 0);
      const { html } = await editor.connection.sendRequest<{ html: string }>('tenfold/audit', {});
      assert.match(html, /GET \/terms/);
    } finally {
      await editor.stop();
    }
    assert.deepEqual(readdirSync(fired), []);
  });

  it('is a trap: what a shell runs in it fires', () => {
    spawnSync('git', ['status'], { cwd: root });
    assert.ok(existsSync(join(fired, 'fsmonitor')), 'else the test above proves nothing');
  });

  function layTraps(): void {
    const shell = (name: string): string => `#!/bin/sh\ntouch '${join(fired, name)}'\n`;
    const script = (name: string): string => `require('node:fs').writeFileSync(${JSON.stringify(join(fired, name))}, '');\nmodule.exports = {};\n`;
    const module = (name: string): string => `import { writeFileSync } from 'node:fs';\nwriteFileSync(${JSON.stringify(join(fired, name))}, '');\nexport default {};\n`;
    const put = (file: string, text: string): string => {
      const path = join(root, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      return path;
    };
    const run = (file: string, name: string): string => {
      const path = put(file, shell(name));
      chmodSync(path, 0o755);
      return path;
    };
    const git = (...args: readonly string[]): void => {
      const { status, stderr } = spawnSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@shop.example', ...args], { cwd: root, encoding: 'utf8' });
      assert.equal(status, 0, stderr);
    };
    put('src/app.js', "const fs = require('node:fs');\nconst app = require('express')();\napp.get('/terms', (request, response) => response.send(fs.readFileSync(request.query.name)));\napp.listen(3000);\n");
    const touch = (name: string): string => `touch '${join(fired, name)}'`;
    put('package.json', JSON.stringify({
      name: 'trap', dependencies: { express: '5' }, main: 'main.js',
      scripts: { preinstall: touch('preinstall'), prepare: touch('prepare'), test: touch('test'), depcruise: 'depcruise --config .dependency-cruiser.js src' },
      eslintConfig: { plugins: ['./eslint-plugin.js'] }, prettier: './prettier.js', babel: { plugins: ['./babel-plugin.js'] },
    }));
    for (const file of ['main.js', '.dependency-cruiser.js', '.dependency-cruiser.cjs', 'babel.config.js', 'webpack.config.js', 'tsplugin.js', 'eslint-plugin.js', '.eslintrc.js', 'prettier.js', 'babel-plugin.js', '.pnpmfile.cjs', 'jest.config.js', 'node_modules/typescript/lib/typescript.js', 'node_modules/dependency-cruiser/index.js', 'node_modules/@trap/config/index.js', 'node_modules/express/index.js']) put(file, script(file.replaceAll('/', '-')));
    for (const file of ['.dependency-cruiser.mjs', 'eslint.config.mjs', 'vite.config.mjs', 'tenfold.config.mjs']) put(file, module(file));
    put('tsconfig.json', JSON.stringify({ compilerOptions: { plugins: [{ name: './tsplugin.js' }, { transform: './tsplugin.js' }], paths: { '@/*': ['./src/*'] } }, extends: '@trap/config' }));
    put('packages/a/package.json', '{ "name": "a" }');
    put('packages/a/.dependency-cruiser.json', JSON.stringify({ extends: '../../.dependency-cruiser.js', forbidden: [], options: { webpackConfig: { fileName: '../../webpack.config.js' }, babelConfig: { fileName: '../../babel.config.js' } } }));
    put('packages/a/index.js', 'exports.a = 1;\n');
    put('packages/b/package.json', '{ "name": "b", "type": "module", "scripts": { "lint": "depcruise --config rules.mjs ." } }');
    put('packages/b/rules.mjs', module('rules.mjs'));
    put('packages/b/index.js', 'export const b = 1;\n');
    put('tenfold.json', '{ "extends": ["./base.json"] }');
    put('base.json', '{ "rules": {} }');
    put('.gitattributes', '*.js filter=trap diff=trap merge=trap\n');
    put('.mailmap', 'Ada <ada@shop.example>\n');
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'Open the shop');
    const program = (name: string): string => run(`traps/${name}`, name);
    const settings: Readonly<Record<string, string>> = {
      'core.fsmonitor': program('fsmonitor'), 'core.pager': program('pager'), 'core.editor': program('editor'), 'core.sshCommand': program('ssh'), 'core.gitProxy': program('proxy'),
      'core.askPass': program('askpass'), 'core.alternateRefsCommand': program('alternates'), 'core.hooksPath': join(root, 'hooks'), 'diff.external': program('external'), 'diff.trap.textconv': program('textconv'), 'diff.trap.command': program('command'),
      'filter.trap.clean': program('clean'), 'filter.trap.smudge': program('smudge'), 'filter.trap.process': program('process'), 'gpg.program': program('gpg'), 'log.showSignature': 'true',
      'alias.log': `!${program('alias')}`, 'pager.log': program('log-pager'), 'credential.helper': program('credential'), 'uploadpack.packObjectsHook': program('pack'), 'interactive.diffFilter': program('interactive'), 'sequence.editor': program('sequence'),
      'extensions.partialClone': 'origin', 'remote.origin.url': `ext::${program('remote')}`, 'remote.origin.promisor': 'true', 'protocol.ext.allow': 'always',
    };
    for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction', 'pre-auto-gc', 'fsmonitor-watchman']) run(`hooks/${hook}`, `hook-${hook}`);
    git('config', 'trap.laid', 'true');
    for (const [name, value] of Object.entries(settings)) {
      // Any git that is asked to now may fire the trap that is being tested.
      const { status } = spawnSync('git', ['config', '--file', join(root, '.git/config'), name, value]);
      assert.equal(status, 0, name);
    }
    for (const name of readdirSync(fired)) rmSync(join(fired, name));
  }
});
