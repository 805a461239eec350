/** Whether something carries what is said to the sockets of other instances: an adapter, or a channel that all of them listen to. */

import { packagesImportedBy } from '../../kit/deployed-service.ts';
import { nameOf } from '../../kit/names.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Call } from '../../model/graphs.ts';
import type { FilePath } from '../../model/source.ts';
import type { Medium } from './broadcasts.ts';

/** `speaking`: files that broadcast, or make the server. */
export function reachesOtherInstances(codebase: Codebase, calls: readonly Call[], medium: Medium, speaking: ReadonlySet<FilePath>): boolean {
  const packages = packagesImportedBy(codebase, new Set(calls.map(({ file }) => file)));
  if ([...packages].some((name) => ADAPTERS[medium].test(name))) return true;
  const near = new Set([...speaking].flatMap((file) => [file, ...codebase.modules.dependenciesOf(file).map(({ to }) => to), ...codebase.modules.dependentsOf(file).map(({ from }) => from)]));
  return calls.some((call) => {
    if (call.operation?.kind === 'socket' && call.operation.traits.includes('adapter')) return true;
    return isGivenAdapter(codebase, call) || (near.has(call.file) && hearsChannel(codebase, call));
  });
}

const ADAPTERS: Readonly<Record<Medium, RegExp>> = {
  'socket.io': /^(?:@socket\.io\/(?!component-emitter)|socket\.io-(?:redis|adapter|emitter)|@.*\/socket\.io-.*adapter)/,
  ws: /^(?:@fastify\/redis-websocket|y-redis|ably|pusher)/,
  pubsub: /^graphql-(?!subscriptions$|ws$|tools$|yoga$)[\w-]*subscriptions|pubsub-redis|redis-event-target|mqemitter-redis/,
};

/** `new Server(http, { adapter })`, `io.adapter(…)` */
function isGivenAdapter({ values }: Codebase, { operation, fact, file }: Call): boolean {
  if (fact.callee.kind === 'member' && fact.callee.name === 'adapter' && fact.arguments.length > 0) return true;
  return operation?.kind === 'socket' && operation.traits.includes('server') && fact.arguments.some((argument) => values.propertyOf(file, argument, 'adapter') !== undefined);
}

/** Subscribes to what other instances publish: `subscriber.subscribe('orders', …)` of Redis, NATS, Postgres' LISTEN. */
function hearsChannel({ facts, values }: Codebase, { origins, fact, file }: Call): boolean {
  const { callee } = fact;
  if (callee.kind !== 'member') return false;
  if (/^(?:p|s|P|S)?[sS]ubscribe$/.test(callee.name)) {
    return origins.some((origin) => /^(?:io)?(?:redis|valkey|nats|kafkajs|amqplib|@nats|@upstash|@google-cloud\/pubsub)\b/.test(origin)) || /redis|subscriber|(?:^|[.])sub(?:Client)?$/i.test(nameOf(facts.get(file), callee.of) ?? '');
  }
  return callee.name === 'query' && fact.arguments[0] !== undefined && /^\s*listen\b/i.test(values.textOf(file, fact.arguments[0]) ?? '');
}
