/** Globs, as minimatch reads them. */

import { minimatch } from 'minimatch';

/** Longer ones are not written by people, and take minimatch longer than anyone waits. */
export const LONGEST_GLOB = 500;

/** `path` has `/` between folders. A glob without a slash is of a name alone where `matchBase` says so. */
export function matchesGlob(path: string, glob: string, { matchBase = false } = {}): boolean {
  return glob.length <= LONGEST_GLOB && minimatch(path, glob, { dot: true, matchBase: matchBase && !glob.includes('/') });
}
