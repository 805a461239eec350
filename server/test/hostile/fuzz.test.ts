/**
 * Hostile workspaces through the real command line: no crash, no hang, no finding lost beside them, nothing unescaped in a report.
 *
 * `TENFOLD_INPUTS=100000 TENFOLD_SEED=7 npx mocha server/test/fuzz/fuzz.test.ts` for more; a seed that fails fails again.
 */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasMarkup } from './hostile-text.ts';
import { SENTINEL, writeHostileTree } from './hostile-tree.ts';

const { TENFOLD_INPUTS = '300', TENFOLD_SEED = '1' } = process.env;
const cli = join(import.meta.dirname, '../../../dist/cli.mjs');
/** Many in one tree where many are asked for: starting takes longer than judging a few hundred. */
const INPUTS_IN_A_TREE = Number(TENFOLD_INPUTS) > 10_000 ? 3000 : 300;
/** Of a whole tree; a hang is longer. */
const LONGEST_MS = 300_000;
const FORMATS = ['html', 'markdown', 'sarif', 'pretty'] as const;

interface Report {
  readonly findings: readonly { readonly rule: string; readonly message: string; readonly location: { readonly file: string } }[];
  readonly problems: readonly { readonly kind: string; readonly message: string; readonly file?: string }[];
}

describe(`${TENFOLD_INPUTS} hostile files (seed ${TENFOLD_SEED})`, function () {
  this.timeout(0);
  for (let seed = Number(TENFOLD_SEED), left = Number(TENFOLD_INPUTS); left > 0; seed++, left -= INPUTS_IN_A_TREE) {
    it(`are judged without harm, seed ${seed}`, () => {
      const root = realpathSync(mkdtempSync(join(tmpdir(), 'tenfold-fuzz-')));
      try {
        writeHostileTree(root, seed, Math.min(left, INPUTS_IN_A_TREE));
        const report = JSON.parse(checked(root, 'json')) as Report;
        assert.ok(report.findings.some(({ rule, message, location }) => location.file === SENTINEL.file && rule === SENTINEL.rule && message.startsWith(SENTINEL.message)), 'the finding beside them is there');
        assert.deepEqual(report.problems.filter(({ kind }) => kind === 'rule-crashed'), []);
        // Each names the file it speaks of.
        assert.deepEqual(report.problems.filter(({ kind, file }) => file === undefined && kind !== 'no-history'), []);
        const format = FORMATS[seed % FORMATS.length] ?? 'html';
        const text = checked(root, format);
        if (format === 'html' || format === 'markdown') assert.ok(!hasMarkup(text), 'nothing unescaped');
      } finally {
        rmSync(root, { recursive: true, force: true });
      }
    });
  }
});

function checked(root: string, format: string): string {
  const { status, stdout, stderr, signal } = spawnSync(process.execPath, [cli, 'check', root, '--advice', '--no-cache', '--format', format], { encoding: 'utf8', maxBuffer: 2 ** 29, timeout: LONGEST_MS, killSignal: 'SIGKILL' });
  assert.equal(signal, null, `no end within ${LONGEST_MS / 1000} s`);
  assert.ok(status === 1 || status === 2, `ended with ${status}: ${stderr}`);
  assert.doesNotMatch(stderr, /^\s+at .*:\d+:\d+/m, 'no stack');
  return stdout;
}
