/** The service map: what runs, what it shares, and who calls whom, from code and manifests. Pure. */

import type { MapEdge, ServiceMap } from '../../../rules/kit/audit/service-map.ts';
import { circlesIn } from '../../../rules/kit/circles.ts';
import type { Codebase } from '../../../rules/model/codebase.ts';
import { deployedServices } from './deployed.ts';
import { locationOf } from './location.ts';
import { longestChains } from './map/chains.ts';
import { clientLinks, codeLinks, consumed, importLinks, nodeIdOf } from './map/code-links.ts';
import { usesOf } from './map/code-uses.ts';
import { containersIn } from './map/containers.ts';
import { serviceId } from './map/ids.ts';
import { gathered, withoutMereGuesses, type GatheredLink } from './map/links.ts';
import { manifestLinks } from './map/manifest-links.ts';
import { shortened } from './map/names.ts';
import { nodesFrom } from './map/nodes.ts';
import { joinedOutside, mostAsked } from './map/outside.ts';
import { rewriteLinks } from './map/rewrite-links.ts';
import { routesOn } from './map/routes-on.ts';
import { sharedPackages } from './map/shared-packages.ts';
import { toldLinks } from './map/told-links.ts';

/** A way is hot when so many of the routes take it: half of them, and more than two. */
const HOT_SHARE = 0.5;
const FEWEST_HOT = 3;

export function serviceMapOf(codebase: Codebase): ServiceMap {
  const services = deployedServices(codebase);
  const containers = containersIn(codebase, services);
  const uses = new Map(services.map((service) => [service, usesOf(codebase, service)]));
  const { packages, leftOut } = sharedPackages(codebase, services);
  const all = gathered(joinedOutside([...codeLinks(uses, containers), ...consumed(codebase, services, containers), ...clientLinks(codebase, services, containers), ...importLinks(codebase, services, packages), ...manifestLinks(codebase, containers), ...rewriteLinks(codebase, services), ...toldLinks(codebase, services)]));
  const { kept: told, leftOut: outsideLeftOut } = mostAsked(withoutMereGuesses(all, new Set(containers.map(({ id }) => id))));
  const links = told.filter((link) => !isSaidBetter(link, told));
  const nodes = nodesFrom(codebase, { services, packages, containers, links });
  const ids = new Set(nodes.map(({ id }) => id));
  const drawn = links.filter(({ from, to }) => ids.has(from) && ids.has(to));
  const cycles = [...circlesIn(nodes.filter(({ kind }) => kind === 'service' || kind === 'package').map(({ id }) => id), drawn.filter(({ kind }) => kind === 'calls' || kind === 'imports'))].map((circle) => circle.map(({ from }) => from));
  const routes = routesOn(codebase, uses, (use) => nodeIdOf(use, containers), serviceId);
  return {
    nodes: shortened(nodes).map((node) => ({ ...node, isShared: node.kind === 'database' && isShared(node.id, drawn) })),
    edges: drawn.map((link): MapEdge => {
      const own = routes.get(link.from);
      const count = own?.taken.get(link.to) ?? 0;
      const { at, ...rest } = link;
      return { ...rest, location: locationOf(codebase, at), routes: count, isHot: link.kind !== 'imports' && count >= FEWEST_HOT && count >= HOT_SHARE * (own?.all ?? 0), isInCycle: cycles.some((ids) => ids.some((id, index) => id === link.from && ids[(index + 1) % ids.length] === link.to)) };
    }),
    cycles,
    chains: longestChains(drawn.filter(({ kind, to }) => kind === 'calls' && to.startsWith('service:'))),
    packagesLeftOut: leftOut,
    outsideLeftOut,
    unknownDestinations: new Set([...uses.values()].flatMap((own) => [...own.values()].flat()).filter(({ target }) => target.kind === 'unknown').map(({ call }) => call)).size,
  };
}

/** An order of starting says nothing beside a call; a variable nothing beside the code that reads it. */
function isSaidBetter(link: GatheredLink, all: readonly GatheredLink[]): boolean {
  if (link.kind === 'starts after') return all.some((other) => other !== link && other.from === link.from && other.to === link.to);
  return false;
}

function isShared(id: string, links: readonly GatheredLink[]): boolean {
  const users = links.filter(({ to, kind }) => to === id && kind === 'uses');
  return users.some((one, index) => users.slice(index + 1).some((other) => other.from !== one.from && one.names.some((name) => other.names.includes(name))));
}
