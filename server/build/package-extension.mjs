/** Packs what `npm run build` made into tenfold.vsix, and looks into the archive: all that the extension needs, and nothing else. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { namesInArchive } from './names-in-archive.mjs';

const root = join(import.meta.dirname, '../..');
const archive = join(root, 'tenfold.vsix');

const NEEDED = [
  'package.json', 'readme.md', 'changelog.md', 'LICENSE.txt',
  'dist/extension.cjs', 'dist/server.mjs', 'dist/cli.mjs', 'dist/parser.cjs', 'dist/ts-morph.cjs',
  ...(existsSync(join(root, 'server/src/extract/dependencies/child.ts')) ? ['dist/dependencies.mjs'] : []),
];
const ALLOWED = [/^dist\/rules\/[\w-]+\.md$/, /^dist\/[\w-]+\.schema\.json$/, /^dist\/rules\/[\w-]+\.md$/, /^client\/media\/[\w-]+\.(png|svg)$/];

rmSync(archive, { force: true });
if (!existsSync(join(root, 'dist/extension.cjs'))) fail('There is nothing to pack yet; run `npm run build` first.');

await createVSIX({ cwd: root, packagePath: archive, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false });

const names = namesInArchive(readFileSync(archive)).filter((name) => name.startsWith('extension/')).map((name) => name.slice('extension/'.length));
const { contributes, main, icon } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const media = contributes.walkthroughs.flatMap(({ steps }) => steps).map((step) => step.media.svg);
const pictures = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, path]) => path);
const named = [main, icon, ...media, ...pictures, ...contributes.jsonValidation.map(({ url }) => url)].map((path) => path.replace(/^\.\//, ''));

const missing = [...new Set([...NEEDED, ...named])].filter((name) => !names.includes(name));
const strange = names.filter((name) => !NEEDED.includes(name) && !ALLOWED.some((pattern) => pattern.test(name)));
if (missing.length > 0) fail(`tenfold.vsix lacks ${missing.join(', ')}.`);
if (strange.length > 0) fail(`tenfold.vsix holds what it must not: ${strange.join(', ')}.`);
console.log(`tenfold.vsix holds ${names.length} files, all it needs and nothing else.`);

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
