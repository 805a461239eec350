/** Reads what Nx says of a workspace: projects without a package.json of their own, and which of them run on a server. */

import { filePath, type FilePath } from '../../../rules/model/source.ts';
import type { Service } from '../../../rules/model/workspace.ts';
import type { FileSystem } from '../platform/file-system.ts';
import { readJson } from '../platform/json-text.ts';

/** A part of the workspace that its build tool names; it may have no package.json of its own. */
export interface Project {
  readonly name: string;
  readonly root: FilePath;
  /** Applications for the browser are no service: nothing of them is asked by others. */
  readonly kind: Service['kind'];
  /** The file that says so. */
  readonly because: string;
}

/** Executors and builders that start or build a process of Node. */
const RUNS_ON_A_SERVER = /"(?:@(?:nx|nrwl)\/(?:js:node|node:|nest:|next:|express:|remix:|nuxt:)|@nx-tools\/nx-prisma|@nestjs\/|@nx\/esbuild:esbuild)|"target"\s*:\s*"node"/;
const FOR_A_BROWSER = /"@(?:nx|nrwl|angular-devkit)\/(?:angular|build-angular|web|react|vite|expo|react-native)\b|@angular\/build/;

/** A file that cannot be read or parsed names no project: Nx itself would not know them either. */
export async function findNxProjects(root: string, files: readonly FilePath[], fs: FileSystem): Promise<readonly Project[]> {
  const found: Project[] = [];
  for (const file of files) {
    const name = file.slice(file.lastIndexOf('/') + 1);
    const isMap = file === 'workspace.json' || file === 'angular.json';
    if (name !== 'project.json' && !isMap) continue;
    const read = await fs.readText(`${root}/${file}`);
    const content: unknown = read.ok ? readJson(read.text).value : undefined;
    if (!isRecord(content)) continue;
    if (isMap) {
      const projects = isRecord(content['projects']) ? content['projects'] : {};
      found.push(...Object.entries(projects).flatMap(([each, project]) => (isRecord(project) && typeof project['root'] === 'string' ? projectFrom(each, project['root'], project, file) : [])));
    } else {
      const folder = file.slice(0, Math.max(0, file.length - name.length - 1));
      found.push(...projectFrom(typeof content['name'] === 'string' ? content['name'] : folder.slice(folder.lastIndexOf('/') + 1), folder, content, file));
    }
  }
  return found;
}

function projectFrom(name: string, root: string, project: Readonly<Record<string, unknown>>, because: string): readonly Project[] {
  const { projectType } = project;
  // A project.json of something else has no project type; the root as a project is the workspace itself.
  if ((projectType !== 'application' && projectType !== 'library') || root === '' || root === '.') return [];
  const text = JSON.stringify(project);
  const isService = projectType === 'application' && RUNS_ON_A_SERVER.test(text) && !FOR_A_BROWSER.test(text);
  return [{ name, root: filePath(root.replace(/\/$/, '')), kind: isService ? 'service' : 'library', because }];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
