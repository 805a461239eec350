/**
 * Where handlers find what a user sent, and who the user is.
 *
 * Sources: the request objects of each framework's reference: expressjs.com (Request), fastify.dev (Request), koajs.com (Context), hono.dev (HonoRequest),
 * hapi.dev (Request), nextjs.org, reactrouter.com, svelte.dev/docs/kit (RequestEvent), docs.nestjs.com/controllers, trpc.io, apollographql.com.
 */

import type { Origin } from '../model/values.ts';
import { rowMatcher } from './row-matcher.ts';

/** `input`: what the user chose. `caller`: who asks, so that the answer is theirs alone. */
export type InputRole = 'input' | 'caller';

/**
 * What a member of a handler's parameter is: `inputOf('express', 0, ['query', 'page'])`.
 * `framework` is that of the entry point; `members` are the names behind the parameter, calls left out (`c.req.query('page')`: `req`, `query`).
 */
export function inputOf(framework: string, parameter: number, members: readonly string[]): InputRole | undefined {
  const row = ROWS.find((each) => each.frameworks.includes(framework) && each.parameter === parameter);
  if (!row) return undefined;
  if (row.callers.some((caller) => startsWith(members, caller))) return 'caller';
  return row.input.some((input) => startsWith(members, input)) ? 'input' : undefined;
}

/** What a parameter decorated so is: `@Query('page')`, `@CurrentUser()`. `name` is the decorator's name as written, for those a team made itself. */
export function inputOfDecorator(origin: Origin | undefined, name: string): InputRole | undefined {
  return (origin === undefined ? undefined : decoratorFor(origin)?.role) ?? (CALLER_NAMES.test(name) ? 'caller' : undefined);
}

interface InputRow {
  readonly frameworks: readonly string[];
  readonly parameter: number;
  /** Dotted members that hold input; the empty one is the parameter as a whole. */
  readonly input: readonly string[];
  readonly callers: readonly string[];
}

const SESSION = [
  'user', 'session', 'auth', 'headers', 'cookies', 'signedCookies', 'ip', 'header', 'get', 'userId', 'tenant', 'tenantId', 'account', 'accountId',
  'organization',
];

const ROWS: readonly InputRow[] = [
  {
    frameworks: ['express', 'polka', 'restify', 'express-ws', 'passport', 'firebase-functions', 'functions-framework', 'vercel', 'next-connect'],
    parameter: 0,
    input: ['query', 'body', 'params', 'file', 'files', 'url', 'originalUrl', 'path', 'param'],
    callers: SESSION,
  },
  {
    frameworks: ['fastify'],
    parameter: 0,
    input: ['query', 'body', 'params', 'url', 'file', 'files', 'parts', 'saveRequestFiles'],
    callers: [...SESSION, 'jwtVerify'],
  },
  {
    frameworks: ['koa'],
    parameter: 0,
    input: ['query', 'request.query', 'request.body', 'request.files', 'params', 'querystring', 'path', 'url'],
    callers: [...SESSION, 'state', 'request.headers', 'request.header'],
  },
  { frameworks: ['hono'], parameter: 0, input: ['req'], callers: ['get', 'var', 'req.header', 'req.raw.headers'] },
  { frameworks: ['hapi'], parameter: 0, input: ['query', 'payload', 'params', 'url', 'path'], callers: ['auth', 'headers', 'state', 'yar', 'info'] },
  {
    frameworks: ['elysia'],
    parameter: 0,
    input: ['query', 'body', 'params', 'path', 'request'],
    callers: ['headers', 'cookie', 'user', 'session', 'auth', 'bearer', 'jwt'],
  },
  {
    frameworks: ['adonis'],
    parameter: 0,
    input: ['request', 'params'],
    callers: ['auth', 'session', 'request.user', 'request.header', 'request.headers', 'request.ip'],
  },
  { frameworks: ['node', 'bun'], parameter: 0, input: ['url', 'on', 'body', 'json', 'formData', 'text'], callers: ['headers', 'socket'] },
  {
    frameworks: ['next'],
    parameter: 0,
    input: ['query', 'body', 'nextUrl', 'url', 'json', 'text', 'formData', 'params', 'searchParams'],
    callers: ['headers', 'cookies', 'auth', 'user', 'session', 'ip', 'req'],
  },
  { frameworks: ['next'], parameter: 1, input: ['params'], callers: [] },
  { frameworks: ['remix', 'astro'], parameter: 0, input: ['request', 'params', 'url'], callers: ['context', 'request.headers', 'locals', 'cookies'] },
  {
    frameworks: ['sveltekit'],
    parameter: 0,
    input: ['params', 'url', 'request', 'event.params', 'event.url', 'event.request'],
    callers: ['locals', 'cookies', 'request.headers', 'getClientAddress', 'parent'],
  },
  { frameworks: ['trpc', 'orpc'], parameter: 0, input: ['input', 'rawInput'], callers: ['ctx', 'context'] },
  { frameworks: ['next-safe-action'], parameter: 0, input: ['parsedInput', 'input', 'clientInput'], callers: ['ctx'] },
  { frameworks: ['graphql', 'pothos', 'nexus', 'apollo', 'express-graphql'], parameter: 1, input: [''], callers: [] },
  {
    frameworks: ['graphql', 'pothos', 'nexus', 'apollo'],
    parameter: 2,
    input: [],
    callers: ['user', 'session', 'req', 'request', 'auth', 'currentUser', 'viewer', 'userId'],
  },
  {
    frameworks: ['aws-lambda', 'netlify'],
    parameter: 0,
    input: ['body', 'queryStringParameters', 'multiValueQueryStringParameters', 'pathParameters', 'path', 'rawPath', 'rawQueryString'],
    callers: ['headers', 'requestContext'],
  },
  { frameworks: ['grpc', 'connect'], parameter: 0, input: ['request', ''], callers: ['metadata'] },
  { frameworks: ['moleculer'], parameter: 0, input: ['params'], callers: ['meta'] },
  { frameworks: ['socket.io', 'ws'], parameter: 0, input: [''], callers: [] },
];

const DECORATORS: readonly { readonly match: readonly string[]; readonly role: InputRole }[] = [
  {
    match: [
      '@nestjs/common#{Query,Body,Param,RawBody,UploadedFile,UploadedFiles}', '@nestjs/graphql#Args', '@nestjs/websockets#MessageBody',
      '@nestjs/microservices#Payload',
    ],
    role: 'input',
  },
  {
    match: [
      '@nestjs/common#{Req,Request,Headers,Ip,Session,HostParam}', '@nestjs/graphql#Context', '@nestjs/websockets#ConnectedSocket',
      '@nestjs/microservices#Ctx',
    ],
    role: 'caller',
  },
  {
    match: [
      'type-graphql#{Arg,Args}', 'routing-controllers#{Body,BodyParam,Param,Params,QueryParam,QueryParams,UploadedFile,UploadedFiles}',
      'tsoa#{Query,Queries,Path,Body,BodyProp,FormField,UploadedFile}', '@tsoa/runtime#{Query,Queries,Path,Body,BodyProp,FormField,UploadedFile}',
      '@tsed/common#{BodyParams,PathParams,QueryParams,RawBodyParams,MultipartFile}', 'inversify-express-utils#{requestParam,queryParam,requestBody}',
      '@loopback/rest#{param,requestBody}',
    ],
    role: 'input',
  },
  {
    match: [
      'type-graphql#Ctx', 'routing-controllers#{CurrentUser,HeaderParam,HeaderParams,Session,SessionParam,CookieParam,CookieParams,Req,Ctx}',
      'tsoa#{Header,Request,Inject}', '@tsoa/runtime#{Header,Request}', '@tsed/common#{HeaderParams,Session,Cookies,Req,Locals,Context}',
      'inversify-express-utils#{requestHeaders,cookies,principal,request}',
    ],
    role: 'caller',
  },
];

/** Decorators that teams write to hand in the user: `@CurrentUser()`, `@GetUser()`, `@UserId()`, `@Tenant()`. */
const CALLER_NAMES = /^(?:Current|Get|Req|Request|Auth|Logged|Active|Session)?_?(?:User|Account|Member|Tenant|Organi[sz]ation|Session|Auth|Principal|Token|Jwt)(?:Id|Session|Data|Payload|Context|Decorator|Param)?$/i;

const decoratorFor = rowMatcher(DECORATORS);

function startsWith(members: readonly string[], dotted: string): boolean {
  const wanted = dotted === '' ? [] : dotted.split('.');
  return wanted.every((name, index) => members[index] === name);
}
