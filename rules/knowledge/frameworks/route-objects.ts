/**
 * Routes written as plain objects, in lists that a framework reads: `{ path: '/reindex', method: 'post', handler }`.
 *
 * Sources: payloadcms.com/docs/rest-api (custom endpoints), hapi.dev/api (server.route), fastify.dev (route options), docs.strapi.io (routes).
 */

/** Packages that read such lists. */
export const ROUTE_OBJECT_PACKAGES: Readonly<Record<string, string>> = { payload: 'payload', '@hapi/hapi': 'hapi', hapi: 'hapi', fastify: 'fastify' };

const VERBS = /^(?:get|post|put|patch|delete|head|options|any|all|\*)$/i;

/** The HTTP method a route object names, in capitals; undefined where the word is none. */
export function routeVerb(method: string): string | undefined {
  if (!VERBS.test(method)) return undefined;
  return method === '*' || /^(?:any|all)$/i.test(method) ? 'ANY' : method.toUpperCase();
}
