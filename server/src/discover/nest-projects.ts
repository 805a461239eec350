/** Reads the applications and libraries of a Nest workspace, which need no package.json of their own: https://docs.nestjs.com/cli/monorepo. */

import { filePath, type FilePath } from '../../../rules/model/source.ts';
import type { FileSystem } from '../platform/file-system.ts';
import { readJson } from '../platform/json-text.ts';
import type { Project } from './nx-projects.ts';

/** A file that cannot be read or parsed names no project. */
export async function findNestProjects(root: string, files: readonly FilePath[], fs: FileSystem): Promise<readonly Project[]> {
  const found: Project[] = [];
  for (const file of files.filter((each) => /(?:^|\/)(?:\.?nest-cli|nest)\.json$/.test(each))) {
    const read = await fs.readText(`${root}/${file}`);
    const content: unknown = read.ok ? readJson(read.text).value : undefined;
    const projects = isRecord(content) && isRecord(content['projects']) ? content['projects'] : {};
    const whole = isRecord(content) ? content['sourceRoot'] : undefined;
    const folder = file.slice(0, Math.max(0, file.lastIndexOf('/')));
    // What has the same sources as the whole is another way to start it, as a command line is.
    for (const [name, project] of Object.entries(projects)) {
      if (!isRecord(project)) continue;
      const { type, root: own } = project;
      if ((type !== 'application' && type !== 'library') || typeof own !== 'string' || own === '' || own === '.' || own === whole) continue;
      const path = own.replace(/^\.\//, '').replace(/\/$/, '');
      found.push({ name, root: filePath(folder === '' ? path : `${folder}/${path}`), kind: type === 'application' ? 'service' : 'library', because: file });
    }
  }
  return found;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
