/**
 * Frameworks that mark classes and methods with decorators.
 *
 * Sources: docs.nestjs.com, typegraphql.com/docs, github.com/typestack/routing-controllers, tsed.dev, tsoa-community.github.io/docs,
 * github.com/inversify/inversify-express-utils, loopback.io/doc/en/lb4.
 */

import type { DecoratorRow } from './framework-row.ts';

const VERBS = { Get: 'GET', Post: 'POST', Put: 'PUT', Patch: 'PATCH', Delete: 'DELETE', Head: 'HEAD', Options: 'OPTIONS' } as const;

const route = (verb: string) => ({ kind: 'http-route', verb, label: '' }) as const;

export const decoratorRows: readonly DecoratorRow[] = [
  {
    shape: 'decorator',
    framework: 'nest',
    packages: ['@nestjs/common'],
    classes: ['@nestjs/common#Controller'],
    methods: {
      ...routesOf('@nestjs/common', { ...VERBS, All: 'ANY', Sse: 'GET' }),
      '@nestjs/microservices#MessagePattern': { kind: 'rpc', label: 'message' },
      '@nestjs/microservices#EventPattern': { kind: 'queue-consumer', label: 'event' },
      '@nestjs/microservices#GrpcMethod': { kind: 'rpc', label: 'gRPC' },
      '@nestjs/microservices#GrpcStreamMethod': { kind: 'rpc', label: 'gRPC' },
      '@nestjs/microservices#GrpcStreamCall': { kind: 'rpc', label: 'gRPC' },
      '@nestjs/websockets#SubscribeMessage': { kind: 'socket-event', label: 'socket event' },
      '@nestjs/graphql#Query': { kind: 'graphql-resolver', label: 'Query' },
      '@nestjs/graphql#Mutation': { kind: 'graphql-resolver', label: 'Mutation' },
      '@nestjs/graphql#Subscription': { kind: 'graphql-resolver', label: 'Subscription' },
      '@nestjs/graphql#ResolveField': { kind: 'graphql-resolver', label: 'field' },
      '@nestjs/graphql#ResolveProperty': { kind: 'graphql-resolver', label: 'field' },
      '@nestjs/graphql#ResolveReference': { kind: 'graphql-resolver', label: 'reference' },
      '@nestjs/schedule#Cron': { kind: 'scheduled-job', label: 'schedule' },
      '@nestjs/schedule#Interval': { kind: 'scheduled-job', label: 'interval' },
      '@nestjs/schedule#Timeout': { kind: 'scheduled-job', label: 'timeout' },
      'nestjs-temporal-core#ActivityMethod': { kind: 'queue-consumer', label: 'activity' },
      'nestjs-temporal#Activity': { kind: 'queue-consumer', label: 'activity' },
      '@nestjs/bull#Process': { kind: 'queue-consumer', label: 'queue' },
      '@nestjs/event-emitter#OnEvent': { kind: 'queue-consumer', label: 'event' },
      '@golevelup/nestjs-rabbitmq#RabbitSubscribe': { kind: 'queue-consumer', label: 'queue' },
      '@golevelup/nestjs-rabbitmq#RabbitRPC': { kind: 'rpc', label: 'message' },
      '@golevelup/nestjs-rabbitmq#RabbitHandler': { kind: 'queue-consumer', label: 'queue' },
      '@ssut/nestjs-sqs#SqsMessageHandler': { kind: 'queue-consumer', label: 'queue' },
      '@nestjs/bull#{OnQueueCompleted,OnQueueFailed,OnQueueActive}': { kind: 'queue-consumer', label: 'queue event' },
    },
  },
  {
    shape: 'decorator',
    framework: 'nest-bullmq',
    packages: ['@nestjs/bullmq'],
    classes: ['@nestjs/bullmq#Processor'],
    methods: {},
    named: { process: { kind: 'queue-consumer', label: 'queue' } },
  },
  {
    // Commands and queries sent within the process: whoever sends them waits.
    shape: 'decorator',
    framework: 'nest-cqrs',
    packages: ['@nestjs/cqrs'],
    classes: ['@nestjs/cqrs#{CommandHandler,QueryHandler}'],
    methods: {},
    named: { execute: { kind: 'rpc', label: 'command' } },
  },
  {
    shape: 'decorator',
    framework: 'nest-websockets',
    packages: ['@nestjs/websockets'],
    classes: ['@nestjs/websockets#WebSocketGateway'],
    methods: {},
    named: { handleConnection: { kind: 'socket-event', label: 'socket connection' }, handleDisconnect: { kind: 'socket-event', label: 'socket disconnect' } },
  },
  {
    shape: 'decorator',
    framework: 'type-graphql',
    packages: ['type-graphql'],
    classes: ['type-graphql#Resolver'],
    methods: {
      'type-graphql#Query': { kind: 'graphql-resolver', label: 'Query' },
      'type-graphql#Mutation': { kind: 'graphql-resolver', label: 'Mutation' },
      'type-graphql#Subscription': { kind: 'graphql-resolver', label: 'Subscription' },
      'type-graphql#FieldResolver': { kind: 'graphql-resolver', label: 'field' },
    },
  },
  {
    shape: 'decorator',
    framework: 'routing-controllers',
    packages: ['routing-controllers'],
    classes: ['routing-controllers#{Controller,JsonController}'],
    methods: routesOf('routing-controllers', { ...VERBS, All: 'ANY' }),
  },
  {
    shape: 'decorator',
    framework: 'overnight',
    packages: ['@overnightjs/core'],
    classes: ['@overnightjs/core#{Controller,ClassOptions,ClassMiddleware,ChildControllers}'],
    methods: routesOf('@overnightjs/core', { ...VERBS, All: 'ANY' }),
  },
  {
    shape: 'decorator',
    framework: 'tsed',
    packages: ['@tsed/common', '@tsed/schema', '@tsed/di'],
    classes: ['@tsed/{common,di}#Controller'],
    methods: { ...routesOf('@tsed/common', { ...VERBS, All: 'ANY' }), ...routesOf('@tsed/schema', { ...VERBS, All: 'ANY' }) },
  },
  {
    shape: 'decorator',
    framework: 'tsoa',
    packages: ['tsoa', '@tsoa/runtime'],
    classes: ['tsoa#Route', '@tsoa/runtime#Route'],
    methods: { ...routesOf('tsoa', VERBS), ...routesOf('@tsoa/runtime', VERBS) },
  },
  {
    shape: 'decorator',
    framework: 'inversify',
    packages: ['inversify-express-utils'],
    classes: ['inversify-express-utils#controller'],
    methods: routesOf('inversify-express-utils', { httpGet: 'GET', httpPost: 'POST', httpPut: 'PUT', httpPatch: 'PATCH', httpDelete: 'DELETE', httpHead: 'HEAD', all: 'ANY' }),
  },
  {
    shape: 'decorator',
    framework: 'loopback',
    packages: ['@loopback/rest'],
    classes: ['@loopback/openapi-v3#api'],
    methods: routesOf('@loopback/rest', { get: 'GET', post: 'POST', put: 'PUT', patch: 'PATCH', del: 'DELETE' }),
  },
];

/** Each decorator of a package with the HTTP method it stands for. */
function routesOf(module: string, verbs: Readonly<Record<string, string>>): DecoratorRow['methods'] {
  return Object.fromEntries(Object.entries(verbs).map(([name, verb]) => [`${module}#${name}`, route(verb)]));
}
