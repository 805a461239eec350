/** The setting `rulePackages`: where rules in code lie. Nothing is loaded here. */

import { findNodeAtLocation, type Node } from 'jsonc-parser';
import type { Outcome, Problem } from '../../../rules/model/outcome.ts';
import { rangeOf, type FilePath } from '../../../rules/model/source.ts';
import type { Named } from './boundaries.ts';
import type { ConfigSource } from './config-source.ts';
import { folderOfPath, straightPath } from './paths.ts';

export interface RulePackageSetting {
  /** Of the ids of its rules: `acme` for `acme/late-delivery`. */
  readonly prefix: string;
  /** As written: a relative folder, or a package. */
  readonly where: Named;
  /** Absolute path of the file that says so. */
  readonly saidIn: string;
}

export interface RulePackagePlace {
  readonly prefix: string;
  readonly where: Named;
  /** Absolute. */
  readonly folder: string;
}

export const PREFIX = /^(?!own$)[a-z@][\w@.-]*$/;

export function rulePackagesFrom(tree: Node, path: string, file: FilePath, lineStarts: readonly number[]): readonly RulePackageSetting[] {
  const root = findNodeAtLocation(tree, ['rulePackages']);
  return (root?.type === 'object' ? (root.children ?? []) : []).flatMap(({ children }): readonly RulePackageSetting[] => {
    const [key, value] = children ?? [];
    if (typeof key?.value !== 'string' || !PREFIX.test(key.value) || typeof value?.value !== 'string') return [];
    return [{ prefix: key.value, where: { text: value.value, file, range: rangeOf(lineStarts, [value.offset, value.offset + value.length]) }, saidIn: path }];
  });
}

/** Folders beside the file, in node_modules above it, or among the workspace's own packages. */
export async function findRulePackages(source: ConfigSource, settings: readonly RulePackageSetting[]): Promise<Outcome<readonly RulePackagePlace[]>> {
  const problems: Problem[] = [];
  const places: RulePackagePlace[] = [];
  for (const { prefix, where, saidIn } of settings) {
    const folder = await folderFor(source, where.text, saidIn);
    if (folder === undefined) problems.push({ kind: 'invalid-setting', message: `"${where.text}" is no folder here, and no package of that name is installed or part of the workspace.`, file: where.file, range: where.range });
    else places.push({ prefix, where, folder });
  }
  return { value: places, problems };
}

async function folderFor(source: ConfigSource, where: string, saidIn: string): Promise<string | undefined> {
  const { fs, territory } = source;
  const isFolder = async (path: string): Promise<boolean> => ((await fs.list(path)) ?? []).length > 0;
  if (where.startsWith('.')) {
    const path = straightPath(`${folderOfPath(saidIn)}/${where}`).replace(/\/$/, '');
    return path.startsWith(`${territory}/`) && (await isFolder(path)) ? path : undefined;
  }
  if (where.split('/').includes('..')) return undefined;
  for (let folder = folderOfPath(saidIn); `${folder}/`.startsWith(`${territory}/`); folder = folderOfPath(folder)) {
    if (await isFolder(`${folder}/node_modules/${where}`)) return `${folder}/node_modules/${where}`;
  }
  return (await source.packages()).find(({ name }) => name === where)?.folder;
}
