/**
 * Tells of what dependency-cruiser found in the code of today what was there already in an earlier state of it, which no disk holds for it to read.
 *
 * A breach was there when the imports were that make it up. A file that was moved since is looked for under its old path.
 */

import type { Breach } from '../../../../rules/model/architecture.ts';
import type { Codebase } from '../../../../rules/model/codebase.ts';
import { filePath, type FilePath } from '../../../../rules/model/source.ts';
import type { FileExtract } from '../cache/facts-pack.ts';
import type { Moves } from '../moves.ts';

type Extracts = ReadonlyMap<FilePath, FileExtract>;

/** The later state, what was found in it, and what was moved on the way to it. */
export interface Later {
  readonly breaches: readonly Breach[];
  readonly extracts: Extracts;
  readonly moves: Moves;
}

/** `codebase` is the earlier one, as are the paths of the answer. */
export function stoodBefore({ breaches, extracts, moves }: Later, { modules, facts }: Codebase): readonly Breach[] {
  return breaches
    .map((breach): Breach => ({ ...breach, from: moves.oldPathOf(breach.from), to: moves.oldPathOf(filePath(breach.to)), via: breach.via.map(moves.oldPathOf) }))
    .filter(({ kind, from, to, via }) => {
      switch (kind) {
        case 'import':
        case 'instability':
          return imports(from, to);
        case 'circle':
        case 'reach':
          return [from, ...via].every((each, index, way) => imports(each, way[index + 1] ?? to));
        case 'file':
          return facts.has(from) && hasLostNothing(from);
        case 'folder':
          return [...facts.keys()].some((file) => file.startsWith(`${from}/`) && modules.dependenciesOf(file).some((each) => each.to.startsWith(`${to}/`)));
      }
    });

  /** A file imports itself for free: ways end with their end. */
  function imports(from: FilePath, to: string): boolean {
    if (from === to || modules.dependenciesOf(from).some((each) => each.to === to)) return true;
    return !facts.has(filePath(to)) && facts.get(from)?.imports.some(({ specifier }) => isNameOf(specifier, to)) === true;
  }

  /** A file alone is an orphan, or lacks an import it is to have, since something was taken away. */
  function hasLostNothing(file: FilePath): boolean {
    return [...modules.dependenciesOf(file), ...modules.dependentsOf(file)].every(({ from, to }) => {
      const written = extracts.get(moves.newPathOf(from))?.facts?.imports ?? [];
      return written.some(({ specifier }) => isNameOf(specifier, moves.newPathOf(to)));
    });
  }
}

/** `express` for `node_modules/express/index.js`, `node:fs` for `fs`, `../data.json` for `src/data.json`: by its end, since nothing more is known of it. */
function isNameOf(specifier: string, to: string): boolean {
  const inPackage = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(to)?.[1];
  if (inPackage !== undefined) return specifier === inPackage || specifier.startsWith(`${inPackage}/`);
  return specifier.replace(/^node:/, '') === to || endOf(specifier) === endOf(to) || (/(?:^|\/)index\.\w+$/.test(to) && endOf(specifier) === endOf(to.slice(0, to.lastIndexOf('/'))));
}

function endOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[cm]?[jt]sx?$/, '');
}
