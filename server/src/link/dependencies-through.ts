/** What a package may use: its own dependencies, and those of the workspace's packages among them, as a `db` package brings the library that it wraps. */

import type { Package } from '../../../rules/model/workspace.ts';

export function dependenciesThrough(packages: readonly Package[]): (owner: Package) => ReadonlySet<string> {
  const byName = new Map(packages.filter(({ hasManifest }) => hasManifest).map((each) => [each.name, each]));
  const known = new Map<Package, ReadonlySet<string>>();
  return (owner) => {
    let found = known.get(owner);
    if (!found) known.set(owner, (found = withThoseOf(owner, byName)));
    return found;
  };
}

function withThoseOf(owner: Package, byName: ReadonlyMap<string, Package>): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set([owner]);
  for (const each of seen) {
    for (const name of each.dependencies) found.add(name);
    for (const name of [...each.dependencies, ...(each === owner ? each.devDependencies : [])]) {
      const own = byName.get(name);
      if (own) seen.add(own);
    }
  }
  return found;
}
