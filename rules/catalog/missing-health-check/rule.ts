import { defineRule } from '../../kit/define-rule.ts';
import { filesReachedBy, isServing, packagesImportedBy, placeOfService, requestsTo, workloadsOfService } from '../../kit/deployed-service.ts';
import { option } from '../../kit/options.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Workload } from '../../model/manifests.ts';
import type { Service } from '../../model/workspace.ts';

export default defineRule({
  scope: 'service',
  category: 'statelessness',
  tier: 'information',

  options: {
    routes: option.names({ default: [], description: 'Further routes that tell whether the service is well, by the end of their path: `/internal/state`.' }),
  },

  *check(service, codebase, { routes }) {
    if (!isServing(codebase, service)) return;
    const paths = requestsTo(codebase, service).flatMap(({ kind, path }) => (kind === 'http-route' && path !== undefined ? [path] : []));
    if (paths.length === 0 || paths.some((path) => HEALTH.test(path) || routes.some((end) => path.endsWith(end)))) return;

    // Mounted as a middleware, or by a library that starts the service.
    const reached = filesReachedBy(codebase, service);
    if (requestsTo(codebase, service).some(({ label }) => HEALTH.test(label))) return;
    if (codebase.workspace.services.some((other) => other !== service && other.entryPoints.some(({ at, path }) => path !== undefined && reached.has(at.file) && HEALTH.test(path)))) return;

    const workloads = workloadsOfService(codebase, service);
    if (workloads.some(watches) || dockerfileWatches(codebase, service)) return;
    if ([...packagesImportedBy(codebase, reached)].some((name) => LIBRARIES.test(name))) return;
    // Without a word on how it is deployed, the platform may well watch it in its own way.
    const place = workloads.find(({ platform }) => platform === 'kubernetes' || platform === 'compose')?.at ?? (hasDockerfile(codebase, service) ? placeOfService(codebase, service) : undefined);
    if (!place) return;

    yield {
      at: place,
      message: `${service.name} answers ${paths.length} ${paths.length === 1 ? 'route' : 'routes'}, none of which tells whether it is well, and nothing else asks it.`,
      confidence: 'likely',
      evidenceIs: 'related',
    };
  },
});

const HEALTH = /(^|[/_.-])(health\w*|health[_-]?check|healthz|live|livez|liveness|ready|readyz|readiness|alive|ping|heartbeat|status|uptime|up|_?ah\/health|monitoring|version|info)\/?$/i;
const LIBRARIES = /^(@nestjs\/terminus|@godaddy\/terminus|lightship|express-healthcheck|express-actuator|fastify-healthcheck|@?fastify\/under-pressure|under-pressure|koa-ping|fastify-custom-healthcheck|@cloudnative\/health\S*)$/;

function watches({ platform, hasProbes, hasAutoscaler }: Workload): boolean {
  return hasProbes || platform === 'serverless' || (platform === 'platform' && hasAutoscaler);
}

function dockerfileWatches({ manifests }: Codebase, { root }: Service): boolean {
  return dockerfilesOf(manifests.documents, root).some(({ traits }) => traits.includes('health-check'));
}

function hasDockerfile({ manifests }: Codebase, { root }: Service): boolean {
  return dockerfilesOf(manifests.documents, root).length > 0;
}

function dockerfilesOf(documents: Codebase['manifests']['documents'], root: string): Codebase['manifests']['documents'] {
  return documents.filter(({ kind, file }) => kind === 'dockerfile' && !/(^|\/)(\.devcontainer|dev|test|examples?)(\/|\.)/i.test(file) && (root === '' || file.startsWith(`${root}/`)));
}
