import { defineRule } from '../../kit/define-rule.ts';
import { filesReachedBy, isServing, packagesImportedBy, placeOfService, requestsTo } from '../../kit/deployed-service.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Service } from '../../model/workspace.ts';

export default defineRule({
  scope: 'service',
  category: 'team',
  tier: 'advice',
  options: {},

  *check(service, codebase) {
    if (!isServing(codebase, service)) return;
    const routes = requestsTo(codebase, service).filter(({ kind }) => kind === 'http-route' || kind === 'graphql-resolver' || kind === 'rpc');
    const at = placeOfService(codebase, service);
    if (!at || routes.length < FEWEST_ROUTES) return;
    // The README of the repository is about its only service.
    const isOnly = codebase.workspace.services.filter((each) => isServing(codebase, each)).length === 1;
    const root = isOnly ? '' : service.root;
    // A contract without a README still says how to call it; a README of one's own may well say so too.
    if (documentsOf(codebase, root, 'readme') || documentsOf(codebase, root, 'api-contract') || describesItself(codebase, service)) return;
    yield {
      at,
      message: `${service.name} offers ${routes.length} routes, and neither a README nor an API contract says how to run it or call it.`,
      confidence: 'certain',
      evidence: routes.slice(0, 3).map((each) => ({ at: each.at, shows: `${each.label} is described nowhere` })),
      evidenceIs: 'related',
    };
  },
});

/** Fewer are learned by reading them. */
const FEWEST_ROUTES = 3;

function documentsOf({ manifests }: Codebase, root: string, kind: 'readme' | 'api-contract'): boolean {
  return manifests.documents.some((document) => document.kind === kind && (root === '' || document.file.startsWith(`${root}/`)) && (kind === 'api-contract' || document.file.slice(root.length).split('/').filter((part) => part !== '').length === 1));
}

/** The contract is made from the code. */
function describesItself(codebase: Codebase, service: Service): boolean {
  return [...packagesImportedBy(codebase, filesReachedBy(codebase, service))].some((name) => /^(@nestjs\/(swagger|graphql)|swagger-jsdoc|swagger-ui-\w+|tsoa|express-openapi.*|@?fastify\/swagger|@hono\/zod-openapi|hono-openapi|@asteasolutions\/zod-to-openapi|zod-openapi|next-swagger-doc|@trpc\/server|trpc-to-openapi|trpc-openapi|graphql|@apollo\/server|graphql-yoga|type-graphql|@pothos\/.*|@ts-rest\/.*|@elysiajs\/swagger|@elysiajs\/openapi|@orpc\/.*|@grpc\/.*|@bufbuild\/.*|openapi-.*|koa2?-swagger.*|@wesleytodd\/openapi)(\/|$)/.test(name));
}
