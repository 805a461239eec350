/** Finds the dependency-cruiser configs of a team, and what each is to judge. */

import { filePath, type FilePath } from '../../../../rules/model/source.ts';
import type { Package } from '../../../../rules/model/workspace.ts';
import { cruiseScriptIn } from './cruise-scripts.ts';

export interface TeamRules {
  /** Where it works, relative to the workspace; empty for the root. */
  readonly folder: FilePath;
  readonly config: FilePath;
  /** Breaches the team has agreed to live with. */
  readonly known?: FilePath;
  /** Where to begin, relative to `folder`: what the team's own script says, else all that holds code. */
  readonly begins: readonly string[];
  readonly isFromScript: boolean;
}

/** In the order dependency-cruiser looks for them. */
const NAMES = ['.dependency-cruiser.json', '.dependency-cruiser.js', '.dependency-cruiser.cjs', '.dependency-cruiser.mjs'];
const KNOWN = '.dependency-cruiser-known-violations.json';

/** `allFiles`: everything in the workspace; `code`: what is judged. One config per package. */
export function findTeamRules(packages: readonly Package[], allFiles: readonly FilePath[], code: readonly FilePath[]): readonly TeamRules[] {
  const known = new Set<string>(allFiles);
  const roots = new Map(packages.map((each) => [each.root, each]));
  const folders = new Set([...roots.keys(), ...allFiles.filter((file) => NAMES.includes(nameOf(file))).map(folderOf)]);
  return [...folders].sort().flatMap((folder): TeamRules[] => {
    const script = cruiseScriptIn(roots.get(folder)?.scripts ?? {});
    const inFolder = (name: string): FilePath => filePath(folder === '' ? straight(name) : straight(`${folder}/${name}`));
    const config = [...(script?.config === undefined ? [] : [script.config]), ...NAMES].map(inFolder).find((path) => known.has(path));
    if (config === undefined) return [];
    const baseline = [...(script?.known === undefined ? [] : [script.known]), KNOWN].map(inFolder).find((path) => known.has(path));
    const begins = script && script.files.length > 0 ? script.files : codeIn(folder, code);
    return begins.length === 0 ? [] : [{ folder, config, ...(baseline !== undefined && { known: baseline }), begins, isFromScript: begins === script?.files }];
  });
}

/** It is read by others too: what is in it decides what is found, although it is no part of the code. */
export function isTeamRules(file: FilePath): boolean {
  return /(?:^|\/)\.dependency-cruiser[^/]*$/.test(file);
}

/** Top-level folders and files that hold code; names that would be read as globs are left out. */
function codeIn(folder: FilePath, code: readonly FilePath[]): readonly string[] {
  const within = code.filter((file) => folder === '' || file.startsWith(`${folder}/`)).map((file) => (folder === '' ? file : file.slice(folder.length + 1)));
  const tops = new Set(within.map((file) => file.split('/')[0] ?? file));
  return [...tops].filter((name) => !/[*?[\]{}()!]/.test(name) && !name.startsWith('.dependency-cruiser')).sort();
}

function nameOf(file: FilePath): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

function folderOf(file: FilePath): FilePath {
  return filePath(file.slice(0, Math.max(0, file.lastIndexOf('/'))));
}

function straight(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
