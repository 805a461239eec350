/** Loads every rule package that settings name, where code may be run; says why where not. */

import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import type { Problem } from '../../../rules/model/outcome.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { Config } from '../config/config.ts';
import { relativeTo } from '../config/paths.ts';
import type { RulePackagePlace } from '../config/rule-packages.ts';
import type { FileSystem } from '../platform/file-system.ts';
import { ownCode } from './own-code.ts';
import { loadRulePackage } from './rule-package.ts';

export interface LoadedRules {
  readonly entries: readonly CatalogEntry[];
  readonly files: readonly FilePath[];
  /** Prefixes of packages that were not run. */
  readonly leftOut: readonly string[];
  readonly problems: readonly Problem[];
}

export async function loadRulePackages(root: string, places: readonly RulePackagePlace[], { fs, mayRunCode }: { readonly fs: FileSystem; readonly mayRunCode: boolean }): Promise<LoadedRules> {
  const entries: CatalogEntry[] = [];
  const files: FilePath[] = [];
  const leftOut: string[] = [];
  const problems: Problem[] = [];
  for (const { prefix, where, folder } of places) {
    const problem = (kind: Problem['kind'], message: string): Problem => ({ kind, message, file: where.file, range: where.range });
    if (!mayRunCode) {
      leftOut.push(`${prefix}/`);
      problems.push(problem('not-trusted', `The rules in "${where.text}" are code and were not run. Trust the workspace, or pass --trust on the command line.`));
      continue;
    }
    const loaded = await loadRulePackage(prefix, folder, where.text.replace(/^\.\//, ''), { fs, ...ownCode });
    entries.push(...loaded.entries);
    files.push(...loaded.files.map((file) => relativeTo(root, file)));
    if (loaded.complaints.length > 0) leftOut.push(`${prefix}/`);
    problems.push(...loaded.complaints.map((complaint) => problem('invalid-setting', complaint)));
  }
  return { entries, files, leftOut, problems };
}

/** Rules and the code in their cases are no part of what is judged. */
export function withoutOwnCode(root: string, project: Config['project'], places: readonly RulePackagePlace[]): Config['project'] {
  const own = places.filter(({ folder }) => folder.startsWith(`${root}/`)).map(({ folder }) => relativeTo(root, folder));
  return own.length === 0 ? project : { ...project, exclude: [...project.exclude, ...own] };
}
