/** Calls that take the function to run when load arrives: consumers, schedulers, sockets, procedures, bare servers. */

import type { CallRow } from './framework-row.ts';

export const callRows: readonly CallRow[] = [
  { shape: 'call', framework: 'node', packages: [], match: ['node:http#createServer', 'node:https#createServer', 'node:http2#{createServer,createSecureServer}'], kind: 'http-route', label: 'every request', handler: 'last' },
  { shape: 'call', framework: 'bullmq', packages: ['bullmq'], match: ['bullmq#Worker{}'], kind: 'queue-consumer', label: 'queue {0}', handler: 1 },
  { shape: 'call', framework: 'bull', packages: ['bull'], match: ['bull#{}.process', 'bull#().process', 'bull#Queue{}.process'], kind: 'queue-consumer', label: 'queue job', handler: 'last' },
  { shape: 'call', framework: 'bee-queue', packages: ['bee-queue'], match: ['bee-queue#{}.process'], kind: 'queue-consumer', label: 'queue job', handler: 'last' },
  { shape: 'call', framework: 'agenda', packages: ['agenda', '@hokify/agenda'], match: ['agenda#{}.define', 'agenda#Agenda{}.define', '@hokify/agenda#Agenda{}.define'], kind: 'queue-consumer', label: 'job {0}', handler: 'last' },
  { shape: 'call', framework: 'pg-boss', packages: ['pg-boss'], match: ['pg-boss#{}.work', 'pg-boss#PgBoss{}.work'], kind: 'queue-consumer', label: 'queue {0}', handler: 'last' },
  { shape: 'call', framework: 'graphile-worker', packages: ['graphile-worker'], match: ['graphile-worker#run'], kind: 'queue-consumer', label: 'job', handler: ['taskList'] },
  { shape: 'call', framework: 'amqplib', packages: ['amqplib'], match: ['amqplib#connect().createChannel().consume', 'amqplib#connect().createConfirmChannel().consume', 'amqplib#Channel{}.consume', 'amqplib#ConfirmChannel{}.consume'], kind: 'queue-consumer', label: 'queue {0}', handler: 1 },
  { shape: 'call', framework: 'kafkajs', packages: ['kafkajs'], match: ['kafkajs#Kafka{}.consumer().run', 'kafkajs#Consumer{}.run'], kind: 'queue-consumer', label: 'topic message', handler: ['eachMessage', 'eachBatch'] },
  { shape: 'call', framework: 'sqs-consumer', packages: ['sqs-consumer'], match: ['sqs-consumer#Consumer.create'], kind: 'queue-consumer', label: 'queue message', handler: ['handleMessage', 'handleMessageBatch'] },
  { shape: 'call', framework: 'inngest', packages: ['inngest'], match: ['inngest#Inngest{}.createFunction'], kind: 'queue-consumer', label: 'job', handler: 'last' },
  { shape: 'call', framework: 'node-cron', packages: ['node-cron'], match: ['node-cron#schedule'], kind: 'scheduled-job', label: 'schedule {0}', handler: 1 },
  { shape: 'call', framework: 'cron', packages: ['cron'], match: ['cron#CronJob{}'], kind: 'scheduled-job', label: 'schedule {0}', handler: 1 },
  { shape: 'call', framework: 'cron', packages: ['cron'], match: ['cron#CronJob.from'], kind: 'scheduled-job', label: 'schedule {cronTime}', handler: ['onTick'] },
  { shape: 'call', framework: 'node-schedule', packages: ['node-schedule'], match: ['node-schedule#scheduleJob'], kind: 'scheduled-job', label: 'schedule {0}', handler: 'last' },
  { shape: 'call', framework: 'toad-scheduler', packages: ['toad-scheduler'], match: ['toad-scheduler#{Task,AsyncTask}{}'], kind: 'scheduled-job', label: 'task {0}', handler: 1 },
  { shape: 'call', framework: 'socket.io', packages: ['socket.io'], match: ['socket.io#Server{}.on', 'socket.io#().on', 'socket.io#{}.on', 'socket.io#Server{}.of().on', 'socket.io#().of().on', 'socket.io#().sockets.on', 'socket.io#Server{}.sockets.on', 'socket.io#Namespace{}.on'], kind: 'socket-event', label: 'socket {0}', handler: 1 },
  { shape: 'call', framework: 'socket.io', packages: ['socket.io'], match: ['socket.io#**.on(0).on', 'socket.io#Socket{}.on'], kind: 'socket-event', label: 'socket {0}', handler: 1 },
  { shape: 'call', framework: 'ws', packages: ['ws'], match: ['ws#{Server,WebSocketServer}{}.on', 'ws#{}.on', 'ws#**.on(0).on'], kind: 'socket-event', label: 'socket {0}', handler: 1 },
  { shape: 'call', framework: 'trpc', packages: ['@trpc/server'], match: ['@trpc/server#**.query', '@trpc/server#**.mutation', '@trpc/server#**.subscription'], kind: 'rpc', label: 'procedure {name}', handler: 'last' },
  { shape: 'call', framework: 'graphql', packages: ['graphql', '@apollo/server', 'apollo-server', 'apollo-server-express', 'graphql-yoga', '@graphql-tools/schema'], match: ['@apollo/server#ApolloServer{}', 'apollo-server#ApolloServer{}', 'apollo-server-express#ApolloServer{}', '@graphql-tools/schema#makeExecutableSchema', 'graphql-yoga#createSchema', 'graphql-tools#makeExecutableSchema', 'apollo-server-express#makeExecutableSchema', 'mercurius#**'], kind: 'graphql-resolver', label: '', handler: ['resolvers'] },
  { shape: 'call', framework: 'grpc', packages: ['@grpc/grpc-js'], match: ['@grpc/grpc-js#Server{}.addService'], kind: 'rpc', label: 'gRPC', handler: 1 },
  { shape: 'call', framework: 'aws-lambda', packages: ['@middy/core'], match: ['@middy/core#'], kind: 'serverless', label: 'function', handler: 0 },
  { shape: 'call', framework: 'firebase-functions', packages: ['firebase-functions'], match: ['firebase-functions/v2/https#{onRequest,onCall}', 'firebase-functions#https.{onRequest,onCall}', 'firebase-functions/https#{onRequest,onCall}'], kind: 'serverless', label: 'function {name}', handler: 'last' },
  { shape: 'call', framework: 'azure-functions', packages: ['@azure/functions'], match: ['@azure/functions#app.{http,get,post,put,deleteRequest}'], kind: 'serverless', label: 'function {0}', handler: ['handler'] },
];
