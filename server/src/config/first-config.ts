/** The tenfold.json that a codebase starts with: what was seen of it, and why we think so. Pure. */

import { ownersBy } from '../../../rules/kit/owners-of.ts';
import { serviceOfWorkload, type Manifests } from '../../../rules/model/manifests.ts';
import type { Scale, Service, Workspace } from '../../../rules/model/workspace.ts';

export interface FirstConfig {
  readonly text: string;
  /** For the lines that say what was done. */
  readonly services: readonly Service[];
  readonly stage: Seen | undefined;
}

interface Seen {
  readonly stage: Scale['stage'];
  /** What tells us so, a sentence. */
  readonly because: string;
}

/** `version`: without patch. */
export function firstConfig(workspace: Workspace, manifests: Manifests, version: string): FirstConfig {
  const services = workspace.services.filter(({ kind, root }) => kind === 'service' && root !== '');
  const stage = stageSeen(workspace, manifests);
  const text = [
    '{',
    '  // Rules of later versions are advice until "tenfold migrate" raises this.',
    `  "version": ${JSON.stringify(version)},`,
    `  // Or tenfold:strict, mvp, growth, scale${hasNest(workspace) ? ', and tenfold:nest for the layers of NestJS' : ''}; files and packages of yours too.`,
    '  "extends": ["tenfold:recommended"],',
    '',
    ...scaleLines(stage),
    ...serviceLines(services, manifests),
    '  // "rules": { "<rule>": "off" or "error" }, "overrides": [{ "files": ["apps/admin/**"], "rules": { … } }]: "tenfold rules" names them.',
    '  "rules": {}',
    '}',
    '',
  ];
  return { text: text.join('\n'), services, stage };
}

function scaleLines(seen: Seen | undefined): readonly string[] {
  if (seen) return [`  // ${seen.because}`, `  "scale": { "stage": "${seen.stage}" },`, ''];
  return ['  // Nothing here says how large the product is: "mvp", "growth" (which is assumed) or "scale".', '  // "scale": { "stage": "growth", "peakRequestsPerSecond": 50 },', ''];
}

function serviceLines(services: readonly Service[], manifests: Manifests): readonly string[] {
  if (services.length === 0) return [];
  const ownersOf = ownersBy(manifests);
  const rows = services.map((service, index) => {
    const [first] = service.files;
    const owners = first === undefined ? [] : ownersOf(first);
    const entry = `    { "name": ${JSON.stringify(service.name)}, "root": ${JSON.stringify(service.root)} }${index < services.length - 1 ? ',' : ''}`;
    return { entry, why: `${service.because}${owners.length > 0 ? `; owned by ${owners.join(', ')}` : ''}` };
  });
  const width = Math.max(...rows.map(({ entry }) => entry.length));
  return [
    '  // What is deployed as one unit, and what told us so. Each may have "rules" of its own.',
    '  "services": [',
    ...rows.map(({ entry, why }) => `${entry.padEnd(width)}  // ${why}`),
    '  ],',
    '',
  ];
}

const MANY_COPIES = 3;

/** By how many copies run, and what is measured; nothing where nothing tells. That something is an mvp shows nowhere. */
export function stageSeen({ services }: Workspace, { workloads, documents }: Manifests): Seen | undefined {
  // A platform that starts copies by itself does so for an mvp too.
  const own = workloads.filter((workload) => (workload.platform === 'kubernetes' || workload.platform === 'compose') && !workload.traits.includes('development') && serviceOfWorkload(workload, services) !== undefined);
  const scaled = own.find(({ hasAutoscaler }) => hasAutoscaler);
  if (scaled) return { stage: 'scale', because: `${scaled.at.file} lets an autoscaler start copies of ${scaled.name}${scaled.maxReplicas === undefined ? '' : `, up to ${scaled.maxReplicas}`}.` };
  const most = [...own].sort((a, b) => (b.replicas ?? 1) - (a.replicas ?? 1))[0];
  if (most?.replicas !== undefined && most.replicas >= MANY_COPIES) return { stage: 'scale', because: `${most.at.file} runs ${most.replicas} copies of ${most.name}.` };
  if (most?.replicas !== undefined && most.replicas > 1) return { stage: 'growth', because: `${most.at.file} runs ${most.replicas} copies of ${most.name}.` };
  const loadTest = documents.find(({ kind }) => kind === 'load-test');
  return loadTest && { stage: 'growth', because: `${loadTest.file} is a load test.` };
}

function hasNest({ packages }: Workspace): boolean {
  return packages.some(({ dependencies }) => dependencies.has('@nestjs/core'));
}
