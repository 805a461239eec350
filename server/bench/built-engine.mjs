/** Builds what the benchmark runs of the engine without a door, the way the doors are built; gives its paths. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { oneCompiler, REQUIRE_IN_ESM } from '../build/one-compiler.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Inside node_modules, so that packages are found from there. */
const OUT = 'node_modules/.cache/tenfold-bench';

export async function builtEngine() {
  await build({
    absWorkingDir: root, bundle: true, platform: 'node', target: 'node20.19', format: 'esm', packages: 'external', logLevel: 'warning',
    entryPoints: ['server/bench/keystrokes.ts', 'server/bench/list-files.ts'], outdir: OUT, outExtension: { '.js': '.mjs' },
    // Files are read with the parser alone, as what ships reads them.
    plugins: [oneCompiler], banner: { js: REQUIRE_IN_ESM },
    loader: { '.md': 'text' }, define: { TENFOLD_EXTRACTOR_VERSION: '"bench"', TENFOLD_VERSION: '"bench"' },
  });
  for (const file of ['parser.cjs', 'ts-morph.cjs']) cpSync(join(root, 'dist', file), join(root, OUT, file));
  return { keystrokes: join(root, OUT, 'keystrokes.mjs'), listFiles: join(root, OUT, 'list-files.mjs') };
}
