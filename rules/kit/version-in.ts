/** Which version of a library a package asks for. */

import type { Package } from '../model/workspace.ts';

/** As written: `^4.18.0`; undefined where the package does not name it among its dependencies. */
export function versionIn({ manifest }: Package, library: string): string | undefined {
  const { dependencies } = manifest;
  const version: unknown = typeof dependencies === 'object' && dependencies !== null ? Object.entries(dependencies).find(([name]) => name === library)?.[1] : undefined;
  return typeof version === 'string' ? version : undefined;
}
