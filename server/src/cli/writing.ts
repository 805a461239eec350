/** Writes a file into a codebase, and never through a link, which may lead out of it. */

import { lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from './user-error.ts';

/** `path` is relative to the folder `root`, which is where the person who called stands or named; folders on the way are made. */
export function writeInto(root: string, path: string, text: string): void {
  try {
    const parts = path.split('/');
    for (const depth of parts.keys()) {
      const way = parts.slice(0, depth + 1).join('/');
      if (lstatSync(join(root, way), { throwIfNoEntry: false })?.isSymbolicLink() === true) throw new Error(`${way === path ? 'it' : way} is a symbolic link, which may lead out of the codebase`);
    }
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  } catch (error) {
    throw new UserError(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
