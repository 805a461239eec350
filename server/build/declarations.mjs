/** Writes the types of `tenfold/rules` and `tenfold/testing` into dist/types, so that a team's own rules are checked as they are written. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const types = join(root, 'dist/types');
const tsc = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc');

rmSync(types, { recursive: true, force: true });
const { status } = spawnSync(process.execPath, [
  tsc, 'rules/api.ts', '--outDir', 'dist/types', '--rootDir', 'rules', '--declaration', '--emitDeclarationOnly', '--allowImportingTsExtensions',
  '--module', 'nodenext', '--moduleResolution', 'nodenext', '--target', 'es2023', '--lib', 'es2023', '--strict', '--exactOptionalPropertyTypes', '--skipLibCheck',
], { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

// What stands beside a declaration is a declaration, whatever the source was called.
for (const entry of readdirSync(types, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const path = join(entry.parentPath, entry.name);
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/(from '\.[^']*|import\("\.[^"]*)\.ts(['"])/g, '$1.js$2'));
}
writeFileSync(join(types, 'testing.d.ts'), `/** The cases of a team's own rules as tests. */
export interface RuleCase {
  /** \`late-delivery: reports it below a route\`. */
  readonly name: string;
  /** Rejects with an AssertionError where what is found differs from what is marked. */
  run(): Promise<void>;
}

/** Every case below a folder of rules. */
export declare function ruleCases(folder: string | URL): Promise<readonly RuleCase[]>;
`);
