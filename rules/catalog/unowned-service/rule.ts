import { defineRule } from '../../kit/define-rule.ts';
import { isSample, listed, placeOfService } from '../../kit/deployed-service.ts';
import { ownersBy } from '../../kit/owners-of.ts';
import type { Workspace } from '../../model/workspace.ts';

export default defineRule({
  scope: 'workspace',
  category: 'team',
  tier: 'information',
  options: {},

  *check(workspace, codebase) {
    const { owners } = codebase.manifests;
    const ownersOf = ownersBy(codebase.manifests);
    // Where one owner has it all, or nobody was ever named, the file says nothing about who answers for what.
    if (new Set(owners.flatMap((rule) => rule.owners)).size < 2) return;
    const judged = workspace.services.filter((service) => service.files.length > 0 && !isSample(service.root) && (service.kind === 'service' || isShared(workspace, service.package.name)));
    const unowned = judged.flatMap((service) => {
      const files = service.files.filter((file) => !codebase.isOffline(file));
      const without = files.filter((file) => ownersOf(file).length === 0);
      const at = placeOfService(codebase, service);
      return at && without.length * 2 > files.length ? [{ service, at, says: without.length === files.length ? service.name : `${without.length} of the ${files.length} files of ${service.name}` }] : [];
    });
    const evidence = owners.slice(0, 1).map((rule) => ({ at: rule.at, shows: 'owners are named here' }));
    const [first] = owners;
    // Where most is unowned, that is one thing to mend, not many.
    if (first && unowned.length > 2 && unowned.length * 2 > judged.length) {
      const names = unowned.map(({ service }) => service.name);
      yield { at: first.at, message: `CODEOWNERS leaves ${unowned.length} of ${judged.length} services and shared packages without an owner: ${listed(names, 6)}.`, confidence: 'certain', evidence: unowned.map(({ at, says }) => ({ at, shows: `nobody owns ${says}` })), evidenceIs: 'related' };
      return;
    }
    for (const { at, says } of unowned) yield { at, message: `Nobody in CODEOWNERS owns ${says}.`, confidence: 'certain', evidence, evidenceIs: 'related' };
  },
});

/** Two packages or more depend on it. */
function isShared({ packages }: Workspace, name: string): boolean {
  return packages.filter(({ root, manifest }) => root !== '' && Object.hasOwn((manifest['dependencies'] ?? {}) as object, name)).length > 1;
}
