/** What manifests deploy beside the code that was read: databases, brokers, and services in other languages. */

import type { NodeKind } from '../../../../rules/kit/audit/service-map.ts';
import { isSample } from '../../../../rules/kit/deployed-service.ts';
import type { Codebase } from '../../../../rules/model/codebase.ts';
import { serviceOfWorkload, type Workload } from '../../../../rules/model/manifests.ts';
import { isRequest, type Service } from '../../../../rules/model/workspace.ts';
import { engineOfImage, type Engine } from './engines.ts';

/** One thing that runs, however many files deploy it. */
export interface Container {
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
  readonly engine?: Engine;
  /** The service of this workspace that it runs. */
  readonly service?: Service;
  /** Those meant for more than a developer's machine first. */
  readonly workloads: readonly Workload[];
}

/** Stands for the mail server, or shows a database, on a developer's machine. */
const DEVELOPERS_TOOL = /(^|\/)(mailhog|mailpit|maildev|mailcatcher|inbucket|adminer|pgadmin4?|phpmyadmin|mongo-express|redis-commander|redisinsight)(:|@|$)/i;
/** Prepares something and ends. */
const RUNS_ONCE = /(^|[-_])(migrate|migrations?|migrator|init|setup|seed(er)?|create|create-?buckets?|bootstrap)([-_]|$)/i;

/** Ordered by name. Databases that only a developer's machine runs are marked by their workloads' traits. */
export function containersIn(codebase: Codebase, deployed: readonly Service[]): readonly Container[] {
  const workloads = codebase.manifests.workloads
    .filter(({ platform, at, kind, name, image }) => (platform === 'compose' || platform === 'kubernetes') && !isSample(at.file) && kind !== 'Job' && !RUNS_ONCE.test(name) && !DEVELOPERS_TOOL.test(image ?? ''))
    .sort((a, b) => Number(isForDevelopment(a)) - Number(isForDevelopment(b)));
  // One file says what an image is built from, another only runs it.
  const built = new Map(workloads.flatMap((each) => {
    const service = each.buildContext !== undefined || each.dockerfile !== undefined ? serviceRunBy(each, workloads, deployed) : undefined;
    return service ? [[each.name, service] as const] : [];
  }));
  const found = new Map<string, Container>();
  // Where nothing but a file for developers says what runs, it is the only description there is.
  const isOnlyDescribed = workloads.every(isForDevelopment);
  for (const workload of workloads) {
    const container = containerOf(codebase, workload, workloads, deployed, built, isOnlyDescribed);
    if (!container) continue;
    const known = found.get(container.id);
    found.set(container.id, known ? { ...known, workloads: [...known.workloads, workload] } : container);
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

export function isForDevelopment({ traits }: Workload): boolean {
  return traits.includes('development');
}

function containerOf(codebase: Codebase, workload: Workload, all: readonly Workload[], deployed: readonly Service[], built: ReadonlyMap<string, Service>, isOnlyDescribed: boolean): Container | undefined {
  const { name, buildContext, dockerfile } = workload;
  // `extends` says no more than that there is one.
  const image = workload.image ?? (buildContext === undefined && dockerfile === undefined ? all.find((other) => other.name === name && other.image !== undefined)?.image : undefined);
  const engine = image === undefined || buildContext !== undefined ? undefined : engineOfImage(image);
  if (engine) {
    // The same database under another name in another file is one of several ways to run it; two in one file are two.
    const isOneOfSeveral = all.some((other) => other.at.file === workload.at.file && other.name !== name && other.image !== undefined && engineOfImage(other.image)?.name === engine.name);
    return { id: `${engine.kind}:${engine.name}${isOneOfSeveral ? ` ${name}` : ''}`, kind: engine.kind, name: isOneOfSeveral ? `${engine.name} (${name})` : engine.name, engine, workloads: [workload] };
  }
  const service = serviceRunBy(image === undefined ? workload : { ...workload, image }, all, deployed) ?? built.get(name) ?? productIn(codebase, image, deployed);
  if (service) return { id: `service:${service.name}`, kind: 'service', name: service.name, service, workloads: [workload] };
  if ((isForDevelopment(workload) && !isOnlyDescribed) || (image === undefined && buildContext === undefined && dockerfile === undefined)) return undefined;
  const isOwnCode = (buildContext !== undefined && buildContext !== '') || dockerfile !== undefined;
  return { id: `container:${name}`, kind: isOwnCode ? 'service' : 'container', name, workloads: [workload] };
}

/** Where one Dockerfile builds several containers, by a target each, the only service there is runs in the one that is called so. */
function serviceRunBy(workload: Workload, all: readonly Workload[], deployed: readonly Service[]): Service | undefined {
  const service = serviceOfWorkload(workload, deployed);
  const { buildContext, dockerfile, at, name } = workload;
  if (!service || buildContext !== '' || dockerfile === undefined || dockerfile.includes('/')) return service;
  const rivals = all.filter((other) => other.at.file === at.file && other.name !== name && other.dockerfile === dockerfile && other.buildContext === '');
  return rivals.length === 0 || bare(service.name) === bare(name) ? service : undefined;
}

/** `@shop/orders` is `orders`. */
function bare(name: string): string {
  return name.toLowerCase().replace(/^@[^/]+\//, '');
}

/** `ghcr.io/shop/shop`, or an image called after the repository's own package: the product itself, where only one service answers more than pages. */
function productIn({ workspace }: Codebase, image: string | undefined, deployed: readonly Service[]): Service | undefined {
  const [, owner, name] = /(?:^|\/)([\w.-]+)\/([\w.-]+?)(?:[:@].*)?$/.exec(image ?? '') ?? [];
  const answering = deployed.filter(({ entryPoints }) => entryPoints.some((each) => isRequest(each) && each.kind !== 'page'));
  const isProduct = owner !== undefined && (owner === name || workspace.packages.some((each) => each.root === '' && each.name === name));
  return isProduct && answering.length === 1 ? answering[0] : undefined;
}
