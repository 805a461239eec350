/**
 * Calls that take the function to run for each request: bare servers, hooks, strategies, actions.
 *
 * Sources: nodejs.org/api/http.html, bun.sh/docs/api/http, fastify.dev (Hooks), hapi.dev/api, passportjs.org, ts-rest.com, next-auth.js.org (Callbacks, Credentials), authjs.dev, better-auth.com (Options, Hooks, Plugins), hono.dev, elysiajs.com, next-safe-action.dev, docs.strapi.io (Controllers), feathersjs.com (Services, Hooks).
 */

import type { CallRow } from './framework-row.ts';
import { callRowsOf } from './call-rows-of.ts';

export const serverRows: readonly CallRow[] = [
  ...callRowsOf('http-route', [
    {
      framework: 'node',
      packages: [],
      match: ['node:http#createServer', 'node:https#createServer', 'node:http2#{createServer,createSecureServer}'],
      label: 'every request',
      handler: 'last',
    },
    {
      framework: 'node',
      packages: [],
      match: ['node:{http,https}#Server{}', 'node:http2#{createServer,createSecureServer}'],
      label: 'every request',
      handler: 'last',
    },
    {
      framework: 'node',
      packages: [],
      match: ['node:{http,https,http2}#{createServer,createSecureServer}().on', 'node:{http,https}#Server{}.on'],
      onlyFor: ['request'],
      label: 'every request',
      handler: 1,
    },
    { framework: 'bun', packages: [], match: ['global#Bun.serve', 'bun#serve', 'global#Deno.serve'], label: 'every request', handler: ['fetch'] },
    {
      framework: 'feathers',
      packages: ['@feathersjs/feathers', '@feathersjs/koa', '@feathersjs/express'],
      match: ['@feathersjs/{koa,feathers,express}#{koa,feathers,express}().use', '@feathersjs/{feathers,express}#().use', '@feathersjs/*#Application{}.use'],
      label: 'service {0}: {key}',
      handler: { eachOf: 1, named: ['find', 'get', 'create', 'update', 'patch', 'remove'] },
    },
    {
      framework: 'strapi',
      packages: ['@strapi/strapi'],
      match: ['@strapi/strapi#factories.createCoreController'],
      label: 'action {0}.{key}',
      handler: { eachOf: 1 },
    },
    { framework: 'hono', match: ['hono/factory#createFactory().createHandlers'], label: 'ANY {name}', handler: 'last' },
    {
      framework: 'ts-rest',
      packages: ['@ts-rest/express', '@ts-rest/fastify', '@ts-rest/next', '@ts-rest/serverless'],
      match: ['@ts-rest/{express,fastify}#initServer().router', '@ts-rest/next#createNextRoute', '@ts-rest/serverless#tsr.router', '@ts-rest/serverless/{fetch,aws,next,azure}#tsr.router'],
      label: 'contract {key}',
      contract: 0,
      handler: { eachOf: 1 },
    },
    {
      framework: 'ts-rest',
      packages: ['@ts-rest/express', '@ts-rest/fastify', '@ts-rest/next'],
      match: ['@ts-rest/{express,fastify}#initServer().route'],
      label: 'contract',
      contract: 0,
      handler: 'last',
    },
    {
      framework: 'ts-rest',
      packages: ['@ts-rest/nest'],
      match: ['@ts-rest/nest#tsRestHandler'],
      label: 'contract',
      contract: 0,
      handler: 'last',
    },
  ]),
  ...callRowsOf('middleware', [
    {
      framework: 'feathers',
      packages: ['@feathersjs/feathers', '@feathersjs/koa', '@feathersjs/express'],
      match: ['@feathersjs/{koa,feathers,express}#{koa,feathers,express}().service().hooks', '@feathersjs/{feathers,express}#().service().hooks', '@feathersjs/*#Application{}.service().hooks'],
      label: 'hook {key}',
      handler: { eachOf: ['before', 'after', 'around'] },
    },
    {
      framework: 'fastify',
      match: ['fastify#().addHook', 'fastify#{fastify,Fastify}().addHook', 'fastify#FastifyInstance{}.addHook'],
      onlyFor: ['onRequest', 'preParsing', 'preValidation', 'preHandler', 'preSerialization', 'onSend', 'onResponse'],
      label: 'hook {0}',
      handler: 1,
    },
    {
      framework: 'fastify',
      match: ['fastify#().{setErrorHandler,setNotFoundHandler}', 'fastify#FastifyInstance{}.{setErrorHandler,setNotFoundHandler}'],
      label: 'error handler',
      handler: 'last',
    },
    {
      framework: 'express',
      match: ['express#().param', 'express#Router().param', 'express#{Application,Express,Router}{}.param', '{@koa/router,koa-router}#{}.param'],
      label: 'parameter {0}',
      handler: 1,
    },
    { framework: 'hapi', packages: ['@hapi/hapi'], match: ['@hapi/hapi#{server,Server}().ext', '@hapi/hapi#Server{}.ext'], label: 'hook {0}', handler: 1 },
    {
      framework: 'hapi',
      packages: ['@hapi/hapi'],
      match: ['@hapi/hapi#{server,Server}().auth.strategy', '@hapi/hapi#Server{}.auth.strategy'],
      label: 'strategy {0}',
      handler: ['validate'],
    },
    { framework: 'passport', match: ['passport-*#Strategy{}', 'passport-*#{}', 'passport-*#*Strategy{}', '@*/passport-*#Strategy{}', '@*/passport-*#{}', '@*/passport-*#*Strategy{}'], label: 'passport strategy', handler: 'last' },
    { framework: 'passport', match: ['passport#{deserializeUser,serializeUser}'], label: 'passport session', handler: 0 },
    { framework: 'next-auth', packages: ['next-auth', '@auth/core', '@auth/express', '@auth/sveltekit'], match: ['{next-auth,@auth/core}/providers/credentials#'], label: 'log-in with credentials', handler: ['authorize'] },
    { framework: 'next-auth', packages: ['next-auth', '@auth/core', '@auth/express', '@auth/sveltekit'], match: ['{next-auth,@auth/core}/providers/{email,nodemailer,resend,sendgrid}#'], label: 'log-in by mail', handler: ['sendVerificationRequest'] },
    { framework: 'next-auth', packages: ['next-auth', '@auth/core', '@auth/express', '@auth/sveltekit'], match: ['next-auth#', '@auth/*#{Auth,ExpressAuth,SvelteKitAuth}'], label: 'log-in {key}', handler: { eachOf: ['callbacks', 'events'] } },
    {
      framework: 'better-auth',
      match: ['better-auth#betterAuth', 'better-auth/minimal#betterAuth'],
      label: 'log-in',
      handler: [
        'trustedOrigins', 'account.accountLinking.trustedProviders', 'hooks.before', 'hooks.after', 'emailAndPassword.sendResetPassword', 'emailAndPassword.onPasswordReset',
        'emailVerification.sendVerificationEmail', 'emailVerification.afterEmailVerification', 'user.changeEmail.sendChangeEmailVerification',
        'user.deleteUser.sendDeleteAccountVerification', 'user.deleteUser.beforeDelete', 'user.deleteUser.afterDelete',
        ...['user', 'session', 'account'].flatMap((table) => ['create', 'update'].flatMap((change) => [`databaseHooks.${table}.${change}.before`, `databaseHooks.${table}.${change}.after`])),
      ],
    },
    { framework: 'better-auth', match: ['better-auth/plugins#customSession', 'better-auth/plugins/custom-session#customSession'], label: 'every look at a session', handler: 0 },
    { framework: 'better-auth', match: ['better-auth/plugins#*', 'better-auth/plugins/*#*'], label: 'log-in', handler: ['sendMagicLink', 'sendVerificationOTP', 'sendOTP', 'sendInvitationEmail'] },
    { framework: 'elysia', match: ['elysia#Elysia{}.**().{onRequest,onBeforeHandle,onAfterHandle,derive,resolve,onTransform}'], label: 'hook', handler: 'last' },
    { framework: 'nest', packages: ['@nestjs/common'], match: ['@nestjs/common#MiddlewareConsumer{}.apply'], label: 'Nest middleware', handler: 'last' },
    { framework: 'trpc', packages: ['@trpc/server'], match: ['@trpc/server#**.{use,middleware}'], label: 'procedure middleware', handler: 0 },
  ]),
  ...callRowsOf('server-action', [
    {
      framework: 'next-safe-action',
      packages: ['next-safe-action', 'zsa'],
      match: [
        'next-safe-action#createSafeActionClient().**().action', 'zsa#createServerAction().**().handler',
        'zsa#createServerActionProcedure().**().handler',
      ],
      label: 'action {name}',
      handler: 'last',
    },
  ]),
];
