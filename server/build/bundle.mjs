/** Builds what ships: one bundle per door into dist/, and the one TypeScript compiler they share beside them, whole and its parser alone. */
import { cpSync, existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';
import { tsImport } from 'tsx/esm/api';
import { oneCompiler, REQUIRE_IN_ESM } from './one-compiler.mjs';
import { parserOfCompiler } from './parser-of-compiler.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const watching = process.argv.includes('--watch');

/** Facts in a cache are taken only by the code that made them; here the sources that tell its version are still at hand. */
const { extractorVersion } = await tsImport('../src/platform/extractor-version.ts', import.meta.url);
const { ownVersion } = await tsImport('../src/platform/own-version.ts', import.meta.url);

const SHARED = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  // Names stay, so that a stack in a bug report can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
  mainFields: ['module', 'main'],
  loader: { '.md': 'text' },
  define: { TENFOLD_EXTRACTOR_VERSION: JSON.stringify(extractorVersion()), TENFOLD_VERSION: JSON.stringify(ownVersion()) },
};

const esm = (entry, outfile, banner = '') => ({
  ...SHARED, entryPoints: [entry], outfile, format: 'esm', banner: { js: banner + REQUIRE_IN_ESM }, plugins: [oneCompiler],
});

const DOORS = [
  { ...SHARED, entryPoints: ['client/src/extension.ts'], outfile: 'dist/extension.cjs', format: 'cjs', external: ['vscode'] },
  esm('server/src/lsp.ts', 'dist/server.mjs'),
  esm('server/src/cli.ts', 'dist/cli.mjs', '#!/usr/bin/env node\n'),
  esm('rules/api.ts', 'dist/rules.mjs'),
  esm('server/src/testing.ts', 'dist/testing.mjs'),
  // What dependency-cruiser builds on is CommonJS that requires CommonJS: given a module instead, it would look for names on the wrong object.
  { ...esm('server/src/extract/dependencies/child.ts', 'dist/dependencies.mjs'), mainFields: ['main', 'module'] },
];

const COMPILER = {
  ...SHARED,
  entryPoints: [createRequire(import.meta.url).resolve('ts-morph')],
  outfile: 'dist/ts-morph.cjs',
  format: 'cjs',
};

const PARSER = {
  ...SHARED,
  stdin: { contents: parserOfCompiler(`${root}/server/src/extract/syntax`), sourcefile: 'parser.cjs' },
  outfile: 'dist/parser.cjs',
  format: 'cjs',
};

for (const { outfile } of DOORS) rmSync(`${root}/${outfile}`, { force: true });
const present = DOORS.filter(({ entryPoints: [entry] }) => {
  const exists = existsSync(`${root}/${entry}`);
  if (!exists) console.warn(`bundle: ${entry} is not there yet, left out.`);
  return exists;
});
// The form of the JSON report, where its `$schema` says it is.
cpSync(`${root}/server/schemas`, `${root}/dist`, { recursive: true });
const built = await Promise.allSettled([build(COMPILER), build(PARSER), ...present.map(watching ? keepBuilding : build)]);
// esbuild has said what is wrong, and where.
if (built.some(({ status }) => status === 'rejected')) process.exitCode = 1;

async function keepBuilding(options) {
  const session = await context({ ...options, logLevel: 'info', sourcemap: 'linked' });
  await session.watch();
}
