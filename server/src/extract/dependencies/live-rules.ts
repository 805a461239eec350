/**
 * What a team's own rules say of imports that are being written, until dependency-cruiser has read them from the disk.
 *
 * Only rules that look at nothing but the two ends of an import can be told at once; the others wait for the cruise.
 */

import type { Breach, ImportRule } from '../../../../rules/model/architecture.ts';
import type { Dependency } from '../../../../rules/model/graphs.ts';
import { filePath, type FilePath } from '../../../../rules/model/source.ts';
import { judgeImports } from './judge-imports.ts';

/** Paths are relative to `folder`, as the patterns are. */
export interface LiveRules {
  readonly folder: FilePath;
  readonly rules: readonly ImportRule[];
  /** Expressions; a file is judged when it matches one of the first, if there are any, and none of the second. */
  readonly includeOnly: readonly string[];
  readonly exclude: readonly string[];
  /** Folders and files that are cruised; globs stand for what comes before their first star. */
  readonly begins: readonly string[];
  /** Breaches the team lives with, as `rule from to`. */
  readonly known: readonly string[];
}

export function liveBreaches({ folder, rules, includeOnly, exclude, begins, known }: LiveRules, dependencies: readonly Dependency[]): readonly Breach[] {
  const inside = folder === '' ? '' : `${folder}/`;
  const matches = (patterns: readonly string[], path: string): boolean => patterns.some((pattern) => new RegExp(pattern).test(path));
  const isSeen = (path: string): boolean => (includeOnly.length === 0 || matches(includeOnly, path)) && !matches(exclude, path);
  const isCruised = (path: string): boolean => begins.some((begin) => isWithin(path, begin.replace(/^\.\//, '').replace(/\/$/, '')));
  const own = dependencies.flatMap((dependency): Dependency[] => {
    if (!dependency.from.startsWith(inside) || !dependency.to.startsWith(inside)) return [];
    const [from, to] = [dependency.from.slice(inside.length), dependency.to.slice(inside.length)];
    return isCruised(from) && isSeen(from) && isSeen(to) ? [{ ...dependency, from: filePath(from), to: filePath(to) }] : [];
  });
  return judgeImports(rules, own)
    .filter(({ rule, from, to }) => !known.includes(`${rule} ${from} ${to}`))
    .map((breach) => ({ ...breach, from: filePath(inside + breach.from), to: inside + breach.to }));
}

function isWithin(path: string, begin: string): boolean {
  const glob = begin.search(/[*?{[(!]/);
  return glob >= 0 ? path.startsWith(begin.slice(0, glob)) : begin === '' || begin === '.' || path === begin || path.startsWith(`${begin}/`);
}
