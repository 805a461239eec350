/** Finds what lives in a workspace: files, packages, services, import aliases. */

import type { Outcome } from '../../../rules/model/outcome.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import type { Scale, Workspace } from '../../../rules/model/workspace.ts';
import type { FileSystem } from '../platform/file-system.ts';
import { matchesGlob } from '../platform/globs.ts';
import { findAliases } from './aliases.ts';
import { desktopFolders } from './desktop.ts';
import { isOfflinePath } from './offline.ts';
import { findBuiltFolders } from './built-folders.ts';
import { findNestProjects } from './nest-projects.ts';
import { findNxProjects } from './nx-projects.ts';
import { findPackages } from './packages.ts';
import { findServices, type DeclaredService } from './services.ts';
import { walk } from './walk.ts';

/** What a team's config says about the shape of the workspace. Globs are relative to the workspace. */
export interface ProjectConfig {
  readonly services: readonly DeclaredService[];
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly scale?: Scale;
}

export interface Discovery {
  readonly workspace: Workspace;
  /** Every file that was seen, code or not; manifests are looked for among them. */
  readonly allFiles: readonly FilePath[];
}

const CODE = /\.[cm]?[jt]sx?$/;
const NOT_WRITTEN = /(?:\.d\.[cm]?ts|[.-]min\.[cm]?js|\.bundle\.js|\.generated\.[cm]?[jt]sx?|\.gen\.[jt]sx?|\.pb\.[jt]s|_pb\.[jt]s|\.chunk\.js)$/;

export async function discover(root: string, config: ProjectConfig | undefined, fs: FileSystem, signal?: AbortSignal): Promise<Outcome<Discovery>> {
  const walked = await walk(root, fs, signal);
  const files = walked.value.filter((file) => CODE.test(file) && !NOT_WRITTEN.test(file) && isWanted(file, config));
  const [packages, aliases, nx, nest, built] = await Promise.all([
    findPackages(root, walked.value, fs), findAliases(root, walked.value, fs), findNxProjects(root, walked.value, fs), findNestProjects(root, walked.value, fs), findBuiltFolders(root, walked.value, fs),
  ]);
  const desktops = desktopFolders(packages.value, walked.value);
  const workspace: Workspace = {
    packages: packages.value,
    services: findServices(packages.value, files, config?.services ?? [], { everyFile: walked.value, projects: [...nx, ...nest], built }),
    files,
    offlineFiles: new Set(files.filter((file) => isOfflinePath(file) || desktops.some((folder) => file.startsWith(`${folder}/`)))),
    aliases: aliases.value,
    scale: config?.scale ?? { stage: 'growth', isStageDeclared: false },
  };
  return { value: { workspace, allFiles: walked.value }, problems: [...walked.problems, ...packages.problems, ...aliases.problems] };
}

function isWanted(file: FilePath, config: ProjectConfig | undefined): boolean {
  if (!config) return true;
  const matches = (glob: string): boolean => matchesGlob(file, glob) || matchesGlob(file, `${glob.replace(/\/$/, '')}/**`);
  if (config.include.length > 0 && !config.include.some(matches)) return false;
  return !config.exclude.some(matches);
}
