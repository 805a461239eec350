/** What is drawn: services, what manifests deploy beside them, shared packages, and what links lead to. */

import type { MapNode } from '../../../../rules/kit/audit/service-map.ts';
import { placeOfService, requestsTo } from '../../../../rules/kit/deployed-service.ts';
import type { Codebase } from '../../../../rules/model/codebase.ts';
import type { Service } from '../../../../rules/model/workspace.ts';
import { locationOf } from '../location.ts';
import { isForDevelopment, type Container } from './containers.ts';
import { idOf, serviceId } from './ids.ts';
import type { GatheredLink } from './links.ts';

interface Found {
  readonly services: readonly Service[];
  readonly packages: readonly Service[];
  readonly containers: readonly Container[];
  readonly links: readonly GatheredLink[];
}

export function nodesFrom(codebase: Codebase, { services, packages, containers, links }: Found): readonly MapNode[] {
  const nodes = new Map<string, MapNode>();
  const add = (node: Omit<MapNode, 'isShared'>): void => void (nodes.has(node.id) || nodes.set(node.id, { ...node, isShared: false }));
  for (const service of services) {
    const at = placeOfService(codebase, service);
    const id = serviceId(service);
    // Nothing comes to it and nothing deploys it: a tool, or a template.
    if (service.entryPoints.length === 0 && service.because !== 'Dockerfile' && !isServedFrontEnd(service) && !containers.some((each) => each.id === id) && !links.some(({ from, to, kind }) => kind !== 'imports' && (from === id || to === id))) continue;
    add({ id, kind: 'service', name: service.name, detail: serviceDetail(codebase, service, containers), root: service.root, ...(at && { location: locationOf(codebase, at) }) });
  }
  for (const each of containers) {
    const isAsked = links.some(({ from, to }) => from === each.id || to === each.id);
    const [first] = each.workloads;
    // A developer's tools are not what runs; a database that the code asks for runs somewhere.
    if (!first || (each.workloads.every(isForDevelopment) && !isAsked)) continue;
    add({ id: each.id, kind: each.kind, name: each.name, detail: each.workloads.find(({ image }) => image !== undefined)?.image ?? `built from ${first.buildContext ?? first.dockerfile ?? first.name}`, location: locationOf(codebase, first.at) });
  }
  for (const each of packages) {
    const at = placeOfService(codebase, each);
    add({ id: idOf(each, services), kind: 'package', name: each.name, detail: `${each.files.length} files`, root: each.root, ...(at && { location: locationOf(codebase, at) }) });
  }
  for (const { from, to } of links) for (const id of [from, to]) addByName(id, add);
  return [...nodes.values()];
}

/** Its pages are files, so nothing in its code answers. */
function isServedFrontEnd({ package: { scripts } }: Service): boolean {
  return /\b(next|nuxt|remix-serve|react-router-serve|astro)\b(?! dev)/.test(scripts['start'] ?? '');
}

const UNDECLARED = { database: 'no manifest says where it runs', cache: 'no manifest says where it runs', queue: 'named in code', outside: 'outside this repository' } as const;

function addByName(id: string, add: (node: Omit<MapNode, 'isShared'>) => void): void {
  const [kind, name] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)];
  if (kind === 'database' || kind === 'cache' || kind === 'queue' || kind === 'outside') add({ id, kind, name, detail: UNDECLARED[kind] });
}

function serviceDetail(codebase: Codebase, service: Service, containers: readonly Container[]): string {
  const routes = requestsTo(codebase, service).length;
  const jobs = service.entryPoints.filter(({ kind }) => kind === 'queue-consumer' || kind === 'scheduled-job').length;
  const replicas = containers.find((each) => each.service === service)?.workloads.find((each) => each.replicas !== undefined || each.maxReplicas !== undefined);
  return [`${routes} ${routes === 1 ? 'entry point' : 'entry points'}`, ...(jobs > 0 ? [`${jobs} ${jobs === 1 ? 'job' : 'jobs'}`] : []), ...(replicas ? [`${replicas.maxReplicas ?? replicas.replicas ?? 1} replicas`] : [])].join(', ');
}
