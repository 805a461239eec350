/** One package of a monorepo read by itself: what `tenfold facts` does, as a task that Turborepo or Nx may run anywhere and need not run twice. */

import { filePath, type FilePath } from '../../rules/model/source.ts';
import type { Workspace } from '../../rules/model/workspace.ts';
import { discover } from './discover/discover.ts';
import { packageFactsText, PACKAGE_FACTS, readPackageFacts } from './extract/cache/package-facts.ts';
import { extractFiles } from './extract/extract-files.ts';
import { extractor } from './read-all.ts';
import type { Machine } from './platform/machine.ts';

export interface PackageFacts {
  readonly text: string;
  readonly files: number;
  /** Files that had to be read anew, since the facts that were there before did not hold for them. */
  readonly reread: number;
}

/** `root` is the package's absolute path. Throws only when stopped. */
export async function factsOfPackage(root: string, { cache: _ofWholeCodebases, ...machine }: Machine, signal?: AbortSignal): Promise<PackageFacts> {
  const { value: { workspace, allFiles } } = await discover(root, undefined, machine.fs, signal);
  const files = ownFiles(workspace, allFiles);
  const known = await readPackageFacts(root, [filePath('')], extractor.version(), machine.fs);
  const { extracts, cacheMisses } = await extractFiles(root, files, extractor, machine, { known, signal });
  return { text: packageFactsText(extracts, extractor.version()), files: files.length, reread: cacheMisses };
}

export { PACKAGE_FACTS };

const SAYS_WORKSPACE = ['pnpm-workspace.yaml', 'turbo.json', 'nx.json', 'lerna.json', 'rush.json'];

/** At the root of a monorepo, what lies in its packages is theirs to read. */
function ownFiles({ files, packages }: Workspace, allFiles: readonly FilePath[]): readonly FilePath[] {
  const isMonorepo = allFiles.some((file) => SAYS_WORKSPACE.includes(file)) || packages.some(({ root, manifest }) => root === '' && 'workspaces' in manifest);
  const others = isMonorepo ? packages.filter(({ root }) => root !== '').map(({ root }) => `${root}/`) : [];
  return files.filter((file) => !others.some((folder) => file.startsWith(folder)));
}
