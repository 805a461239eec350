/** Reads `paths` and `baseUrl` of tsconfig.json and jsconfig.json, `extends` within the workspace included. */

import type { Outcome, Problem } from '../../../rules/model/outcome.ts';
import { filePath, lineStartsOf, rangeOf, type FilePath } from '../../../rules/model/source.ts';
import type { PathAliases } from '../../../rules/model/workspace.ts';
import type { FileSystem } from '../platform/file-system.ts';
import { readJson } from '../platform/json-text.ts';

interface Options {
  /** Workspace-relative folder of baseUrl. */
  readonly baseUrl?: string;
  /** Targets relative to the workspace. */
  readonly paths?: Readonly<Record<string, readonly string[]>>;
}

const MOST_EXTENDS = 10;

export async function findAliases(root: string, files: readonly FilePath[], fs: FileSystem): Promise<Outcome<readonly PathAliases[]>> {
  const known = new Set<string>(files);
  const problems: Problem[] = [];
  const configs = files.filter((file) => /(?:^|\/)(?:tsconfig|jsconfig)(?:\.base)?\.json$/.test(file));
  const byFolder = new Map<string, PathAliases>();
  for (const file of configs) {
    const { baseUrl, paths } = await optionsOf(file, 0);
    if (baseUrl === undefined && !paths) continue;
    const folder = folderOf(file);
    // tsconfig.json speaks before tsconfig.base.json of the same folder.
    if (byFolder.has(folder) && file.endsWith('.base.json')) continue;
    byFolder.set(folder, { root: filePath(folder), ...(baseUrl === undefined ? {} : { baseUrl: filePath(baseUrl) }), paths: paths ?? {} });
  }
  const value = [...byFolder.values()].sort((a, b) => a.root.length - b.root.length || (a.root < b.root ? -1 : 1));
  return { value, problems };

  async function optionsOf(file: string, depth: number): Promise<Options> {
    const read = await fs.readText(`${root}/${file}`);
    if (!read.ok || depth > MOST_EXTENDS) return {};
    const { value: config, error } = readJson(read.text);
    if (error && depth === 0) problems.push({ kind: 'invalid-manifest', message: `${file} ${error.is}.`, file: filePath(file), range: rangeOf(lineStartsOf(read.text), error.span) });
    if (!isRecord(config)) return {};
    const folder = folderOf(file);
    const bases = [config['extends']].flat().filter((base): base is string => typeof base === 'string' && base.startsWith('.'));
    let options: Options = {};
    for (const base of bases) {
      const target = [joined(folder, base), joined(folder, `${base}.json`), joined(folder, `${base}/tsconfig.json`)].find((path) => path !== undefined && known.has(path));
      if (target !== undefined && target !== file) options = { ...options, ...(await optionsOf(target, depth + 1)) };
    }
    const compiler = config['compilerOptions'];
    if (!isRecord(compiler)) return options;
    const baseUrl = typeof compiler['baseUrl'] === 'string' ? joined(folder, compiler['baseUrl']) : undefined;
    const paths = isRecord(compiler['paths']) ? pathsFrom(compiler['paths'], baseUrl ?? options.baseUrl ?? folder) : undefined;
    return { ...options, ...(baseUrl === undefined ? {} : { baseUrl }), ...(paths ? { paths } : {}) };
  }
}

function pathsFrom(written: Readonly<Record<string, unknown>>, base: string): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(written).map(([pattern, targets]) => [pattern, [targets].flat().flatMap((target) => (typeof target === 'string' ? (joined(base, target) ?? []) : []))]),
  );
}

/** Undefined when it leads out of the workspace. */
function joined(folder: string, path: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
