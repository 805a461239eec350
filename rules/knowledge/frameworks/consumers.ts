/**
 * Calls that take the function to run for each message of a queue, a topic, a channel, or each event within the process.
 *
 * Sources: docs.bullmq.io, amqp-node.github.io/amqplib, kafka.js.org, github.com/bbc/sqs-consumer, cloud.google.com/pubsub, learn.microsoft.com/azure,
 * docs.nats.io, inngest.com/docs, trigger.dev/docs, docs.temporal.io, firebase.google.com/docs/functions.
 */

import type { CallRow } from './framework-row.ts';
import { callRowsOf } from './call-rows-of.ts';

export const consumerRows: readonly CallRow[] = [
  ...callRowsOf('queue-consumer', [
    { framework: 'bullmq', match: ['bullmq#Worker{}'], label: 'queue {0}', handler: 1 },
    { framework: 'bull', match: ['bull#{}.process', 'bull#().process', 'bull#Queue{}.process'], label: 'queue job', handler: 'last' },
    {
      framework: 'bull',
      packages: ['bull', 'kue', 'bee-queue'],
      match: ['bull#Bull.Queue{}.process', 'kue#createQueue().process', 'bee-queue#Queue{}.process'],
      label: 'queue {0}',
      handler: 'last',
    },
    { framework: 'bee-queue', match: ['bee-queue#{}.process'], label: 'queue job', handler: 'last' },
    {
      framework: 'agenda',
      packages: ['agenda', '@hokify/agenda'],
      match: ['agenda#{}.define', 'agenda#Agenda{}.define', '@hokify/agenda#Agenda{}.define'],
      label: 'job {0}',
      handler: 'last',
    },
    { framework: 'pg-boss', match: ['pg-boss#{}.work', 'pg-boss#PgBoss{}.work'], label: 'queue {0}', handler: 'last' },
    { framework: 'graphile-worker', match: ['graphile-worker#run'], label: 'job {key}', handler: { eachOf: 'taskList' } },
    {
      framework: 'amqplib',
      match: [
        'amqplib#connect().createChannel().consume', 'amqplib#connect().createConfirmChannel().consume', 'amqplib#Channel{}.consume',
        'amqplib#ConfirmChannel{}.consume',
      ],
      label: 'queue {0}',
      handler: 1,
    },
    {
      framework: 'amqplib',
      packages: ['amqplib', 'amqp-connection-manager'],
      match: ['amqplib/callback_api#**.consume', 'amqp-connection-manager#**.consume', 'amqplib#ChannelModel{}.**().consume'],
      label: 'queue {0}',
      handler: 1,
    },
    { framework: 'kafkajs', match: ['kafkajs#Kafka{}.consumer().run', 'kafkajs#Consumer{}.run'], label: 'topic message', handler: ['eachMessage', 'eachBatch'] },
    { framework: 'sqs-consumer', match: ['sqs-consumer#Consumer.create'], label: 'queue message', handler: ['handleMessage', 'handleMessageBatch'] },
    { framework: 'inngest', match: ['inngest#Inngest{}.createFunction'], label: 'job', handler: 'last' },
    { framework: 'rabbitmq-client', match: ['rabbitmq-client#Connection{}.createConsumer'], label: 'queue {queue}', handler: 'last' },
    {
      framework: 'kafka',
      packages: ['@confluentinc/kafka-javascript', 'kafka-node', 'node-rdkafka'],
      match: ['@confluentinc/kafka-javascript#KafkaJS.Kafka{}.consumer().run'],
      label: 'topic message',
      handler: ['eachMessage', 'eachBatch'],
    },
    {
      framework: 'kafka',
      packages: ['kafka-node', 'node-rdkafka'],
      match: ['kafka-node#{Consumer,ConsumerGroup}{}.on', 'node-rdkafka#KafkaConsumer{}.on'],
      onlyFor: ['message', 'data'],
      label: 'topic message',
      handler: 1,
    },
    {
      framework: 'pubsub',
      packages: ['@google-cloud/pubsub'],
      match: [
        '@google-cloud/pubsub#PubSub{}.subscription().on', '@google-cloud/pubsub#PubSub{}.topic().subscription().on',
        '@google-cloud/pubsub#Subscription{}.on',
      ],
      onlyFor: ['message'],
      label: 'subscription message',
      handler: 1,
    },
    {
      framework: 'azure-service-bus',
      packages: ['@azure/service-bus', '@azure/event-hubs'],
      match: ['@azure/service-bus#ServiceBusClient{}.createReceiver().subscribe', '@azure/event-hubs#EventHubConsumerClient{}.subscribe'],
      label: 'queue message',
      handler: ['processMessage', 'processEvents'],
    },
    { framework: 'mqtt', match: ['mqtt#connect().on', 'mqtt#MqttClient{}.on', 'mqtt#connectAsync().on'], onlyFor: ['message'], label: 'topic message', handler: 1 },
    {
      framework: 'redis',
      packages: ['redis', 'ioredis'],
      match: ['redis#createClient().{subscribe,pSubscribe}', 'redis#createClient().duplicate().{subscribe,pSubscribe}'],
      label: 'channel {0}',
      handler: 1,
    },
    {
      framework: 'redis',
      packages: ['redis', 'ioredis'],
      match: ['ioredis#{}.on', 'ioredis#Redis{}.on', 'ioredis#{}.duplicate().on', 'redis#createClient().on'],
      onlyFor: ['message', 'pmessage', 'messageBuffer'],
      label: 'channel message',
      handler: 1,
    },
    { framework: 'rascal', match: ['rascal#**.subscribe().on'], onlyFor: ['message'], label: 'queue message', handler: 1 },
    {
      framework: 'nats',
      packages: ['nats', '@nats-io/transport-node'],
      match: ['nats#connect().subscribe', 'nats#NatsConnection{}.subscribe'],
      label: 'subject {0}',
      handler: ['callback'],
    },
    { framework: 'nsqjs', match: ['nsqjs#Reader{}.on'], onlyFor: ['message'], label: 'topic message', handler: 1 },
    {
      framework: 'trigger.dev',
      packages: ['@trigger.dev/sdk'],
      match: ['@trigger.dev/sdk#{task,schemaTask}', '@trigger.dev/sdk/v3#{task,schemaTask}'],
      label: 'task {id}',
      handler: ['run'],
    },
    {
      framework: 'hatchet',
      packages: ['@hatchet-dev/typescript-sdk'],
      match: ['@hatchet-dev/typescript-sdk#**.{task,durableTask}'],
      label: 'task {name}',
      handler: ['fn'],
    },
    {
      framework: 'temporal',
      packages: ['@temporalio/worker'],
      match: ['@temporalio/worker#Worker.create'],
      label: 'task queue {taskQueue}',
      handler: { eachOf: 'activities' },
    },
    { framework: 'faktory', packages: ['faktory-worker'], match: ['faktory-worker#register'], label: 'job {0}', handler: 1 },
    {
      framework: 'firebase-functions',
      match: [
        'firebase-functions/{v2/firestore,firestore,v2/pubsub,pubsub,v2/storage,storage,v2/database,database,v2/tasks,tasks}#on*',
        'firebase-functions#firestore.document().{onCreate,onUpdate,onDelete,onWrite}', 'firebase-functions#pubsub.topic().onPublish',
        'firebase-functions#storage.object().onFinalize', 'firebase-functions#auth.user().{onCreate,onDelete}',
        'firebase-functions#tasks.taskQueue().onDispatch',
      ],
      label: 'trigger {name}',
      handler: 'last',
    },
    {
      framework: 'azure-functions',
      packages: ['@azure/functions'],
      match: ['@azure/functions#app.{serviceBusQueue,serviceBusTopic,storageQueue,storageBlob,eventHub,eventGrid,cosmosDB}'],
      label: 'function {0}',
      handler: ['handler'],
    },
    {
      framework: 'node',
      packages: [],
      match: [
        'node:events#EventEmitter{}.{on,once,addListener,prependListener}', 'node:events#{}.{on,once,addListener,prependListener}',
        'events#{}.{on,once,addListener}', 'events#EventEmitter{}.{on,once,addListener}',
      ],
      label: 'event {0}',
      handler: 1,
    },
    {
      framework: 'eventemitter',
      packages: ['eventemitter2', 'eventemitter3', '@nestjs/event-emitter', 'emittery', 'mitt'],
      match: [
        'eventemitter2#{}.{on,once,addListener}', 'eventemitter2#EventEmitter2{}.{on,once,addListener}', 'eventemitter3#{}.{on,once,addListener}',
        'eventemitter3#EventEmitter{}.{on,once,addListener}', '@nestjs/event-emitter#EventEmitter2{}.{on,once,addListener}', 'emittery#{}.on', 'mitt#().on',
      ],
      label: 'event {0}',
      handler: 1,
    },
  ]),
];
