/** Takes people's names out of what rules and CODEOWNERS say of them. Teams keep theirs. */

import type { Codebase } from '../../../rules/model/codebase.ts';
import type { Finding } from '../../../rules/model/finding.ts';

export function withoutNames({ history, manifests }: Codebase, finding: Finding): Finding {
  if (finding.category !== 'team') return finding;
  const people = (history?.authors ?? []).map(({ name }) => name).filter((name) => name.length > 2).sort((a, b) => b.length - a.length);
  const logins = [...new Set(manifests.owners.flatMap(({ owners }) => owners))].filter((owner) => !owner.includes('/'));
  const hidden = (text: string): string => logins.reduce((said, login) => said.replaceAll(login, 'an owner'), people.reduce((said, name) => said.replaceAll(name, 'one person'), text));
  const without = (each: Finding): Finding => ({
    ...each,
    message: hidden(each.message),
    evidence: each.evidence.map((step) => ({ ...step, shows: hidden(step.shows) })),
    ...(each.others && { others: each.others.map(without) }),
  });
  return without(finding);
}

/** The same codebase with owners that are people called `owner 1`. */
export function withoutOwners(codebase: Codebase): Codebase {
  const { manifests } = codebase;
  const people = [...new Set(manifests.owners.flatMap(({ owners }) => owners))].filter((owner) => !owner.includes('/'));
  const called = (owner: string): string => (owner.includes('/') ? owner : `owner ${people.indexOf(owner) + 1}`);
  return { ...codebase, manifests: { ...manifests, owners: manifests.owners.map((rule) => ({ ...rule, owners: rule.owners.map(called) })) } };
}
