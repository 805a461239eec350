/**
 * Files whose exports others use without importing them, because a framework imports them at build time.
 *
 * Source: nitro.build/guide/utils, nuxt.com/docs/guide/directory-structure/server: what files below `server/utils` export is at hand in every file of the server.
 */

import type { FilePath } from '../../../rules/model/source.ts';
import type { Workspace } from '../../../rules/model/workspace.ts';
import { ownersByFolder } from './owners-by-folder.ts';

const GIVING = ['nuxt', 'nitropack', 'nitro'];

/** The files whose exports a file may name without an import, in the order of the workspace. */
export function givenNames({ packages, files }: Workspace): (file: FilePath) => readonly FilePath[] {
  const givers = packages.filter(({ dependencies, devDependencies }) => GIVING.some((name) => dependencies.has(name) || devDependencies.has(name)));
  if (givers.length === 0) return () => [];
  const packageOf = ownersByFolder(packages);
  const isServer = (file: FilePath): boolean => /(?:^|\/)server\//.test(file);
  const given = new Map(givers.map((each) => [each, files.filter((file) => /(?:^|\/)server\/utils\//.test(file) && packageOf(file) === each)]));
  return (file) => {
    const owner = isServer(file) ? packageOf(file) : undefined;
    return (owner && given.get(owner)) ?? [];
  };
}
