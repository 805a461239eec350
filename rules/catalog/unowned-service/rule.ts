import { defineRule } from '../../kit/define-rule.ts';
import { isSample, listed, placeOfService } from '../../kit/deployed-service.ts';
import { oncePerModules } from '../../kit/once-per-modules.ts';
import { ownersBy } from '../../kit/owners-of.ts';
import type { Service, Workspace } from '../../model/workspace.ts';

export default defineRule({
  scope: 'workspace',
  category: 'team',
  tier: 'information',
  options: {},

  *check(workspace, codebase) {
    const { owners } = codebase.manifests;
    // Where one owner has it all, or nobody was ever named, the file says nothing about who answers for what.
    if (new Set(owners.flatMap((rule) => rule.owners)).size < 2) return;
    const judged = workspace.services.filter((service) => service.files.length > 0 && !isSample(service.root) && (service.kind === 'service' || isShared(workspace, service.package.name)));
    const found = judged.flatMap((service) => {
      const { files, without } = unowned(codebase, service);
      const at = placeOfService(codebase, service);
      return at && without * 2 > files ? [{ service, at, says: without === files ? service.name : `${without} of the ${files} files of ${service.name}` }] : [];
    });
    const evidence = owners.slice(0, 1).map((rule) => ({ at: rule.at, shows: 'owners are named here' }));
    const [first] = owners;
    // Where most is unowned, that is one thing to mend, not many.
    if (first && found.length > 2 && found.length * 2 > judged.length) {
      const names = found.map(({ service }) => service.name);
      yield { at: first.at, message: `CODEOWNERS leaves ${found.length} of ${judged.length} services and shared packages without an owner: ${listed(names, 6)}.`, confidence: 'certain', evidence: found.map(({ at, says }) => ({ at, shows: `nobody owns ${says}` })), evidenceIs: 'related' };
      return;
    }
    for (const { at, says } of found) yield { at, message: `Nobody in CODEOWNERS owns ${says}.`, confidence: 'certain', evidence, evidenceIs: 'related' };
  },
});

/** How many files of it are deployed, and how many of them nobody owns. */
const unowned = oncePerModules(({ manifests, isOffline }, { files }: Service) => {
  const ownersOf = ownersBy(manifests);
  const deployed = files.filter((file) => !isOffline(file));
  return { files: deployed.length, without: deployed.filter((file) => ownersOf(file).length === 0).length };
}, ({ root }) => root, Infinity);

/** Two packages or more depend on it. */
function isShared({ packages }: Workspace, name: string): boolean {
  return packages.filter(({ root, manifest }) => root !== '' && Object.hasOwn((manifest['dependencies'] ?? {}) as object, name)).length > 1;
}
