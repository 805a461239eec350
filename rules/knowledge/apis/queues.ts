/**
 * Putting work on queues, topics and workflows. Sources: docs.bullmq.io, amqp-node.github.io/amqplib, kafka.js.org, AWS SDK 3 reference,
 * docs.temporal.io, inngest.com/docs, github.com/timgit/pg-boss.
 */

import { on, rowsOf } from '../rows.ts';

const bulls = ['bullmq#Queue{}', 'bull#{}', 'bull#()', 'bull#Queue{}', 'bullmq#{QueuePro,FlowProducer}{}', 'bull#Bull.Queue{}', 'bee-queue#{}'];
const queueNames = ['*ueue', 'queue', '*Queue'];

export const bullmq = rowsOf('bullmq', ['bullmq', 'bull', '@nestjs/bull', '@nestjs/bullmq', 'bee-queue'], [
  {
    match: on(bulls, '.{add,addBulk}', '.createJob().**().save'),
    kind: 'enqueue',
    subject: { madeBy: ['*'] },
    guess: { receivers: queueNames, methods: ['add', 'addBulk'] },
  },
  {
    match: on(bulls, '.{getJob,getJobs,getWaiting,getActive,getDelayed,getCompleted,getFailed,getJobCounts,count}'),
    kind: 'query',
    action: 'read-many',
    traits: ['queue'],
  },
  { match: on(bulls, '.{upsertJobScheduler}'), kind: 'schedule', traits: ['repeatable', 'shared'] },
  { match: ['bullmq#{Queue,FlowProducer,QueueEvents}{}', 'bull#{}', 'bull#', 'bee-queue#{}'], kind: 'open-client', traits: ['queue'] },
  { match: [...on(bulls, '.{close,disconnect}'), 'bullmq#Worker{}.close'], kind: 'shutdown-hook', traits: ['closes-client'] },
]);

const amqpConnections = [
  'amqplib#connect()', 'amqplib#{Connection,ChannelModel}{}', 'amqplib/callback_api#connect()', 'amqp-connection-manager#connect()',
  'amqp-connection-manager#AmqpConnectionManager{}',
];
const channels = [
  ...on(amqpConnections, '.{createChannel,createConfirmChannel}()'), 'amqplib#{Channel,ConfirmChannel}{}',
  'amqp-connection-manager#{ChannelWrapper}{}',
];

export const amqp = rowsOf('amqplib', ['amqplib', 'amqp-connection-manager', '@golevelup/nestjs-rabbitmq', 'rascal', 'rabbitmq-client', 'rhea'], [
  {
    match: [
      ...on(channels, '.{publish,sendToQueue}'), '@golevelup/nestjs-rabbitmq#AmqpConnection{}.publish', 'rascal#**.publish',
      'rabbitmq-client#Connection{}.createPublisher().send',
    ],
    kind: 'enqueue',
    subject: 'argument',
    guess: { receivers: ['channel', '*Channel', 'ch', 'amqpConnection'], methods: ['sendToQueue', 'publish'] },
  },
  {
    match: ['@golevelup/nestjs-rabbitmq#AmqpConnection{}.request', 'rabbitmq-client#Connection{}.createRPCClient().send'],
    kind: 'outbound',
    subject: 'argument',
    traits: ['default-timeout', 'rpc'],
  },
  {
    match: [
      'amqplib#connect', 'amqplib/callback_api#connect', 'amqp-connection-manager#connect', 'rabbitmq-client#Connection{}',
      'rascal#BrokerAsPromised.create', 'rascal#Broker.create',
    ],
    kind: 'open-client',
    traits: ['queue'],
  },
  { match: on(amqpConnections, '.{createChannel,createConfirmChannel}'), kind: 'open-client', traits: ['queue', 'channel'] },
  { match: on([...channels, ...amqpConnections], '.close'), kind: 'shutdown-hook', traits: ['closes-client'] },
]);

const producers = [
  'kafkajs#Kafka{}.producer()', 'kafkajs#Producer{}', '@confluentinc/kafka-javascript#KafkaJS.Kafka{}.producer()', '@platformatic/kafka#Producer{}',
];

export const kafka = rowsOf('kafkajs', ['kafkajs', 'node-rdkafka', 'kafka-node', '@confluentinc/kafka-javascript', '@platformatic/kafka'], [
  {
    match: [...on(producers, '.{send,sendBatch}'), 'node-rdkafka#{Producer,HighLevelProducer}{}.produce', 'kafka-node#{Producer,HighLevelProducer}{}.send'],
    kind: 'enqueue',
    guess: { receivers: ['producer', '*roducer', 'kafkaProducer'], methods: ['send', 'sendBatch', 'produce'] },
  },
  { match: on(producers, '.transaction'), kind: 'transaction', traits: ['queue'] },
  {
    match: [
      'kafkajs#Kafka{}', 'node-rdkafka#{Producer,HighLevelProducer,KafkaConsumer}{}', 'kafka-node#KafkaClient{}',
      '@confluentinc/kafka-javascript#KafkaJS.Kafka{}',
    ],
    kind: 'open-client',
    traits: ['queue', 'cheap'],
  },
  { match: ['kafkajs#Kafka{}.{producer,consumer,admin}', ...on(producers, '.connect')], kind: 'open-client', traits: ['queue'] },
  {
    match: [...on(producers, '.disconnect'), 'kafkajs#Kafka{}.consumer().disconnect', 'kafkajs#Consumer{}.disconnect'],
    kind: 'shutdown-hook',
    traits: ['closes-client'],
  },
]);

/** AWS SDK 3 clients with `send`: the command says what is done. */
export const awsQueues = rowsOf('aws-queue', [
  '@aws-sdk/client-sqs', '@aws-sdk/client-sns', '@aws-sdk/client-eventbridge', '@aws-sdk/client-kinesis', '@aws-sdk/client-sfn',
  '@aws-sdk/client-firehose', 'aws-sdk', 'sqs-producer',
], [
  {
    match: [
      '@aws-sdk/client-{sqs,eventbridge,kinesis,sfn,firehose}#*Client{}.send', '@aws-sdk/client-sqs#SQS{}.{sendMessage,sendMessageBatch}',
      'aws-sdk#SQS{}.{sendMessage,sendMessageBatch}', 'aws-sdk#EventBridge{}.putEvents', '@aws-sdk/client-eventbridge#EventBridge{}.putEvents',
      'aws-sdk#Kinesis{}.{putRecord,putRecords}', 'aws-sdk#StepFunctions{}.startExecution', 'aws-sdk#Firehose{}.{putRecord,putRecordBatch}',
      'sqs-producer#Producer.create().send',
    ],
    kind: 'enqueue',
    commands: ['Send', 'Put', 'Start', 'Publish'],
    traits: ['aws-command'],
    guess: { receivers: ['sqs', 'sqsClient', 'eventBridge', 'eventBridgeClient', 'kinesis'], methods: ['send', 'sendMessage', 'putEvents'] },
  },
  {
    match: ['@aws-sdk/client-sns#SNSClient{}.send', '@aws-sdk/client-sns#SNS{}.publish', 'aws-sdk#SNS{}.publish'],
    kind: 'enqueue',
    commands: ['Publish'],
    traits: ['aws-command', 'topic'],
    guess: { receivers: ['sns', 'snsClient'], methods: ['send', 'publish'] },
  },
]);

export const otherQueues = rowsOf('queue', [
  'pg-boss', 'agenda', '@hokify/agenda', 'graphile-worker', 'inngest', '@temporalio/client', '@trigger.dev/sdk', '@google-cloud/pubsub',
  '@google-cloud/tasks', '@azure/service-bus', '@azure/event-hubs', '@azure/storage-queue', 'nats', 'mqtt', 'faktory-worker', 'kue', 'node-resque',
  'rsmq', 'celery-node', '@upstash/qstash', '@cloudflare/workers-types', '@adonisjs/queue', 'nsqjs', 'zeromq', 'stompit', 'pulsar-client',
  'hatchet-sdk', 'defer', 'quirrel', 'bunqueue',
], [
  {
    match: on(['pg-boss#{}', 'pg-boss#PgBoss{}'], '.{send,sendAfter,sendDebounced,sendThrottled,publish,insert}'),
    kind: 'enqueue',
    subject: 'argument',
    guess: { receivers: ['boss', 'pgBoss'], methods: ['send', 'publish', 'sendAfter', 'insert'] },
  },
  {
    match: on(['agenda#{}', 'agenda#Agenda{}', '@hokify/agenda#Agenda{}'], '.{now,schedule,create}'),
    kind: 'enqueue',
    subject: 'argument',
    guess: { receivers: ['agenda'], methods: ['now', 'schedule'] },
  },
  {
    match: [
      'graphile-worker#{quickAddJob,makeWorkerUtils}', 'graphile-worker#makeWorkerUtils().addJob', 'inngest#Inngest{}.send',
      '@temporalio/client#{Client,WorkflowClient}{}.start', '@temporalio/client#Client{}.workflow.{start,signalWithStart}',
      '@trigger.dev/sdk#tasks.{trigger,batchTrigger}', '@trigger.dev/sdk/v3#tasks.{trigger,batchTrigger}',
      '@trigger.dev/sdk#task().{trigger,batchTrigger}', '@trigger.dev/sdk/v3#task().{trigger,batchTrigger}',
      '@upstash/qstash#Client{}.{publish,publishJSON,batch}', 'faktory-worker#connect().job().push', 'kue#createQueue().create().**().save',
      'node-resque#Queue{}.enqueue', 'celery-node#createClient().createTask().applyAsync', 'rsmq#{}.{sendMessage,sendMessageAsync}',
      'quirrel/*#Queue().enqueue',
    ],
    kind: 'enqueue',
    guess: { receivers: ['inngest'], methods: ['send'] },
  },
  {
    match: [
      '@temporalio/client#{Client,WorkflowClient}{}.execute', '@temporalio/client#Client{}.workflow.execute',
      '@temporalio/client#Client{}.workflow.getHandle().result',
    ],
    kind: 'outbound',
    traits: ['waits-for-result'],
  },
  {
    match: [
      '@google-cloud/pubsub#PubSub{}.topic().{publish,publishMessage,publishJSON}', '@google-cloud/pubsub#Topic{}.{publishMessage,publish}',
      '@google-cloud/tasks#CloudTasksClient{}.createTask', '@azure/service-bus#ServiceBusClient{}.createSender().{sendMessages,scheduleMessages}',
      '@azure/event-hubs#EventHubProducerClient{}.sendBatch', '@azure/storage-queue#QueueClient{}.sendMessage', 'nats#connect().publish',
      'nats#connect().jetstream().publish', 'nats#NatsConnection{}.publish', 'mqtt#connect().{publish,publishAsync}',
      'mqtt#connectAsync().publishAsync', 'mqtt#MqttClient{}.publish', 'nsqjs#Writer{}.publish', 'pulsar-client#Client{}.createProducer().send',
      'stompit#connect().send', 'zeromq#*{}.send',
    ],
    kind: 'enqueue',
    subject: 'argument',
  },
  { match: ['nats#connect().request', 'nats#NatsConnection{}.request'], kind: 'outbound', subject: 'argument', traits: ['rpc', 'default-timeout'] },
  {
    match: ['@nestjs/microservices#ClientProxy{}.emit', '@nestjs/microservices#ClientProxyFactory.create().emit', '@nestjs/microservices#{ClientKafka,ClientRMQ,ClientRedis,ClientNats,ClientMqtt}{}.emit'],
    kind: 'enqueue',
    subject: 'argument',
    guess: { receivers: ['*lient', 'client*', '*Proxy'], methods: ['emit'] },
  },
  {
    match: ['@nestjs/microservices#ClientProxy{}.send', '@nestjs/microservices#ClientProxyFactory.create().send', '@nestjs/microservices#{ClientKafka,ClientRMQ,ClientRedis,ClientNats,ClientTCP,ClientMqtt}{}.send'],
    kind: 'outbound',
    subject: 'argument',
    traits: ['rpc', 'no-default-timeout'],
  },
  {
    match: [
      'pg-boss#{}', 'pg-boss#PgBoss{}', 'agenda#{}', 'agenda#Agenda{}', '@google-cloud/pubsub#PubSub{}', '@google-cloud/tasks#CloudTasksClient{}',
      '@azure/service-bus#ServiceBusClient{}',
      'nats#connect', 'mqtt#{connect,connectAsync}', '@temporalio/client#Connection.connect', '@azure/event-hubs#EventHubProducerClient{}',
    ],
    kind: 'open-client',
    traits: ['queue'],
  },
]);
