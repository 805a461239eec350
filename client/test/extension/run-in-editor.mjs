/**
 * Runs the extension tests inside VS Code through `@vscode/test-electron`: in the VS Code of `../host`, or in the desktop one that
 * TENFOLD_VSCODE names. Fails when a test fails, when none ran, and when VS Code ended without telling.
 */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const extension = here('../../..');
const suite = join(extension, '.vscode-test/extension-tests.cjs');

await build({
  entryPoints: [here('./run.ts')], outfile: suite, absWorkingDir: extension,
  bundle: true, platform: 'node', format: 'cjs', external: ['vscode', 'mocha'], sourcemap: 'inline', logLevel: 'warning',
});

const folder = mkdtempSync(join(tmpdir(), 'tenfold-editor-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
const result = process.env.TENFOLD_RESULT ?? join(folder, 'result.json');
rmSync(result, { force: true });
try {
  const workspace = join(folder, 'shop');
  cpSync(here('../fixtures/shop'), workspace, { recursive: true });
  await runTests({
    vscodeExecutablePath: process.env.TENFOLD_VSCODE ?? here('../host/vscode.mjs'),
    extensionDevelopmentPath: extension,
    extensionTestsPath: suite,
    launchArgs: [workspace, '--disable-extensions'],
    extensionTestsEnv: { TENFOLD_RESULT: result },
  });
  const { passed, failed } = existsSync(result) ? JSON.parse(readFileSync(result, 'utf8')) : { passed: 0, failed: 0 };
  if (passed === 0 || failed > 0) throw new Error(`VS Code ended well, yet ${passed} tests passed and ${failed} failed.`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
