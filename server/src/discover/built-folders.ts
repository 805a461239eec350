/**
 * Folders that compose files build images from: what lies there is deployed, whatever its package.json says.
 * Only the two lines that name a folder are looked at; the rest of these files is read once services are known.
 */

import type { FilePath } from '../../../rules/model/source.ts';
import type { FileSystem } from '../platform/file-system.ts';

const COMPOSE = /(?:^|\/)(?:docker-)?compose(?:[._-][\w.-]+)?\.ya?ml$/;
/** `build: ./orders`, `context: ../orders`. */
const FOLDER = /^[ \t]+(?:build|context):[ \t]+["']?([^"'\s#{}$:]+)["']?[ \t]*(?:#.*)?$/gm;

/** Relative to the workspace; the root itself, and what lies outside, is none of them. */
export async function findBuiltFolders(root: string, files: readonly FilePath[], fs: FileSystem): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const file of files.filter((each) => COMPOSE.test(each))) {
    const read = await fs.readText(`${root}/${file}`);
    if (!read.ok) continue;
    for (const [, written = ''] of read.text.matchAll(FOLDER)) {
      const folder = joined(file.split('/').slice(0, -1), written);
      if (folder !== undefined && folder !== '') found.add(folder);
    }
  }
  return found;
}

/** Undefined where it leads out of the workspace. */
function joined(folder: readonly string[], path: string): string | undefined {
  const parts = [...folder];
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
