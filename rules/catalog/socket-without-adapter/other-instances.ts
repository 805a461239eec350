/** Whether something carries what is said to the sockets of other instances: an adapter, or a channel that all of them listen to. */

import { packagesImportedBy } from '../../kit/deployed-service.ts';
import { nameOf } from '../../kit/names.ts';
import { ofEachFile } from '../../kit/of-each-file.ts';
import { callsOfFile } from '../../kit/served-calls.ts';
import type { Code, Codebase } from '../../model/codebase.ts';
import type { Call } from '../../model/graphs.ts';
import type { FilePath } from '../../model/source.ts';
import type { Medium } from './broadcasts.ts';

/** `files`: those of the service that call something; `speaking`: files that broadcast, or make the server. */
export function reachesOtherInstances(codebase: Codebase, files: ReadonlySet<FilePath>, medium: Medium, speaking: ReadonlySet<FilePath>): boolean {
  const packages = packagesImportedBy(codebase, files);
  if ([...packages].some((name) => ADAPTERS[medium].test(name))) return true;
  const near = new Set([...speaking].flatMap((file) => [file, ...codebase.modules.dependenciesOf(file).map(({ to }) => to), ...codebase.modules.dependentsOf(file).map(({ from }) => from)]));
  return [...files].some((file) => {
    const found = ties.of(codebase, file);
    return found !== undefined && (found.isAdapted || (found.hearsChannel && near.has(file)));
  });
}

const ties = ofEachFile((own, code) => {
  const calls = [...callsOfFile(own, code)];
  const isAdapted = calls.some((call) => (call.operation?.kind === 'socket' && call.operation.traits.includes('adapter')) || isGivenAdapter(code, call));
  const isTied = calls.some((call) => hearsChannel(code, call));
  return isAdapted || isTied ? { isAdapted, hearsChannel: isTied } : undefined;
});

const ADAPTERS: Readonly<Record<Medium, RegExp>> = {
  'socket.io': /^(?:@socket\.io\/(?!component-emitter)|socket\.io-(?:redis|adapter|emitter)|@.*\/socket\.io-.*adapter)/,
  ws: /^(?:@fastify\/redis-websocket|y-redis|ably|pusher)/,
  pubsub: /^graphql-(?!subscriptions$|ws$|tools$|yoga$)[\w-]*subscriptions|pubsub-redis|redis-event-target|mqemitter-redis/,
};

/** `new Server(http, { adapter })`, `io.adapter(…)` */
function isGivenAdapter({ values }: Code, { operation, fact, file }: Call): boolean {
  if (fact.callee.kind === 'member' && fact.callee.name === 'adapter' && fact.arguments.length > 0) return true;
  return operation?.kind === 'socket' && operation.traits.includes('server') && fact.arguments.some((argument) => values.propertyOf(file, argument, 'adapter') !== undefined);
}

/** Subscribes to what other instances publish: `subscriber.subscribe('orders', …)` of Redis, NATS, Postgres' LISTEN. */
function hearsChannel({ facts, values }: Code, { origins, fact, file }: Call): boolean {
  const { callee } = fact;
  if (callee.kind !== 'member') return false;
  if (/^(?:p|s|P|S)?[sS]ubscribe$/.test(callee.name)) {
    return origins.some((origin) => /^(?:io)?(?:redis|valkey|nats|kafkajs|amqplib|@nats|@upstash|@google-cloud\/pubsub)\b/.test(origin)) || /redis|subscriber|(?:^|[.])sub(?:Client)?$/i.test(nameOf(facts.get(file), callee.of) ?? '');
  }
  return callee.name === 'query' && fact.arguments[0] !== undefined && /^\s*listen\b/i.test(values.textOf(file, fact.arguments[0]) ?? '');
}
