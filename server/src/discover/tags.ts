/** Tags that projects carry, as Nx has them: `tags` of a project.json, `nx.tags` of a package.json. */

import { filePath, type FilePath } from '../../../rules/model/source.ts';
import type { FileSystem } from '../platform/file-system.ts';
import { readJson } from '../platform/json-text.ts';

/** Folders for each tag. Files that cannot be read carry none. */
export async function findTags(root: string, files: readonly FilePath[], fs: FileSystem): Promise<ReadonlyMap<string, readonly FilePath[]>> {
  const found = new Map<string, FilePath[]>();
  for (const file of files) {
    const name = file.slice(file.lastIndexOf('/') + 1);
    if (name !== 'project.json' && name !== 'package.json') continue;
    const read = await fs.readText(`${root}/${file}`);
    const content: unknown = read.ok ? readJson(read.text).value : undefined;
    const holder = name === 'project.json' ? content : field(content, 'nx');
    const tags = field(holder, 'tags');
    const folder = filePath(file.slice(0, Math.max(0, file.length - name.length - 1)));
    if (!Array.isArray(tags) || folder === '') continue;
    for (const tag of tags as readonly unknown[]) {
      if (typeof tag !== 'string') continue;
      const known = found.get(tag) ?? [];
      found.set(tag, known.includes(folder) ? known : [...known, folder]);
    }
  }
  return found;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
