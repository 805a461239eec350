/**
 * Calls that take procedures, gRPC methods and GraphQL resolvers.
 *
 * Sources: trpc.io/docs, grpc.github.io/grpc/node, connectrpc.com/docs, moleculer.services/docs, apollographql.com/docs, the-guild.dev/graphql,
 * graphql-js.org (Constructing types), pothos-graphql.dev, nexusjs.org, tanstack.com/start (Server Functions), docs.meteor.com/api.
 */

import type { CallRow } from './framework-row.ts';
import { callRowsOf } from './call-rows-of.ts';

/** Calls that gather procedures and routers of procedures in an object, or several routers in one. */
export const gatheringRows: readonly { readonly match: readonly string[] }[] = [
  { match: ['@trpc/server#**.router', '@trpc/server#**.mergeRouters', '@trpc/server#router', '@orpc/server#**.router'] },
];

export const procedureRows: readonly CallRow[] = [
  ...callRowsOf('rpc', [
    {
      framework: 'trpc',
      packages: ['@trpc/server'],
      match: ['@trpc/server#**.query', '@trpc/server#**.mutation', '@trpc/server#**.subscription'],
      label: 'procedure {name}',
      handler: 'last',
    },
    { framework: 'grpc', packages: ['@grpc/grpc-js'], match: ['@grpc/grpc-js#Server{}.addService'], label: 'gRPC {key}', handler: { eachOf: 1 } },
    {
      framework: 'grpc',
      packages: ['grpc', 'nice-grpc'],
      match: ['grpc#Server{}.{addService,addProtoService}', 'nice-grpc#createServer().add'],
      label: 'gRPC {key}',
      handler: { eachOf: 1 },
    },
    {
      framework: 'moleculer',
      match: ['moleculer#ServiceBroker{}.createService', 'moleculer#Service{}.parseServiceSchema'],
      label: 'action {key}',
      handler: { eachOf: 'actions' },
    },
    {
      framework: 'tanstack',
      packages: ['@tanstack/react-start', '@tanstack/solid-start', '@tanstack/start'],
      match: ['@tanstack/{react-start,solid-start,start}#createServerFn().**().handler', '@tanstack/{react-start,solid-start,start}#createServerFn().handler'],
      label: 'server function {name}',
      handler: 'last',
    },
    { framework: 'meteor', packages: [], match: ['meteor/meteor#Meteor.methods', 'global#Meteor.methods'], label: 'method {key}', handler: { eachOf: 0 } },
    { framework: 'meteor', packages: [], match: ['meteor/meteor#Meteor.publish', 'global#Meteor.publish'], label: 'publication {0}', handler: 'last' },
    { framework: 'orpc', packages: ['@orpc/server'], match: ['@orpc/server#**.handler'], label: 'procedure {name}', handler: 'last' },
    {
      framework: 'connect',
      packages: ['@connectrpc/connect'],
      match: [
        '@connectrpc/connect#ConnectRouter{}.service', '@connectrpc/connect#ConnectRouter{}.**().service',
        '@connectrpc/connect#createConnectRouter().service', '@connectrpc/connect#createConnectRouter().**().service',
      ],
      label: 'gRPC {key}',
      handler: { eachOf: 1 },
    },
    { framework: 'connect', packages: ['@connectrpc/connect'], match: ['@connectrpc/connect#ConnectRouter{}.rpc', '@connectrpc/connect#createConnectRouter().rpc'], label: 'gRPC', handler: 'last' },
  ]),
  ...callRowsOf('graphql-resolver', [
    {
      framework: 'graphql',
      packages: ['graphql', '@apollo/server', 'apollo-server', 'apollo-server-express', 'graphql-yoga', '@graphql-tools/schema'],
      match: [
        '@apollo/server#ApolloServer{}', 'apollo-server#ApolloServer{}', 'apollo-server-express#ApolloServer{}',
        '@graphql-tools/schema#makeExecutableSchema', 'graphql-yoga#createSchema', 'graphql-tools#makeExecutableSchema',
        'apollo-server-express#makeExecutableSchema', 'mercurius#**',
      ],
      label: '',
      handler: ['resolvers'],
    },
    {
      framework: 'graphql',
      packages: [
        'apollo-server-fastify', 'apollo-server-koa', 'apollo-server-lambda', 'apollo-server-micro', 'apollo-server-hapi', '@apollo/subgraph',
        'graphql-modules', 'graphql-yoga', 'mercurius',
      ],
      match: [
        'apollo-server-{fastify,koa,lambda,micro,hapi,core}#ApolloServer{}', '@apollo/subgraph#buildSubgraphSchema',
        '@apollo/federation#buildFederatedSchema', 'graphql-modules#createModule', 'graphql-yoga#{createYoga,makeExecutableSchema}',
        'graphql-yoga#GraphQLServer{}', '@graphql-tools/schema#addResolversToSchema', 'apollo-server#makeExecutableSchema',
        '@graphql-tools/stitch#stitchSchemas',
      ],
      label: '',
      handler: ['resolvers'],
    },
    { framework: 'graphql-js', packages: ['graphql'], match: ['graphql#GraphQLObjectType{}'], label: '{name:own}.{key}', handler: { eachOf: 'fields', as: 'resolve' } },
    {
      framework: 'graphql',
      packages: ['graphql-relay'],
      match: ['graphql-relay#mutationWithClientMutationId'],
      label: 'Mutation.{name}',
      handler: ['mutateAndGetPayload'],
    },
    {
      framework: 'express-graphql',
      packages: ['express-graphql', 'graphql-http'],
      match: ['express-graphql#graphqlHTTP', 'graphql-http/lib/use/express#createHandler'],
      label: 'Query.{key}',
      handler: { eachOf: 'rootValue' },
    },
    {
      framework: 'pothos',
      packages: ['@pothos/core'],
      match: ['@pothos/core#**.{queryField,mutationField,subscriptionField}(1 0).*', '@pothos/core#**.{queryField,mutationField,subscriptionField}(0).*'],
      label: 'Query.{name}',
      handler: ['resolve'],
    },
    {
      framework: 'pothos',
      packages: ['@pothos/core'],
      match: ['@pothos/core#**.{queryFields,queryType,mutationFields,mutationType}(0).*', '@pothos/core#**.{queryType,mutationType}(fields 0).*'],
      label: 'Query.{name}',
      handler: ['resolve'],
    },
    {
      framework: 'pothos',
      packages: ['@pothos/core'],
      match: [
        '@pothos/core#**.{objectType,prismaObject,objectFields,objectField,prismaNode,node,interfaceType,implement}(fields 0).*',
        '@pothos/core#**.{objectField,objectFields}(0).*',
      ],
      label: '{type}.{name}',
      handler: ['resolve'],
    },
    { framework: 'nexus', match: ['nexus#{queryField,mutationField,subscriptionField}'], label: 'Query.{0}', handler: ['resolve'] },
    {
      framework: 'nexus',
      match: [
        'nexus#{objectType,extendType}(definition 0).**.field', 'nexus#{objectType,extendType}(definition 0).**.{string,int,boolean,float,id}',
      ],
      label: '{type}.{0}',
      handler: ['resolve'],
    },
    { framework: 'nexus', match: ['nexus#{queryType,mutationType}(definition 0).**.field'], label: 'Query.{0}', handler: ['resolve'] },
  ]),
];
