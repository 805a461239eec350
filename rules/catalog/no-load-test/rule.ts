import { defineRule } from '../../kit/define-rule.ts';
import { isServing, placeOfService, requestsTo } from '../../kit/deployed-service.ts';
import type { Codebase } from '../../model/codebase.ts';

export default defineRule({
  scope: 'workspace',
  category: 'process',
  tier: 'advice',
  byHand: {
    stops: 'each release',
    why: 'Without a load test, customers are the ones who find out where it breaks.',
    firstStep: 'Run tenfold k6 to write one from the routes, and start it once a night against staging.',
  },
  options: {},

  *check({ services, scale }, codebase) {
    if (scale.stage === 'mvp' || hasLoadTest(codebase)) return;
    const serving = services.filter((service) => isServing(codebase, service)).map((service) => ({ service, routes: requestsTo(codebase, service).filter(({ kind }) => kind === 'http-route' || kind === 'graphql-resolver' || kind === 'rpc') }));
    const most = serving.filter(({ routes }) => routes.length >= FEWEST_ROUTES).sort((a, b) => b.routes.length - a.routes.length)[0];
    const at = most && placeOfService(codebase, most.service);
    if (!at) return;
    const others = serving.length - 1;
    yield {
      at,
      message: `${most.service.name} answers ${most.routes.length} routes${others > 0 ? `, and ${others} more ${others === 1 ? 'service answers' : 'services answer'} beside it` : ''}; no load test in this repository shows how many requests they stand.`,
      confidence: 'likely',
      evidenceIs: 'related',
    };
  },
});

const FEWEST_ROUTES = 3;
const TOOLS = /^(k6|autocannon|artillery|artillery-.*|loadtest|clinic|@types\/k6|wrk|hey|@artilleryio\/.*)(\/|$)/;

function hasLoadTest({ manifests, facts, workspace }: Codebase): boolean {
  if (manifests.documents.some(({ kind }) => kind === 'load-test')) return true;
  if (workspace.packages.some(({ dependencies, devDependencies, scripts }) => [...dependencies, ...devDependencies].some((name) => TOOLS.test(name)) || Object.values(scripts).some((script) => /\b(k6|autocannon|artillery|locust|wrk|vegeta|hey) /.test(script)))) return true;
  if (manifests.pipelines.some(({ commands, uses }) => commands.some(({ text }) => /\b(k6|autocannon|artillery|locust|wrk|vegeta) /.test(text)) || uses.some((each) => /k6|artillery/i.test(each)))) return true;
  return [...facts.values()].some(({ imports }) => imports.some(({ specifier }) => TOOLS.test(specifier)));
}
