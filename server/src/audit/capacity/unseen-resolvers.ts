/** Services that answer GraphQL with resolvers nobody found: loaded from a folder, or made while the server starts. */

import { filesReachedBy, packagesImportedBy } from '../../../../rules/kit/deployed-service.ts';
import type { Codebase } from '../../../../rules/model/codebase.ts';
import type { Service } from '../../../../rules/model/workspace.ts';

const SERVERS = new Set([
  '@apollo/server', 'apollo-server', 'apollo-server-express', 'apollo-server-fastify', 'apollo-server-koa', 'apollo-server-micro', 'graphql-yoga', '@graphql-yoga/node', 'mercurius', 'express-graphql', 'graphql-http',
  '@nestjs/graphql', '@nestjs/apollo', 'type-graphql',
]);

export function unseenResolvers(codebase: Codebase, services: readonly Service[]): readonly string[] {
  return services.filter((service) => {
    if (service.entryPoints.some(({ kind }) => kind === 'graphql-resolver')) return false;
    const imported = packagesImportedBy(codebase, filesReachedBy(codebase, service));
    return [...imported].some((name) => SERVERS.has(name));
  }).map(({ name }) => name);
}
