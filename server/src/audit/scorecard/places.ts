/** Where a service does what the scorecard asks for: one walk over its own calls. */

import { filesReachedBy } from '../../../../rules/kit/deployed-service.ts';
import type { Codebase } from '../../../../rules/model/codebase.ts';
import { functionId } from '../../../../rules/model/function-id.ts';
import { siteOf, type Call } from '../../../../rules/model/graphs.ts';
import type { Location } from '../../../../rules/model/source.ts';
import type { Service } from '../../../../rules/model/workspace.ts';
import { locationOf } from '../location.ts';

export interface Place {
  readonly label: string;
  readonly count: number;
  /** The first. */
  readonly location: Location;
}

export interface Places {
  readonly cache?: Place;
  readonly queue?: Place;
  readonly measured?: Place;
  readonly shutdown?: Place;
  readonly contract?: Place;
}

export function placesOf(codebase: Codebase, service: Service): Places {
  const calls: Record<'cache' | 'queue' | 'measured' | 'shutdown', Call[]> = { cache: [], queue: [], measured: [], shutdown: [] };
  for (const file of service.files) {
    if (codebase.isOffline(file)) continue;
    for (const index of codebase.facts.get(file)?.functions.keys() ?? []) {
      for (const call of codebase.calls.callsIn(functionId(file, index))) {
        const topic = topicOf(call);
        if (topic) calls[topic].push(call);
      }
    }
  }
  const contract = contractIn(codebase, service);
  return { ...Object.fromEntries(Object.entries(calls).flatMap(([topic, own]) => placed(codebase, topic, own))), ...(contract && { contract }) };
}

function topicOf({ operation }: Call): 'cache' | 'queue' | 'measured' | 'shutdown' | undefined {
  switch (operation?.kind) {
    case 'cache-read':
    case 'cache-write':
    case 'memo':
      return 'cache';
    case 'enqueue':
      return 'queue';
    case 'log':
    case 'telemetry':
      return operation.library === 'node' ? undefined : 'measured';
    case 'shutdown-hook':
      // `process.on('warning', …)` ends nothing.
      return operation.traits.includes('signal-argument') && !/^SIG/.test(operation.subject ?? 'SIG') ? undefined : 'shutdown';
    default:
      return undefined;
  }
}

function placed(codebase: Codebase, topic: string, calls: readonly Call[]): readonly (readonly [string, Place])[] {
  const [first] = calls;
  return first ? [[topic, { label: first.operation?.label ?? topic, count: calls.length, location: locationOf(codebase, siteOf(first)) }]] : [];
}

const CONTRACTS = /^(@nestjs\/(swagger|graphql)|swagger-jsdoc|tsoa|@?fastify\/swagger|@hono\/zod-openapi|hono-openapi|@asteasolutions\/zod-to-openapi|@trpc\/server|@apollo\/server|graphql-yoga|type-graphql|@pothos\/core|@ts-rest\/core|@elysiajs\/(swagger|openapi)|@orpc\/server|@grpc\/grpc-js)$/;

function contractIn(codebase: Codebase, service: Service): Place | undefined {
  for (const file of filesReachedBy(codebase, service)) {
    const found = codebase.facts.get(file)?.imports.find(({ specifier }) => CONTRACTS.test(specifier));
    if (found) return { label: found.specifier, count: 1, location: locationOf(codebase, { file, span: found.specifierSpan }) };
  }
  return undefined;
}
