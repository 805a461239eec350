/** What the code of a service talks to: databases, caches, queues, outside APIs. */

import { filesReachedBy } from '../../../../rules/kit/deployed-service.ts';
import { oncePerCodebase } from '../../../../rules/kit/once-per-codebase.ts';
import { addressOf, serviceCalled, writtenAddress, type Address } from '../../../../rules/kit/service-called.ts';
import type { Codebase } from '../../../../rules/model/codebase.ts';
import { functionId, partsOfFunctionId, type FunctionId } from '../../../../rules/model/function-id.ts';
import type { Call } from '../../../../rules/model/graphs.ts';
import type { FilePath } from '../../../../rules/model/source.ts';
import type { Service } from '../../../../rules/model/workspace.ts';
import { deployedServices } from '../deployed.ts';
import { serviceAnswering } from './answering-path.ts';
import { createOwnClients } from './own-clients.ts';
import { injectedQueue } from './queue-names.ts';
import { engineOfLibrary, engineOfProvider, enginesOfDrivers, MAPPERS, PLAIN_CLIENTS, providerOf, type Engine } from './engines.ts';

export type Target =
  | { readonly kind: 'store'; readonly engine: Engine; readonly writes: boolean }
  /** `name` is the queue's own, where it has one. */
  | { readonly kind: 'queue'; readonly broker: string; readonly name?: string }
  | { readonly kind: 'outside'; readonly name: string }
  | { readonly kind: 'service'; readonly service: Service; readonly isGuessed: boolean }
  /** An address that only running code knows. */
  | { readonly kind: 'unknown' };

export interface Use {
  readonly call: Call;
  readonly target: Target;
}

/** Every function that the service's own code comes to, other packages included, each with what it talks to. */
export function usesOf(codebase: Codebase, service: Service): ReadonlyMap<FunctionId, readonly Use[]> {
  const reached = new Set<FunctionId>();
  for (const file of service.files) {
    if (codebase.isOffline(file)) continue;
    for (const index of codebase.facts.get(file)?.functions.keys() ?? []) reached.add(functionId(file, index));
  }
  const uses = new Map<FunctionId, readonly Use[]>();
  const addressParameterOf = ownClients(codebase);
  for (const each of reached) {
    const own: Use[] = [];
    for (const call of codebase.calls.callsIn(each)) {
      for (const { callee, resolution, how } of call.edges) {
        if (resolution !== 'static') continue;
        reached.add(callee);
        const asked = how === 'call' && !codebase.isOffline(call.file) ? askedThrough(codebase, call, service, addressParameterOf(callee)) : undefined;
        if (asked) own.push({ call, target: asked });
      }
      const target = codebase.isOffline(call.file) ? undefined : targetOf(codebase, service, call);
      if (target) own.push({ call, target });
    }
    if (own.length > 0) uses.set(each, own);
  }
  for (const file of filesReachedBy(codebase, service)) {
    const body = functionId(file, 0);
    const opened = reached.has(body) ? [] : [...openedIn(codebase, service, body)];
    if (opened.length > 0) uses.set(body, opened);
  }
  return uses;
}

/** What a shared file connects to as soon as it is loaded: `export const redis = new Redis()`. */
function* openedIn(codebase: Codebase, service: Service, body: FunctionId): Iterable<Use> {
  for (const call of codebase.calls.callsIn(body)) {
    const target = call.operation?.kind === 'open-client' ? targetOf(codebase, service, call) : undefined;
    if (target) yield { call, target };
  }
}

const ownClients = oncePerCodebase(createOwnClients);

/** How many deployed services load a file. */
const readersOf = oncePerCodebase((codebase): ReadonlyMap<FilePath, number> => {
  const readers = new Map<FilePath, number>();
  for (const service of deployedServices(codebase)) for (const file of filesReachedBy(codebase, service)) readers.set(file, (readers.get(file) ?? 0) + 1);
  return readers;
});

/** `parameter`: which of what the call gives is the address. */
function askedThrough(codebase: Codebase, call: Call, asking: Service, parameter: number | undefined): Target | undefined {
  const given = parameter === undefined ? undefined : call.fact.arguments[parameter];
  const address = given && writtenAddress(codebase, call.file, given);
  return address && targetAt(codebase, call, asking, address);
}

function targetOf(codebase: Codebase, service: Service, call: Call): Target | undefined {
  const { operation } = call;
  if (!operation) return undefined;
  const { kind, library, traits } = operation;
  switch (kind) {
    case 'query':
    case 'transaction': {
      if (traits.includes('queue')) return undefined;
      const engine = engineOf(codebase, service, call);
      return engine && { kind: 'store', engine, writes: operation.action === 'write' || operation.action === 'write-many' };
    }
    case 'cache-read':
    case 'cache-write': {
      const engine = traits.includes('in-process') ? undefined : engineOfLibrary(library);
      return engine && { kind: 'store', engine, writes: kind === 'cache-write' };
    }
    case 'open-client': {
      const engine = engineOfLibrary(library);
      // A shared helper that can open one is asked to by some.
      const isOwn = partsOfFunctionId(call.caller).index === 0 || readersOf(codebase).get(call.file) === 1;
      return engine && engine.kind !== 'database' && isOwn ? { kind: 'store', engine, writes: false } : undefined;
    }
    case 'enqueue':
      return library === 'worker' || library === 'heavy' ? undefined : queueOf(codebase, call);
    case 'message':
      return { kind: 'outside', name: library === 'mail' && /nodemailer|smtp/.test(packageOf(call) ?? 'smtp') ? 'mail server (SMTP)' : providerOf(packageOf(call) ?? library) };
    case 'outbound':
      return asked(codebase, call, service);
    default:
      return undefined;
  }
}

function queueOf(codebase: Codebase, call: Call): Target {
  const { library = '', subject } = call.operation ?? {};
  const known = BROKERS[library];
  const name = injectedQueue(codebase, call) ?? topicOf(codebase, call) ?? eventOf(codebase, call) ?? (known === undefined && library !== 'redis' ? undefined : subject);
  // `this._queue.add`: called after what it is, not after what it holds.
  const isNamed = name !== undefined && !name.startsWith('_') && !NO_NAME.test(name);
  return { kind: 'queue', broker: known ?? providerOf(packageOf(call) ?? library), ...(isNamed && { name }) };
}

/** What a helper calls whatever it is handed. */
const NO_NAME = /^(?:this\.)?(?:\w+\.)*(?:queue|channel|topic|stream|subject|event|job)?_?(?:name|key|id)?$/i;

const BROKERS: Readonly<Record<string, string>> = { kafkajs: 'Kafka', amqplib: 'RabbitMQ', bullmq: 'BullMQ', 'aws-queue': 'SQS' };

/** `producer.send({ topic: 'orders' })`. */
function topicOf({ values }: Codebase, { file, fact: { arguments: [first] } }: Call): string | undefined {
  const named = first && (values.propertyOf(file, first, 'topic') ?? values.propertyOf(file, first, 'queue'));
  return named && values.textOf(named.file, named.expression);
}

/** `client.emit('order.paid', …)` of Nest: who listens says `@EventPattern('order.paid')`. */
function eventOf({ values }: Codebase, call: Call): string | undefined {
  const [first] = call.fact.arguments;
  return first && packageOf(call) === '@nestjs/microservices' ? values.textOf(call.file, first) : undefined;
}

function engineOf(codebase: Codebase, service: Service, call: Call): Engine | undefined {
  const library = call.operation?.library ?? '';
  const own = engineOfLibrary(library);
  if (own) return own;
  if (!MAPPERS.has(library)) {
    const name = packageOf(call);
    return name === undefined ? undefined : (enginesOfDrivers(new Set([name]))[0] ?? { kind: 'database', name: providerOf(name) });
  }
  const models = codebase.manifests.models.filter((model) => model.library === library && model.database !== undefined);
  // Each service may have a schema of its own.
  const provider = (models.find(({ at }) => service.root !== '' && at.file.startsWith(`${service.root}/`)) ?? models[0])?.database;
  const known = provider === undefined ? undefined : engineOfProvider(provider);
  if (known) return known;
  const speaks = ({ name }: Engine): boolean => name !== 'MongoDB' || library === 'typeorm' || library === 'mikro-orm';
  // The driver stands where the client is opened: beside the call, in the service, or in a package all of them share.
  for (const near of [[codebase.packageOf(call.file)], [service.package], codebase.workspace.packages]) {
    const engines = enginesOfDrivers(new Set(near.flatMap(({ manifest }) => ownDependencies(manifest)))).filter(speaks);
    if (engines[0]) return engines[0];
  }
  return { kind: 'database', name: 'SQL database' };
}

function ownDependencies(manifest: Readonly<Record<string, unknown>>): readonly string[] {
  return ['dependencies', 'optionalDependencies', 'peerDependencies'].flatMap((field) => Object.keys(manifest[field] ?? {}));
}

function asked(codebase: Codebase, call: Call, service: Service): Target | undefined {
  const { library = '', traits = [] } = call.operation ?? {};
  const name = packageOf(call);
  if (!PLAIN_CLIENTS.has(library) && !traits.includes('rpc')) return { kind: 'outside', name: traits.includes('object-store') && library === 'object-store' && name === undefined ? 'object store' : providerOf(name ?? library) };
  const answering = traits.includes('rpc') ? answeringTo(codebase, call.operation?.subject, service) : undefined;
  if (answering) return { kind: 'service', service: answering, isGuessed: call.isGuessed };
  const address = addressOf(codebase, call);
  if (!address) return { kind: 'unknown' };
  return targetAt(codebase, call, service, address);
}

function targetAt(codebase: Codebase, { isGuessed }: Call, asking: Service, address: Address): Target | undefined {
  const called = serviceCalled(codebase, address);
  if (called) return { kind: 'service', service: called, isGuessed: address.variable !== undefined || isGuessed };
  const answering = address.variable !== undefined && address.path !== undefined ? serviceAnswering(codebase, address.path, asking) : undefined;
  return answering ? { kind: 'service', service: answering, isGuessed: true } : placeOutside(codebase, address);
}

/** `client.send('price_of', …)` of Nest's microservices: whoever says `@MessagePattern('price_of')`, whatever carries it. */
function answeringTo({ workspace }: Codebase, message: string | undefined, asking: Service): Service | undefined {
  return message === undefined ? undefined : workspace.services.find((each) => each !== asking && each.entryPoints.some(({ kind, label }) => kind === 'rpc' && label === `message ${message}`));
}

/** A host on the internet; not this machine, not an example, and not the product's own site. */
function placeOutside({ workspace }: Codebase, { host, variable, path }: Address): Target | undefined {
  if (host === undefined) return variable !== undefined || path === undefined ? { kind: 'unknown' } : undefined;
  if (/^(localhost|127\.|0\.0\.0\.0|10\.|192\.168\.|\[|example\.|host\.docker\.internal)|(^|\.)example\.(com|org)$|\.(local|test|internal|localhost)$/.test(host)) return undefined;
  if (!/\.[a-z]{2,}$/.test(host)) return { kind: 'unknown' };
  const own = workspace.packages.map(({ name }) => name.toLowerCase().replace(/^@/, '').split('/')[0]).filter((each) => each !== undefined && each.length > 3);
  return own.some((each) => host.split('.').at(-2) === each) ? undefined : { kind: 'outside', name: host.replace(/^www\./, '') };
}

function packageOf({ origins: [origin] }: Call): string | undefined {
  const name = origin === undefined ? undefined : origin.slice(0, origin.indexOf('#'));
  if (name === undefined || name === '' || name === 'global' || name.startsWith('node:')) return undefined;
  return name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : name.split('/')[0];
}
