/** Starting to listen, and stopping in good order. Sources: expressjs.com (health checks and graceful shutdown), fastify.dev, docs.nestjs.com/fundamentals/lifecycle-events, github.com/godaddy/terminus. */

import { on, rowsOf } from '../rows.ts';

const nests = [
  '@nestjs/core#NestFactory.{create,createMicroservice}()', '@nestjs/common#{INestApplication,INestMicroservice}{}',
  '@nestjs/platform-express#NestExpressApplication{}', '@nestjs/platform-fastify#NestFastifyApplication{}',
];
const servers = [
  'express#()', 'express#{Application,Express}{}', 'fastify#()', 'fastify#fastify()', 'fastify#FastifyInstance{}', 'koa#{}', 'koa#()', 'polka#()',
  'restify#createServer()', 'elysia#Elysia{}', 'node:{http,https,http2,net}#{createServer,createSecureServer}()', 'node:{http,https}#Server{}',
  '@grpc/grpc-js#Server{}', '@tinyhttp/app#App{}', 'uWebSockets.js#{App,SSLApp}()', 'apollo-server#ApolloServer{}', 'socket.io#Server{}',
  'socket.io#()',
];

export const lifecycle = rowsOf('server', [
  'express', 'fastify', 'koa', '@nestjs/core', '@hapi/hapi', 'hono', 'elysia', 'polka', 'restify', '@grpc/grpc-js', 'apollo-server', '@apollo/server',
  'http-terminator', 'stoppable', '@godaddy/terminus', 'lightship', 'close-with-grace', 'fastify-graceful-shutdown', 'http-graceful-shutdown',
  'node-graceful-shutdown', 'death', 'signal-exit', 'express-graceful-exit', 'server-destroy', '@moebius/http-graceful-shutdown',
], [
  {
    match: on(servers, '.listen', '.**().listen'),
    kind: 'listen',
    guess: { receivers: ['app', 'server', 'httpServer', 'httpsServer', 'fastify'], methods: ['listen'] },
  },
  {
    match: [
      ...on(nests, '.{listen,listenAsync,startAllMicroservices}'), '@hapi/hapi#{server,Server}().start', '@hapi/hapi#Server{}.start',
      '@hono/node-server#serve', 'global#Bun.serve', 'global#Deno.serve', '@apollo/server/standalone#startStandaloneServer',
      '@grpc/grpc-js#Server{}.bindAsync', 'srvx#serve', 'h3#serve',
    ],
    kind: 'listen',
  },
  { match: ['global#process.{on,once,addListener}', 'node:process#{on,once,addListener}'], kind: 'shutdown-hook', subject: 'argument', traits: ['signal-argument'] },
  {
    match: [
      ...on(nests, '.enableShutdownHooks'), 'http-terminator#createHttpTerminator', 'stoppable#', '@godaddy/terminus#createTerminus',
      'lightship#createLightship', 'close-with-grace#', 'http-graceful-shutdown#', 'node-graceful-shutdown#onShutdown', 'death#', 'death#()',
      'signal-exit#', 'signal-exit#onExit', 'express-graceful-exit#*', 'server-destroy#', '@moebius/http-graceful-shutdown#*',
      '@adonisjs/core#**.terminating',
    ],
    kind: 'shutdown-hook',
    traits: ['whole'],
  },
  { match: ['fastify-graceful-shutdown#'], kind: 'shutdown-hook', given: true, traits: ['whole', 'plugin'] },
  {
    match: [
      ...on(servers, '.close', '.listen().close', '.stop', '.tryShutdown'), ...on(nests, '.close'), '@hapi/hapi#{server,Server}().stop',
      '@hono/node-server#serve().close', '@apollo/server#ApolloServer{}.stop',
    ],
    kind: 'shutdown-hook',
    traits: ['closes-server'],
  },
  {
    match: [
      '@nestjs/terminus#HealthCheckService{}.check', '@nestjs/terminus#HealthCheck', '@godaddy/terminus#HealthCheckError{}', 'express-healthcheck#',
      'koa-ping#', 'express-actuator#',
    ],
    kind: 'listen',
    traits: ['health-check'],
  },
  { match: ['fastify-healthcheck#', '@fastify/under-pressure#'], kind: 'listen', given: true, traits: ['health-check', 'plugin'] },
]);
