/** History is read from real repositories made for the occasion, some of them hostile. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nowNamed } from '../../../../rules/model/history.ts';
import { extractHistory } from '../../../src/extract/history/extract-history.ts';
import { nodeGit } from '../../../src/platform/node-git.ts';

describe('History', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tenfold-history-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const git = (...args: readonly string[]): string => execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const commit = (message: string, name: string, email: string, texts: Readonly<Record<string, string>>): void => {
    for (const [file, text] of Object.entries(texts)) writeFileSync(join(folder, file), text);
    git('add', '-A');
    git('-c', `user.name=${name}`, '-c', `user.email=${email}`, 'commit', '-qm', message);
  };

  it('joins one person’s addresses, knows bots, and follows a file through its names', async () => {
    git('init', '-q');
    commit('Take orders', 'Ada Byron', 'ada@shop.example', { 'orders.ts': 'export const orders = [];\n' });
    commit('Bump', 'dependabot[bot]', 'support@github.com', { 'package.json': '{}' });
    git('mv', 'orders.ts', 'shop-orders.ts');
    commit('Say whose orders', 'ada byron', 'ada@home.example', {});
    const { value, problems } = await extractHistory(folder, nodeGit);
    assert.deepEqual(problems, []);
    assert.ok(value);
    assert.equal(value.isComplete, true);
    assert.deepEqual(value.authors, [{ name: 'ada byron', isBot: false }, { name: 'dependabot[bot]', isBot: true }]);
    assert.deepEqual(value.commits.map(({ subject, author }) => [subject, author]), [['Say whose orders', 0], ['Bump', 1], ['Take orders', 0]]);
    const named = [...nowNamed(value)].map(({ files }) => files.map(({ file, change }) => `${change} ${file}`));
    assert.deepEqual(named, [['renamed shop-orders.ts'], ['added package.json'], ['added shop-orders.ts']]);
  });

  it('reads file names that look like something else', async () => {
    git('init', '-q');
    const names = ['A', 'M', 'line\nbreak.ts', '-z', 'tab\t"quote".ts'];
    commit('Odd names', 'Ada', 'ada@shop.example', Object.fromEntries(names.map((name) => [name, 'x'])));
    const { value } = await extractHistory(folder, nodeGit);
    assert.deepEqual(value?.commits[0]?.files.map(({ file }) => String(file)).sort(), [...names].sort());
  });

  it('runs nothing that the repository names', async () => {
    git('init', '-q');
    commit('Start', 'Ada', 'ada@shop.example', { 'a.ts': 'x', '.gitattributes': '*.ts diff=evil\n' });
    const mark = join(folder, 'ran');
    for (const name of ['core.fsmonitor', 'core.pager', 'diff.evil.textconv', 'diff.evil.command', 'diff.external', 'gpg.program', 'core.sshCommand']) git('config', name, `touch ${mark}`);
    git('config', 'log.showSignature', 'true');
    const { value } = await extractHistory(folder, nodeGit);
    assert.equal(value?.commits.length, 1);
    assert.equal(existsSync(mark), false);
  });

  it('says when it is cut short, or is not there at all', async () => {
    const nowhere = await extractHistory(folder, nodeGit);
    assert.deepEqual([nowhere.value, nowhere.problems[0]?.kind], [undefined, 'no-history']);
    const source = mkdtempSync(join(tmpdir(), 'tenfold-source-'));
    try {
      execFileSync('git', ['init', '-q'], { cwd: source });
      for (const text of ['1', '2', '3']) {
        writeFileSync(join(source, 'a.ts'), text);
        execFileSync('git', ['add', '-A'], { cwd: source });
        execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=a@shop.example', 'commit', '-qm', text], { cwd: source });
      }
      git('clone', '-q', '--depth=1', `file://${source}`, 'shallow');
      const { value, problems } = await extractHistory(join(folder, 'shallow'), nodeGit);
      assert.deepEqual([value?.commits.length, value?.isComplete, problems[0]?.kind], [1, false, 'no-history']);
    } finally {
      rmSync(source, { recursive: true, force: true });
    }
  });
});
