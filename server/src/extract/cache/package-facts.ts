/**
 * The facts of one package in a file of its own, so that each package is read by a task of its own, on any machine, and all are judged together later.
 *
 * Paths in it are relative to the package, and nothing in it tells when or where it was written: the same sources give the same bytes. It is believed
 * only for texts that have not changed since.
 */

import type { FileFacts } from '../../../../rules/model/facts.ts';
import { filePath, type FilePath } from '../../../../rules/model/source.ts';
import type { FileSystem } from '../../platform/file-system.ts';
import type { KnownElsewhere } from '../extract-files.ts';
import { closePack, openPack, packLine, type FactsPack, type FileExtract } from './facts-pack.ts';

/** Where a package keeps them, relative to its folder. */
export const PACKAGE_FACTS = '.tenfold/facts.pack';

/** Bytes: as much as a string holds. */
const LARGEST = 500_000_000;

/** What could be read of each file; one with a problem is read again by whoever judges, since a problem names the whole path. */
export function packageFactsText(extracts: ReadonlyMap<FilePath, FileExtract>, version: string): string {
  const lines = [...extracts].flatMap(([file, extract]) => (extract.problems.length > 0 ? [] : [packLine(file, { hash: extract.hash, size: 0, modified: 0 }, extract)]));
  return closePack(lines, version);
}

/** What the packages in these folders say, of the whole workspace. Those of another version, or of none, say nothing. */
export async function readPackageFacts(root: string, folders: readonly FilePath[], version: string, fs: FileSystem): Promise<KnownElsewhere> {
  const packs = new Map<FilePath, FactsPack>();
  for (const folder of folders) {
    const read = await fs.readText(`${root}/${folder === '' ? '' : `${folder}/`}${PACKAGE_FACTS}`, LARGEST);
    if (read.ok) packs.set(folder, openPack(read.text, version));
  }
  return (file, hash) => {
    for (const [folder, within] of placesOf(file)) {
      const packed = packs.get(folder)?.get(within);
      if (packed?.stamp.hash !== hash) continue;
      const extract = packed.open();
      if (extract?.facts) return { ...extract, facts: { ...extract.facts, file } satisfies FileFacts };
    }
    return undefined;
  };
}

/** Each folder around a file with what is left of its path, the deepest first. */
function* placesOf(file: FilePath): Iterable<readonly [FilePath, FilePath]> {
  for (let slash = file.lastIndexOf('/'); slash >= 0; slash = file.lastIndexOf('/', slash - 1)) {
    yield [filePath(file.slice(0, slash)), filePath(file.slice(slash + 1))];
    if (slash === 0) break;
  }
  yield [filePath(''), file];
}
