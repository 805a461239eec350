/** Files served by the app itself. Sources: expressjs.com (express.static: `maxAge` is 0 by default), @fastify/static, koa-static, docs.nestjs.com/recipes/serve-static. */

import { rowsOf } from '../rows.ts';

export const staticFiles = rowsOf('static', [
  'express', 'serve-static', '@fastify/static', 'koa-static', 'koa-send', '@nestjs/serve-static', 'sirv', 'serve-handler', 'send', 'hono',
  '@hono/node-server', '@elysiajs/static', '@hapi/inert', 'express-static-gzip',
], [
  {
    match: ['express#static', 'serve-static#', 'express-static-gzip#'],
    kind: 'static-files',
    subject: 'argument',
    traits: ['option:maxAge', 'no-cache-by-default'],
  },
  { match: ['@fastify/static#', 'fastify-static#'], kind: 'static-files', given: true, traits: ['option:maxAge', 'no-cache-by-default', 'plugin'] },
  {
    match: ['koa-static#', 'koa-send#', 'koa-serve#', 'koa-static-cache#'],
    kind: 'static-files',
    subject: 'argument',
    traits: ['option:maxage', 'option:maxAge', 'no-cache-by-default'],
  },
  {
    match: ['@nestjs/serve-static#ServeStaticModule.{forRoot,forRootAsync}'],
    kind: 'static-files',
    traits: ['option:serveStaticOptions.maxAge', 'no-cache-by-default', 'module'],
  },
  {
    match: [
      '@nestjs/platform-express#NestExpressApplication{}.useStaticAssets', '@nestjs/platform-fastify#NestFastifyApplication{}.useStaticAssets',
      '@nestjs/core#NestFactory.create().useStaticAssets',
    ],
    kind: 'static-files',
    subject: 'argument',
    traits: ['option:maxAge', 'no-cache-by-default'],
  },
  {
    match: [
      'sirv#', 'serve-handler#', 'send#', 'hono/serve-static#serveStatic', 'hono/bun#serveStatic', '@hono/node-server/serve-static#serveStatic',
      '@elysiajs/static#staticPlugin',
    ],
    kind: 'static-files',
    subject: 'argument',
    traits: ['option:maxAge'],
  },
  {
    match: ['express#Response{}.{sendFile,download}', 'express#**.{all,get,post,put,patch,delete,use}(1).{sendFile,download}', 'fastify#FastifyReply{}.{sendFile,download}', 'fastify#**.{get,post}(1).{sendFile,download}'],
    kind: 'file',
    traits: ['send-file'],
    guess: { receivers: ['res', 'response'], methods: ['sendFile', 'download'] },
  },
]);
