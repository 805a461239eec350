import { defineRule } from '../../kit/define-rule.ts';
import { option } from '../../kit/options.ts';
import type { Dependency } from '../../model/graphs.ts';
import type { Service } from '../../model/workspace.ts';

export default defineRule({
  scope: 'workspace',
  category: 'coupling',
  tier: 'warning',

  options: {
    shared: option.names({ default: [], description: 'Names of services whose files others may import.' }),
  },

  *check({ files }, codebase, { shared }) {
    for (const file of files) {
      if (codebase.isOffline(file)) continue;
      const from = codebase.serviceOf(file);
      for (const dependency of codebase.modules.dependenciesOf(file)) {
        const to = codebase.serviceOf(dependency.to);
        if (!from || !to || from.name === to.name || to.kind !== 'service' || shared.includes(to.name)) continue;
        if (isPublished(dependency, to) || isInside(from, to)) continue;
        const isType = dependency.kind === 'type-only' || dependency.isErasable;
        yield {
          at: { file, span: dependency.span },
          message: `${from.name} reaches into ${dependency.to}, a file of the service ${to.name}: ${isType ? 'a change there can break the build here' : 'the two can only be built and deployed together'}.`,
          confidence: 'certain',
          ...(isType ? { tier: 'information' as const } : {}),
        };
      }
    }
  },
});

/** By the package's name, and only what it exports: that is its contract. */
function isPublished({ specifier }: Dependency, { package: owner }: Service): boolean {
  if (!owner.hasManifest) return false;
  if (specifier === owner.name) return true;
  return specifier.startsWith(`${owner.name}/`) && 'exports' in owner.manifest;
}

/** A folder of a service that is a package of its own. */
function isInside(from: Service, to: Service): boolean {
  return to.root === '' || from.root.startsWith(`${to.root}/`);
}
