/** What the code says of who talks to whom: calls, messages, imports. */

import { filesReachedBy } from '../../../../rules/kit/deployed-service.ts';
import { importsBetweenServices } from '../../../../rules/kit/service-links.ts';
import type { Codebase } from '../../../../rules/model/codebase.ts';
import type { FunctionId } from '../../../../rules/model/function-id.ts';
import { siteOf } from '../../../../rules/model/graphs.ts';
import type { Service } from '../../../../rules/model/workspace.ts';
import type { Use } from './code-uses.ts';
import type { Container } from './containers.ts';
import { clientsOf } from './engines.ts';
import { idOf, serviceId } from './ids.ts';
import type { Link } from './links.ts';
import { isInProcessEvent, processedQueue } from './queue-names.ts';

export function* codeLinks(uses: ReadonlyMap<Service, ReadonlyMap<FunctionId, readonly Use[]>>, containers: readonly Container[]): Iterable<Link> {
  for (const [service, own] of uses) {
    for (const use of [...own.values()].flat()) {
      const to = nodeIdOf(use, containers);
      const { call, target } = use;
      if (to === undefined || target.kind === 'unknown') continue;
      const says = call.operation?.label ?? 'a call';
      const store = target.kind === 'queue' && (target.broker === 'BullMQ' || target.broker === 'bull') ? redisOf(containers) : undefined;
      if (store !== undefined) yield { from: serviceId(service), to: store, at: siteOf(call), says, isGuessed: call.isGuessed, kind: 'uses' };
      const subject = target.kind === 'queue' ? target.name : target.kind === 'store' && target.engine.kind === 'database' ? call.operation?.subject : undefined;
      yield {
        from: serviceId(service), to, at: siteOf(call), says, isGuessed: call.isGuessed || (target.kind === 'service' && target.isGuessed),
        kind: target.kind === 'store' ? 'uses' : target.kind === 'queue' ? 'publishes' : 'calls',
        ...(subject !== undefined && /^\w[\w.:-]*$/.test(subject) && { subject }),
      };
    }
  }
}

/** What a manifest deploys, and files of the service load the client of. */
export function* clientLinks(codebase: Codebase, services: readonly Service[], containers: readonly Container[]): Iterable<Link> {
  const asked = containers.flatMap(({ id, engine }) => (engine ? [{ id, clients: clientsOf(engine) }] : [])).filter(({ clients }) => clients.length > 0);
  if (asked.length === 0) return;
  for (const service of services) {
    for (const file of filesReachedBy(codebase, service)) {
      for (const { specifier, specifierSpan } of codebase.facts.get(file)?.imports ?? []) {
        const to = asked.find(({ clients }) => clients.includes(specifier))?.id;
        if (to !== undefined) yield { from: serviceId(service), to, kind: 'uses', at: { file, span: specifierSpan }, says: specifier, isGuessed: true };
      }
    }
  }
}

/** Of several containers of one engine, code does not say which; the first stands for them. */
export function nodeIdOf({ target }: Use, containers: readonly Container[]): string | undefined {
  switch (target.kind) {
    case 'store':
      return containers.find(({ engine }) => engine?.name === target.engine.name)?.id ?? `${target.engine.kind}:${target.engine.name}`;
    case 'service':
      return serviceId(target.service);
    case 'queue':
      return queueId(target, containers);
    case 'outside':
      return `outside:${target.name}`;
    case 'unknown':
      return undefined;
  }
}

/** Where BullMQ and its kin keep their jobs; the queue itself is drawn too. */
function redisOf(containers: readonly Container[]): string {
  return containers.find(({ engine }) => engine?.name === 'Redis')?.id ?? 'cache:Redis';
}

/** Topics of a broker that a manifest deploys are one node; elsewhere each queue is its own. */
function queueId({ broker, name }: { readonly broker?: string; readonly name?: string }, containers: readonly Container[]): string {
  // Channels of Redis, and queues of BullMQ whose names only running code knows.
  if (name === undefined && (broker === 'redis' || broker === 'ioredis' || broker === 'BullMQ' || broker === 'bull')) return redisOf(containers);
  const brokers = containers.filter(({ kind }) => kind === 'queue');
  const deployed = brokers.find(({ engine }) => engine?.name === broker) ?? (brokers.length === 1 && (broker === undefined || broker === 'Nest microservices') ? brokers[0] : undefined);
  return deployed?.id ?? `queue:${name ?? broker ?? 'queue'}`;
}

export function* consumed(codebase: Codebase, services: readonly Service[], containers: readonly Container[]): Iterable<Link> {
  for (const service of services) {
    for (const { kind, label, at, framework, handler } of service.entryPoints) {
      const name = kind === 'queue-consumer' && framework !== 'node' && !isInProcessEvent(codebase, handler) ? (processedQueue(codebase, handler) ?? /^(?:queue|topic|task queue|channel|subject|stream|event) (.+)$/.exec(label)?.[1]) : undefined;
      const store = kind === 'queue-consumer' && /bull/.test(framework) ? redisOf(containers) : undefined;
      if (store !== undefined) yield { from: serviceId(service), to: store, kind: 'uses', at, says: framework, isGuessed: false };
      if (name === undefined || /^(job|message|event)$/.test(name)) continue;
      yield { from: queueId({ name: name.replaceAll('{computed}', '…') }, containers), to: serviceId(service), kind: 'consumes', at, says: framework, isGuessed: false, subject: name };
    }
  }
}

export function* importLinks(codebase: Codebase, services: readonly Service[], packages: readonly Service[]): Iterable<Link> {
  const drawn = new Set([...services, ...packages]);
  for (const { from, to, at, dependency } of importsBetweenServices(codebase)) {
    if (!drawn.has(from) || !drawn.has(to) || dependency.kind === 'type-only' || dependency.isErasable) continue;
    yield { from: idOf(from, services), to: idOf(to, services), kind: 'imports', at, says: dependency.specifier, isGuessed: false };
  }
}
