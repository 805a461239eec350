/** Long-lived connections and what is said to all of them at once. Sources: socket.io/docs/v4 (rooms, adapter), github.com/websockets/ws, docs.nestjs.com/websockets. */

import { on, rowsOf } from '../rows.ts';

const servers = ['socket.io#{}', 'socket.io#()', 'socket.io#listen()', 'socket.io#Server{}', '@nestjs/websockets#WebSocketServer'];
const namespaces = [...servers, ...on(servers, '.of()', '.sockets'), 'socket.io#Namespace{}'];
const wsServers = ['ws#{WebSocketServer,Server}{}', 'ws#WebSocket.Server{}', 'uWebSockets.js#{App,SSLApp}()'];

export const sockets = rowsOf('socket.io', [
  'socket.io', 'ws', '@nestjs/platform-socket.io', '@nestjs/websockets', '@fastify/websocket', 'express-ws', 'uWebSockets.js',
  '@socket.io/redis-adapter', '@socket.io/redis-streams-adapter', '@socket.io/postgres-adapter', '@socket.io/cluster-adapter',
  '@socket.io/mongo-adapter', 'socket.io-redis', 'koa-websocket', 'engine.io', 'sockjs', 'faye', 'primus', 'graphql-ws', 'better-sse',
  'isomorphic-ws',
], [
  { match: ['socket.io#{}', 'socket.io#', 'socket.io#listen', 'socket.io#Server{}'], kind: 'socket', traits: ['server'] },
  {
    match: [
      'ws#{WebSocketServer,Server}{}', 'ws#WebSocket.Server{}', 'express-ws#', 'koa-websocket#', 'sockjs#createServer', 'graphql-ws/use/ws#useServer',
      'graphql-ws/lib/use/ws#useServer', 'primus#{}', 'faye#NodeAdapter{}',
    ],
    kind: 'socket',
    traits: ['server', 'ws'],
  },
  { match: ['@fastify/websocket#'], kind: 'socket', given: true, traits: ['server', 'ws', 'plugin'] },
  /** Reaches the sockets of this process, and of others only through an adapter. */
  {
    match: [
      ...on(namespaces, '.{emit,send,write,serverSideEmit}', '.{to,in,except,volatile,compress,timeout}().**().emit', '.{volatile,local}.emit'),
      // Hung on the request, as many do.
      ...on(['express#Request{}.io', 'express#**.{all,get,post,put,patch,delete,use}(0).app.get()', 'express#Request{}.app.get()', 'express#().{all,get,post,put,patch,delete}(0).io', 'express#Router().{all,get,post,put,patch,delete}(0).io', 'fastify#().io', 'fastify#FastifyInstance{}.io'], '.emit', '.{to,in,of}().**().emit', '.sockets.emit'),
      ...on(['socket.io#Socket{}', 'socket.io#**.on(0)'], '.{to,in,broadcast}().**().emit', '.broadcast.emit', '.broadcast.to().emit', '.{to,in}().**().emit'),
    ],
    kind: 'socket',
    traits: ['broadcast'],
    guess: { receivers: ['io', 'io.sockets', '*.to()', 'server.to()', 'io.of()', 'socket.broadcast'], methods: ['emit'] },
  },
  {
    match: on(namespaces, '.{fetchSockets,allSockets,socketsJoin,socketsLeave,disconnectSockets}', '.in().fetchSockets', '.adapter.rooms.get', '.sockets.get'),
    kind: 'socket',
    traits: ['lists-sockets'],
  },
  {
    match: ['socket.io#Socket{}.{emit,send}', 'socket.io#**.on(0).{emit,send}', 'ws#WebSocket{}.send', 'ws#{}.send', 'ws#**.on(0).send'],
    kind: 'socket',
    traits: ['send'],
  },
  {
    match: on([...wsServers, 'fastify#**.websocketServer', 'express-ws#().getWss()'], '.clients.forEach', '.publish'),
    kind: 'socket',
    traits: ['broadcast', 'ws'],
  },
  {
    match: [
      ...on(namespaces, '.adapter'),
      '@socket.io/{redis-adapter,redis-streams-adapter,postgres-adapter,mongo-adapter,cluster-adapter,gcp-pubsub-adapter,azure-service-bus-adapter,aws-sqs-adapter}#createAdapter',
      '@socket.io/redis-adapter#createShardedAdapter', 'socket.io-redis#', 'socket.io-redis#createAdapter', '@socket.io/sticky#setupWorker',
      '@socket.io/redis-emitter#Emitter{}', 'socket.io-adapter-mongo#', '@socket.io/cluster-adapter#setupPrimary', '@socket.io/pm2#*',
      'socket.io-emitter#',
    ],
    kind: 'socket',
    traits: ['adapter'],
  },
  { match: ['@nestjs/common#INestApplication{}.useWebSocketAdapter', '@nestjs/core#NestFactory.create().useWebSocketAdapter'], kind: 'socket', traits: ['adapter'] },
  { match: ['graphql-subscriptions#PubSub{}'], kind: 'socket', traits: ['server', 'in-process-pubsub'] },
  { match: ['graphql-subscriptions#PubSub{}.publish', 'graphql-yoga#createPubSub().publish'], kind: 'socket', traits: ['broadcast', 'in-process-pubsub'] },
  {
    match: [
      'graphql-redis-subscriptions#RedisPubSub{}', 'graphql-google-pubsub#GooglePubSub{}', 'graphql-kafkajs-subscriptions#KafkaPubSub{}',
      'graphql-postgres-subscriptions#PostgresPubSub{}', '@graphql-yoga/redis-event-target#createRedisEventTarget',
    ],
    kind: 'socket',
    traits: ['adapter'],
  },
]);
