/** Reads the package.json files of a workspace. */

import type { Outcome, Problem } from '../../../rules/model/outcome.ts';
import { filePath, lineStartsOf, rangeOf, type FilePath } from '../../../rules/model/source.ts';
import type { Package } from '../../../rules/model/workspace.ts';
import type { FileSystem } from '../platform/file-system.ts';
import { readJson } from '../platform/json-text.ts';

type Json = Readonly<Record<string, unknown>>;

/** Shallow roots first; the workspace root comes first, with or without a manifest. */
export async function findPackages(root: string, files: readonly FilePath[], fs: FileSystem): Promise<Outcome<readonly Package[]>> {
  const problems: Problem[] = [];
  const manifests: { folder: string; manifest: Json }[] = [];
  for (const file of files.filter((each) => each === 'package.json' || each.endsWith('/package.json'))) {
    const read = await fs.readText(`${root}/${file}`);
    if (!read.ok) {
      problems.push({ kind: 'unreadable-file', message: `${file} cannot be read.`, file });
      continue;
    }
    const { value: manifest, error } = readJson(read.text);
    if (error) problems.push({ kind: 'invalid-manifest', message: `${file} ${error.is}.`, file, range: rangeOf(lineStartsOf(read.text), error.span) });
    if (isRecord(manifest)) manifests.push({ folder: file.slice(0, Math.max(0, file.lastIndexOf('/'))), manifest });
  }
  const known = new Set<string>(files);
  const moved = manifests.some(({ folder }) => folder === '') ? undefined : manifests.find(({ folder, manifest }) => isForRoot(folder, manifest, known));
  if (moved) moved.folder = '';
  const own = manifests.find(({ folder }) => folder === '')?.manifest;
  const shared = own ? dependencyNames(own, RUNTIME) : [];
  const packages = manifests.map(({ folder, manifest }) => packageFrom(folder, manifest, shared));
  if (!own) packages.push({ ...packageFrom('', {}, []), name: root.split(/[\\/]/).pop() || 'workspace', hasManifest: false });
  return { value: packages.sort((a, b) => depthOf(a.root) - depthOf(b.root) || (a.root < b.root ? -1 : 1)), problems };
}

/** An installer puts it where the code lies: what it starts from is at the root, and not beside it. */
function isForRoot(folder: string, { main, scripts }: Json, files: ReadonlySet<string>): boolean {
  const start = isRecord(scripts) && typeof scripts['start'] === 'string' ? /^node\s+(?:\.\/)?([\w./-]+)$/.exec(scripts['start'])?.[1] : undefined;
  return [typeof main === 'string' ? main.replace(/^\.\//, '') : undefined, start].some((file) => file !== undefined && files.has(file) && !files.has(`${folder}/${file}`));
}

const RUNTIME = ['dependencies', 'optionalDependencies', 'peerDependencies'];

function packageFrom(folder: string, manifest: Json, shared: readonly string[]): Package {
  const { name, scripts } = manifest;
  return {
    name: typeof name === 'string' && name !== '' ? name : (folder.split('/').pop() ?? folder),
    root: filePath(folder),
    dependencies: new Set([...dependencyNames(manifest, RUNTIME), ...shared]),
    devDependencies: new Set(dependencyNames(manifest, ['devDependencies'])),
    scripts: isRecord(scripts) ? Object.fromEntries(Object.entries(scripts).filter((entry): entry is [string, string] => typeof entry[1] === 'string')) : {},
    manifest,
    hasManifest: true,
  };
}

function dependencyNames(manifest: Json, fields: readonly string[]): readonly string[] {
  return fields.flatMap((field) => {
    const value = manifest[field];
    return isRecord(value) ? Object.keys(value) : [];
  });
}

function depthOf(folder: string): number {
  return folder === '' ? 0 : folder.split('/').length;
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
