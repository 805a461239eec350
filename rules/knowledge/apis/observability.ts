/** Loggers, metrics, traces, error trackers. Sources: getpino.io, github.com/winstonjs/winston, opentelemetry.io/docs/languages/js, github.com/siimon/prom-client, docs.sentry.io. */

import { on, rowsOf } from '../rows.ts';

const levels = '{trace,debug,verbose,silly,http,info,log,notice,warn,warning,error,fatal,crit,alert,emerg,child}';
const loggersMade = [
  'pino#()', 'pino#pino()', 'pino#Logger{}', 'pino#().child()', 'pino#Logger{}.child()', 'winston#createLogger().child()',
  'bunyan#createLogger().child()', 'winston#createLogger()', 'winston#Logger{}', 'winston#', 'bunyan#createLogger()', 'bunyan#Logger{}',
  'log4js#getLogger()', 'loglevel#', 'consola#', 'consola#consola', 'signale#', 'signale#Signale{}', 'tslog#Logger{}', '@nestjs/common#Logger{}',
  '@nestjs/common#Logger', 'nestjs-pino#{PinoLogger,Logger}{}', 'roarr#Roarr', 'debug#()', 'npmlog#', 'electron-log#', 'lambda-log#',
  '@aws-lambda-powertools/logger#Logger{}', 'fastify#().log', 'fastify#FastifyInstance{}.log', 'fastify#FastifyRequest{}.log',
  'firebase-functions#logger', 'firebase-functions/logger#', 'nest-winston#WinstonLogger{}', 'evlog#*()', '@google-cloud/logging#Logging{}.log()',
];

export const loggers = rowsOf('logger', [
  'pino', 'winston', 'bunyan', 'log4js', 'loglevel', 'consola', 'signale', 'tslog', 'nestjs-pino', 'nest-winston', 'roarr',
  '@aws-lambda-powertools/logger', 'pino-http', 'morgan', 'express-winston', 'koa-pino-logger', 'koa-logger', '@google-cloud/logging', 'lambda-log',
  '@logtail/node', '@axiomhq/js',
], [
  {
    match: on(loggersMade, `.${levels}`, `.${levels}.bind()`),
    kind: 'log',
    guess: { receivers: ['logger', 'log', '*Logger', 'winston', 'pino'], methods: ['trace', 'debug', 'verbose', 'info', 'warn', 'error', 'fatal'] },
  },
  { match: ['debug#()'], kind: 'log', traits: ['debug'] },
  { match: ['global#console.{log,info,warn,error,debug,trace,dir,table,time,timeEnd,group,groupEnd,count,assert}'], kind: 'log', traits: ['console'] },
  {
    match: [
      'pino#', 'pino#pino', 'winston#createLogger', 'winston#Logger{}', 'bunyan#createLogger', 'log4js#{getLogger,configure}', 'tslog#Logger{}',
      'pino-http#', 'pino-http#pinoHttp', 'morgan#', 'express-winston#logger', 'koa-pino-logger#', 'koa-logger#',
      'nestjs-pino#LoggerModule.{forRoot,forRootAsync}', 'nest-winston#WinstonModule.{createLogger,forRoot,forRootAsync}', 'hono/logger#logger',
      'hono-pino#pinoLogger', '@aws-lambda-powertools/logger#Logger{}', 'signale#Signale{}', 'express-bunyan-logger#',
    ],
    kind: 'telemetry',
    traits: ['makes-logger'],
  },
]);

export const telemetry = rowsOf('telemetry', [
  '@opentelemetry/api', '@opentelemetry/sdk-node', 'prom-client', 'dd-trace', 'hot-shots', 'node-statsd', 'newrelic', '@sentry/node',
  'elastic-apm-node', 'applicationinsights', 'express-prom-bundle', 'nestjs-otel', '@willsoto/nestjs-prometheus', 'fastify-metrics',
  '@appsignal/nodejs', '@bugsnag/js', 'rollbar', '@honeybadger-io/js', 'posthog-node', '@vercel/otel', '@aws-lambda-powertools/metrics',
  'aws-xray-sdk', '@grafana/faro', 'measured-core', 'lightship', '@highlight-run/node', '@logfire/node', 'swagger-stats',
], [
  {
    match: [
      'prom-client#{Counter,Gauge,Histogram,Summary}{}', 'prom-client#{collectDefaultMetrics,register}', 'prom-client#Registry{}',
      'express-prom-bundle#', '@willsoto/nestjs-prometheus#PrometheusModule.register', '@willsoto/nestjs-prometheus#makeCounterProvider',
      'swagger-stats#getMiddleware', '@hono/prometheus#prometheus', 'koa-prometheus-exporter#*',
    ],
    kind: 'telemetry',
    traits: ['metrics', 'starts'],
  },
  { match: ['fastify-metrics#', '@fastify/otel#'], kind: 'telemetry', given: true, traits: ['metrics', 'plugin', 'starts'] },
  {
    match: [
      'prom-client#{Counter,Gauge,Histogram,Summary}{}.{inc,dec,set,observe,startTimer,labels}',
      'prom-client#{register,Registry}.{metrics,getMetricsAsJSON}', 'prom-client#register.metrics', 'prom-client#Registry{}.metrics',
      'hot-shots#{}.{increment,decrement,gauge,histogram,timing,distribution,set}', 'hot-shots#StatsD{}.{increment,gauge,timing,histogram}',
      'node-statsd#{}.{increment,gauge,timing}', '@aws-lambda-powertools/metrics#Metrics{}.addMetric', 'posthog-node#PostHog{}.capture',
    ],
    kind: 'telemetry',
    traits: ['metrics'],
  },
  {
    match: [
      '@opentelemetry/sdk-node#NodeSDK{}', '@opentelemetry/sdk-node#NodeSDK{}.start', '@opentelemetry/sdk-trace-node#NodeTracerProvider{}',
      '@opentelemetry/sdk-trace-node#NodeTracerProvider{}.register', '@opentelemetry/sdk-metrics#MeterProvider{}', '@vercel/otel#registerOTel',
      'nestjs-otel#OpenTelemetryModule.{forRoot,forRootAsync}', 'dd-trace#init', 'dd-trace#tracer.init', 'elastic-apm-node#start',
      'applicationinsights#setup', 'aws-xray-sdk#*', 'aws-xray-sdk-core#*', '@google-cloud/trace-agent#start', '@appsignal/nodejs#Appsignal{}',
      '@azure/monitor-opentelemetry#useAzureMonitor', '@logfire/node#configure',
    ],
    kind: 'telemetry',
    traits: ['traces', 'starts'],
  },
  {
    match: [
      '@opentelemetry/api#{trace,metrics,context,propagation}.*', '@opentelemetry/api#{trace,metrics}.**().{startSpan,startActiveSpan,add,record}',
      'dd-trace#{trace,wrap,scope}', 'newrelic#*',
    ],
    kind: 'telemetry',
    traits: ['traces'],
  },
  {
    match: [
      '@sentry/{node,nestjs,nextjs,bun,aws-serverless,serverless,google-cloud-serverless,remix,sveltekit,astro,cloudflare}#init', '@bugsnag/js#start',
      'rollbar#{}', '@honeybadger-io/js#configure', '@highlight-run/node#H.init', 'raygun#Client{}.init', 'airbrake#Notifier{}',
      '@airbrake/node#Notifier{}',
    ],
    kind: 'telemetry',
    traits: ['errors', 'starts'],
  },
  {
    match: [
      '@sentry/{node,nestjs,nextjs,bun,aws-serverless,serverless,google-cloud-serverless,remix,sveltekit,astro,cloudflare}#{captureException,captureMessage,addBreadcrumb,setUser,startSpan,withScope,setTag,setContext,captureEvent}',
      '@bugsnag/js#{notify,leaveBreadcrumb}', 'rollbar#{}.{error,log,warning,info}', '@honeybadger-io/js#notify',
    ],
    kind: 'telemetry',
    traits: ['errors'],
  },
]);
