/** Picks the one manual process to kill: what stands in the way of every change comes first. Pure. */

import type { ManualProcess } from '../../../rules/kit/audit/manual-process.ts';
import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import type { ByHand } from '../../../rules/kit/define-rule.ts';
import { placeOfService } from '../../../rules/kit/deployed-service.ts';
import type { Codebase } from '../../../rules/model/codebase.ts';
import type { Finding } from '../../../rules/model/finding.ts';
import { deployedServices } from './deployed.ts';
import { locationOf } from './location.ts';

export function manualProcessOf(codebase: Codebase, findings: readonly Finding[], catalog: readonly CatalogEntry[]): ManualProcess | undefined {
  return found('every change', findings, catalog) ?? deployedByHand(codebase) ?? found('each release', findings, catalog);
}

function found(stops: ByHand['stops'], findings: readonly Finding[], catalog: readonly CatalogEntry[]): ManualProcess | undefined {
  for (const { id, rule: { byHand } } of catalog) {
    if (byHand?.stops !== stops) continue;
    const finding = findings.find(({ rule, suppressed }) => rule === id && suppressed === undefined);
    if (finding) return { what: finding.message, why: byHand.why, firstStep: byHand.firstStep, location: finding.location };
  }
  return undefined;
}

/** A script that deploys, and no pipeline that does. */
function deployedByHand(codebase: Codebase): ManualProcess | undefined {
  if (codebase.manifests.pipelines.some(({ deploys }) => deploys)) return undefined;
  for (const service of deployedServices(codebase)) {
    const script = Object.keys(service.package.scripts).find((name) => /^(deploy|release:prod|publish:prod)(:|$)/.test(name));
    const at = script === undefined ? undefined : placeOfService(codebase, service);
    if (script === undefined || !at) continue;
    return {
      what: `${service.name} is deployed by hand: its package.json has a script ${script}, and no pipeline runs it.`,
      why: 'A release that needs someone’s machine waits for that person, and differs from machine to machine.',
      firstStep: `Let a pipeline run the script ${script} when something is merged to the main branch.`,
      location: locationOf(codebase, at),
    };
  }
  return undefined;
}
