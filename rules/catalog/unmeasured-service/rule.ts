import { defineRule } from '../../kit/define-rule.ts';
import { filesReachedBy, isServing, packagesImportedBy, placeOfService, requestsTo, workloadsOfService } from '../../kit/deployed-service.ts';
import { ofEachFile } from '../../kit/of-each-file.ts';
import { option } from '../../kit/options.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { FilePath } from '../../model/source.ts';
import type { EntryPoint, Service } from '../../model/workspace.ts';

export default defineRule({
  scope: 'service',
  category: 'observability',
  // Whether a helper or the door of a site needs measuring is known to the team: measured precision carries advice only.
  tier: 'advice',

  options: {
    alsoMeasures: option.names({ default: [], description: 'Further packages that log in a structured form, measure or trace.' }),
  },

  *check(service, codebase, { alsoMeasures }) {
    if (!isServing(codebase, service)) return;
    const at = placeOfService(codebase, service);
    // A site of pages and files alone is measured where it is delivered.
    const requests = requestsTo(codebase, service).filter(isAsked);
    if (requests.length < FEWEST || requests.some(({ path }) => path !== undefined && /(?:^|\/)metrics\/?$/.test(path))) return;
    if (!at || isMeasuredOutside(codebase, service)) return;
    const reached = filesReachedBy(codebase, service);
    const { dependencies, devDependencies } = service.package;
    const names = [...packagesImportedBy(codebase, reached), ...dependencies, ...devDependencies];
    if (names.some((name) => KNOWN.test(name) || alsoMeasures.some((own) => name === own || name.startsWith(`${own}/`)))) return;
    if (usesFrameworkLogger(codebase, reached) || Object.values(service.package.scripts).some((script) => /\bfastify start\b.*(-l|--log-level|-L|--logging-module)\b/.test(script))) return;

    yield {
      at,
      message: `${service.name} answers ${requests.length} kinds of requests and depends on nothing that keeps metrics, traces or structured logs: which of them gives way first is not seen.`,
      confidence: 'likely',
      evidence: requests.slice(0, 3).map((each) => ({ at: each.at, shows: `${each.label} is not measured` })),
      evidenceIs: 'related',
    };
  },
});

/** A single one is a helper beside another service, or the door of a site. */
const FEWEST = 2;

/** What somebody asks for, but for pages: not what stands in front of all requests. */
function isAsked({ kind, path }: EntryPoint): boolean {
  return kind !== 'page' && kind !== 'middleware' && path?.endsWith('*') !== true;
}

/** Packages whose presence means that someone looks: metrics, tracing, error tracking, structured logs. */
const KNOWN = new RegExp(
  `^(${[
    '@opentelemetry/.*', 'opentelemetry.*', '@vercel/otel', 'nestjs-otel', 'prom-client', 'express-prom-bundle', '@willsoto/nestjs-prometheus', 'fastify-metrics', '@fastify/metrics', 'koa-prometheus.*', '@hono/prometheus', '@hono/otel', 'swagger-stats',
    'dd-trace', 'hot-shots', 'node-statsd', 'datadog.*', '@datadog/.*', 'newrelic', '@newrelic/.*', '@sentry/.*', 'elastic-apm-node', 'applicationinsights', '@azure/monitor-opentelemetry.*', '@appsignal/.*', '@bugsnag/.*', 'rollbar', '@honeybadger-io/.*', '@highlight-run/.*',
    'aws-xray-sdk.*', '@aws-lambda-powertools/.*', '@google-cloud/(trace-agent|logging.*|opentelemetry.*|error-reporting)', '@logfire/.*', '@logtail/.*', '@axiomhq/.*', 'next-axiom', '@instana/.*', 'posthog-node', '@grafana/.*', '@pyroscope/.*', 'pyroscope-.*',
    'pino', 'pino-.*', '@?fastify/pino.*', 'nestjs-pino', 'hono-pino', 'winston', 'nest-winston', 'express-winston', 'bunyan', '@?\\w*/?bunyan.*', 'log4js', 'tslog', 'roarr', 'lambda-log', '@logtape/.*', 'evlog', 'consola', 'signale', 'loglevel',
  ].join('|')})(/.*)?$`,
);

/** Fastify's own logger is pino; Nest's writes level, context and time. */
function usesFrameworkLogger(codebase: Codebase, files: ReadonlySet<FilePath>): boolean {
  return [...loggers.all(codebase).keys()].some((file) => files.has(file));
}

const loggers = ofEachFile((own): true | undefined => {
  const { imports } = own;
  const isNest = imports.some(({ specifier }) => specifier === '@nestjs/common') && own.bindings.some((binding) => binding.import?.specifier === '@nestjs/common' && /^(Logger|ConsoleLogger)$/.test(binding.import.name));
  const isFastify = imports.some(({ specifier }) => specifier === 'fastify') && own.calls.some(({ arguments: [first] }) => first?.kind === 'object' && first.properties.some(({ name }) => name === 'logger' || name === 'loggerInstance'));
  return isNest || isFastify || undefined;
});

/** An agent that starts with the process, or beside it. */
function isMeasuredOutside(codebase: Codebase, service: Service): boolean {
  return workloadsOfService(codebase, service).some(({ command = '', environment }) => /dd-trace|newrelic|elastic-apm|opentelemetry|otel/i.test(command) || Object.keys(environment).some((name) => /^(OTEL_|DD_|NEW_RELIC_|ELASTIC_APM_|SENTRY_DSN)/.test(name)));
}
