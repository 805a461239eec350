/** Which container is told of which: by the addresses in its environment, and by the order they start in. */

import type { Codebase } from '../../../../rules/model/codebase.ts';
import type { Workload } from '../../../../rules/model/manifests.ts';
import { isRequest } from '../../../../rules/model/workspace.ts';
import { isForDevelopment, type Container } from './containers.ts';
import { engineOfVariable } from './engines.ts';
import type { Link } from './links.ts';

/** Files meant for a developer's machine count only where nothing else deploys the container. */
export function* manifestLinks(codebase: Codebase, containers: readonly Container[]): Iterable<Link> {
  for (const container of containers) {
    const deployed = container.workloads.filter((each) => !isForDevelopment(each));
    for (const workload of deployed.length > 0 ? deployed : container.workloads) {
      for (const [variable, value] of Object.entries(workload.environment)) {
        const to = toldBy(codebase, containers, workload, variable, value);
        if (to && to !== container) yield link(container, to, workload, variable);
      }
      for (const [, host = ''] of (workload.command ?? '').matchAll(/(?:^|[\s/=@])([a-z][\w-]*):\d+/gi)) {
        const to = containers.find(({ workloads }) => workloads.some((each) => each.name === host && each.at.file === workload.at.file));
        if (to && to !== container) yield link(container, to, workload, 'its command');
      }
      for (const name of workload.dependsOn) {
        const to = containers.find(({ workloads }) => workloads.some((each) => each.name === name && each.at.file === workload.at.file));
        if (to && to !== container) yield { ...link(container, to, workload, 'depends_on'), kind: to.kind === 'database' || to.kind === 'cache' || to.kind === 'queue' ? 'uses' : 'starts after' };
      }
    }
  }
}

function link(from: Container, to: Container, { at }: Workload, says: string): Link {
  return { from: from.id, to: to.id, kind: to.kind === 'service' || to.kind === 'container' ? 'calls' : 'uses', at, says, isGuessed: true };
}

function toldBy(codebase: Codebase, containers: readonly Container[], workload: Workload, variable: string, value: string): Container | undefined {
  const here = (name: string): Container | undefined => containers.find(({ workloads }) => workloads.some((each) => each.name === name && (each.at.file === workload.at.file || each.platform === 'kubernetes')));
  const hosts = [...value.matchAll(/(?:\/\/|@|,|^)(?:[^@/,\s]*@)?([a-z][\w-]*)(?:\.[\w-]+\.svc[\w.]*)?:(?:\d|\$)/gi)].flatMap(([, host]) => host ?? []);
  if (/(_HOST|_HOSTNAME|_SERVER|_ADDR(ESS)?)$/.test(variable) && /^[a-z][\w-]*$/i.test(value)) hosts.push(value);
  for (const [, host] of value.matchAll(/\/\/([a-z][\w-]*)(?=\/|$)/gi)) if (host !== undefined) hosts.push(host);
  for (const host of hosts) {
    const named = here(host);
    if (named) return named;
  }
  const published = publishedAt(containers, workload, value);
  if (published) return published;
  // What is filled in elsewhere still says by its name what for.
  if (value !== '' && !/^\$/.test(value)) return undefined;
  if (!/_(URL|URI|HOST|HOSTS|ENDPOINT|ADDRESS|BROKERS?|SERVERS?|DSN)$/.test(variable)) return undefined;
  const engine = engineOfVariable(variable);
  if (engine) return containers.find((each) => each.engine?.name === engine.name);
  if (/^DATABASE_/.test(variable)) return only(containers.filter(({ kind, engine: own }) => kind === 'database' && own !== undefined && /SQL|Mongo/.test(own.name)));
  const stem = plain(variable.replace(/^(NEXT_PUBLIC|VITE|PUBLIC|REACT_APP)_/, '').replace(/_(BASE_)?(URL|URI|HOST|ENDPOINT|ADDRESS|ORIGIN)$/, ''));
  return containers.find((each) => each.kind === 'service' && answers(codebase, each, variable) && [each.name, ...each.workloads.map(({ name }) => name)].some((name) => plain(name) === stem));
}

/** `http://shop.local:4030`, where `shop.local` is the machine itself: whoever is published there. */
function publishedAt(containers: readonly Container[], { at, machineNames = [] }: Workload, value: string): Container | undefined {
  for (const [, host = '', port = ''] of value.matchAll(/(?:\/\/|@|^)([\w.-]+):(\d+)/g)) {
    if (host !== 'host.docker.internal' && !machineNames.includes(host)) continue;
    const found = containers.find(({ workloads }) => workloads.some((each) => each.at.file === at.file && each.publishes?.includes(port) === true));
    if (found) return found;
  }
  return undefined;
}

/** The address of a front end is mostly told for the links in a mail; only who starts after it asks it. */
function answers({ isOffline }: Codebase, { service }: Container, variable: string): boolean {
  if (!service || !/(FRONTEND|WEB|APP|SITE|CLIENT|DASHBOARD|UI)_/.test(variable)) return true;
  return service.entryPoints.some((each) => isRequest(each) && each.kind !== 'page' && !isOffline(each.at.file));
}

function only<Each>(all: readonly Each[]): Each | undefined {
  return all.length === 1 ? all[0] : undefined;
}

/** `@shop/orders-service`, `ORDERS_SERVICE` and `orders` are the same. */
function plain(name: string): string {
  return name.toLowerCase().replace(/^@[^/]*\//, '').replace(/[-_](service|svc|api|server)$/, '').replace(/[-_]/g, '');
}
