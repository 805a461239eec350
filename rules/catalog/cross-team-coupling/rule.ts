import { defineRule } from '../../kit/define-rule.ts';
import { listed } from '../../kit/deployed-service.ts';
import { ownersBy } from '../../kit/owners-of.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Dependency } from '../../model/graphs.ts';
import type { Package } from '../../model/workspace.ts';

export default defineRule({
  scope: 'workspace',
  category: 'team',
  tier: 'advice',
  options: {},

  *check(_workspace, codebase) {
    const { owners } = codebase.manifests;
    if (new Set(owners.flatMap((rule) => rule.owners)).size < 2) return;
    const ownersOf = ownersBy(codebase.manifests);
    const groups = new Map<string, { readonly from: readonly string[]; readonly to: readonly string[]; readonly target: Package; readonly imports: Dependency[] }>();
    for (const file of codebase.facts.keys()) {
      if (codebase.isOffline(file)) continue;
      for (const dependency of codebase.modules.dependenciesOf(file)) {
        const target = codebase.packageOf(dependency.to);
        if (dependency.kind === 'type-only' || codebase.packageOf(file) === target || codebase.isOffline(dependency.to) || isPublic(codebase, dependency, target)) continue;
        const [from, to] = [ownersOf(file), ownersOf(dependency.to)];
        if (from.length === 0 || to.length === 0 || from.some((owner) => to.includes(owner))) continue;
        const key = `${from.join()} ${to.join()} ${target.root}`;
        const known = groups.get(key);
        if (known) known.imports.push(dependency);
        else groups.set(key, { from, to, target, imports: [dependency] });
      }
    }
    for (const { from, to, target, imports } of groups.values()) {
      const [first, ...rest] = imports;
      if (!first) continue;
      yield {
        at: { file: first.from, span: first.span },
        message: `Code of ${listed(from)} reaches into ${target.name} of ${listed(to)} in ${imports.length} ${imports.length === 1 ? 'place' : 'places'}, past what it publishes.`,
        confidence: 'certain',
        evidence: rest.slice(0, 10).map((each) => ({ at: { file: each.from, span: each.span }, shows: `${each.from} does too` })),
        evidenceIs: 'related',
      };
    }
  },
});

/** Named by the package alone, or by a path that its package.json exports. */
function isPublic({ packageOf }: Codebase, { specifier, to }: Dependency, target: Package): boolean {
  if (specifier === target.name) return true;
  if (specifier.startsWith(`${target.name}/`)) {
    const subpath = `.${specifier.slice(target.name.length)}`;
    const exported = target.manifest['exports'];
    if (typeof exported === 'object' && exported !== null) return Object.keys(exported).some((key) => key === subpath || (key.includes('*') && subpath.startsWith(key.slice(0, key.indexOf('*')))));
    return exported === undefined && /^\.\/[\w-]+$/.test(subpath);
  }
  // By an alias or a relative path: the package's own index is its door.
  const inside = to.slice(packageOf(to).root.length + 1);
  return /^(src\/)?(index|main|public-api|mod)\.[cm]?[jt]sx?$/.test(inside);
}
