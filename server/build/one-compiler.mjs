/**
 * Lets every bundle use the one TypeScript compiler in dist/ts-morph.cjs, or its parser alone in dist/parser.cjs, loaded at its first use.
 *
 * A run that reads everything from its cache never pays for the compiler (some 200 ms), although the code imports it in the ordinary way:
 * each name that `ts-morph` exports becomes a getter. dependency-cruiser looks for a `typescript` package at run time; it is given the same compiler.
 */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { USES_WHOLE_COMPILER } from './parser-of-compiler.mjs';

/** CommonJS packages inside an ES module bundle still call `require` for Node's own modules, and the stand-ins below for the compiler. */
export const REQUIRE_IN_ESM = "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);";

const exported = Object.keys(createRequire(import.meta.url)('ts-morph'));

/** Nothing is loaded before one of `names` is asked for. */
const lazy = (file, names) => `
  let loaded;
  const load = () => (loaded ??= require('./${file}'));
  for (const name of ${JSON.stringify(names)}) Object.defineProperty(exports, name, { enumerable: true, get: () => load()[name] });
`;
const STAND_IN_FOR_TS_MORPH = { parser: lazy('parser.cjs', ['ts']), compiler: lazy('ts-morph.cjs', exported) };

/** Files are read with the parser alone. */
const readsFiles = (importer) => /[\\/]extract[\\/]syntax[\\/]/.test(importer) && !USES_WHOLE_COMPILER.test(importer);

/** What dependency-cruiser asks for at run time is either the compiler above or not there. */
const TRY_IMPORT = `
  import { ts } from 'ts-morph';
  import { satisfies, coerce } from 'semver';
  export default async function tryImport(name, range) {
    return name === 'typescript' && (!range || satisfies(coerce(ts.version), range)) ? ts : false;
  }
`;
const TRY_IMPORT_AVAILABLE = `
  export default function tryImportAvailable(name) { return name === 'typescript'; }
`;

/** dependency-cruiser loads a reporter by a computed name; we read its result as it is. */
const IDENTITY_REPORTER = `
  import identity from './identity.mjs';
  export const getReporter = async () => identity;
  export const getAvailableReporters = () => [];
`;

/** Each text that stands in for a file of dependency-cruiser, by the end of its path. */
const STAND_INS = [
  [/dependency-cruiser[\\/]src[\\/]utl[\\/]try-import\.mjs$/, TRY_IMPORT],
  [/dependency-cruiser[\\/]src[\\/]extract[\\/]transpile[\\/]try-import-available\.mjs$/, TRY_IMPORT_AVAILABLE],
  [/dependency-cruiser[\\/]src[\\/]report[\\/]index\.mjs$/, IDENTITY_REPORTER],
];

export const oneCompiler = {
  name: 'one-compiler',
  setup(build) {
    build.onResolve({ filter: /^ts-morph$/ }, ({ importer }) => ({ path: readsFiles(importer) ? 'parser' : 'compiler', namespace: 'one-compiler' }));
    build.onResolve({ filter: /^\.\/[\w-]+\.cjs$/, namespace: 'one-compiler' }, ({ path }) => ({ path, external: true }));
    build.onLoad({ filter: /.*/, namespace: 'one-compiler' }, ({ path }) => ({ contents: STAND_IN_FOR_TS_MORPH[path], loader: 'js' }));
    // tsconfig-paths-webpack-plugin asks for this only beside a webpack older than version 4.
    build.onResolve({ filter: /^enhanced-resolve\/lib\/createInnerCallback$/ }, ({ path }) => ({ path, external: true }));
    for (const [filter, contents] of STAND_INS) {
      build.onLoad({ filter }, ({ path }) => ({ contents, loader: 'js', resolveDir: dirname(path) }));
    }
  },
};
