/** Through `export * from`: which files may export a name, so that the others need not be asked. */

import type { FilePath } from '../../../../rules/model/source.ts';
import type { FileIndex } from '../file-index.ts';
import type { Program } from '../program.ts';

export interface Stars {
  /** Files of the workspace. */
  readonly files: readonly FilePath[];
  /** Specifiers of packages, and of what is not there. */
  readonly others: readonly string[];
}

export function starsOf({ resolver, facts: all }: Program, { facts: { file, exports } }: FileIndex): Stars {
  const files: FilePath[] = [];
  const others: string[] = [];
  for (const fact of exports) {
    if (fact.kind !== 'all') continue;
    const resolution = resolver.resolve(file, fact.specifier);
    if (resolution.kind !== 'file') others.push(fact.specifier);
    else if (all.has(resolution.file)) files.push(resolution.file);
  }
  return { files, others };
}

/** Never false where the file exports the name, whatever `default` is. A barrel of many files is asked for many names, and most files know few. */
export function mayExport(program: Program, file: FilePath, name: string, seen: Set<FilePath> = new Set()): boolean {
  if (seen.has(file)) return false;
  seen.add(file);
  const index = program.of(file);
  if (!index) return false;
  if (index.exportsNamed.has(name) || index.exportsWritten.has(name) || index.facts.exports.some(({ kind }) => kind === 'assign')) return true;
  if (!index.facts.exports.some(({ kind }) => kind === 'all')) return false;
  const { files, others } = starsOf(program, index);
  return others.length > 0 || files.some((behind) => mayExport(program, behind, name, seen));
}
