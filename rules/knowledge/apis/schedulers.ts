/** What runs by the clock inside the process that starts it. Sources: the READMEs of node-cron, cron, node-schedule, croner, bree, toad-scheduler; docs.nestjs.com/techniques/task-scheduling. */

import { rowsOf } from '../rows.ts';

export const schedulers = rowsOf('schedule', [
  'node-cron', 'cron', 'node-schedule', 'croner', 'bree', 'toad-scheduler', '@nestjs/schedule', 'agenda', '@hokify/agenda', '@fastify/schedule',
  'later', 'node-cron-tz', 'cron-job-manager', 'cronosjs', 'easy-cron', '@types/node-cron', 'set-interval-async',
], [
  {
    match: [
      'node-cron#{schedule,createTask}', 'cron#CronJob{}', 'cron#CronJob.from', 'cron#job', 'node-schedule#{scheduleJob}',
      'node-schedule#{RecurrenceRule,Job}{}.schedule', 'croner#{}', 'croner#{Cron}{}', 'croner#Cron', 'croner#', 'cronosjs#scheduleTask',
      'later#setInterval', 'cron-job-manager#{}', 'cron-job-manager#{}.add',
    ],
    kind: 'schedule',
    subject: 'argument',
    traits: ['in-process'],
  },
  {
    match: [
      'toad-scheduler#ToadScheduler{}.{addSimpleIntervalJob,addIntervalJob,addCronJob,addLongIntervalJob}', 'bree#{}.start', 'bree#{}',
      'set-interval-async#setIntervalAsync', 'node:timers/promises#setInterval',
    ],
    kind: 'schedule',
    traits: ['in-process'],
  },
  { match: ['global#setInterval', 'node:timers#setInterval'], kind: 'schedule', traits: ['in-process', 'interval'] },
  { match: ['@nestjs/schedule#{Cron,Interval}'], kind: 'schedule', subject: 'argument', traits: ['in-process'] },
  /** One of all instances runs it: kept in a database. */
  {
    match: [
      'agenda#{}.every', 'agenda#Agenda{}.every', '@hokify/agenda#Agenda{}.every', 'pg-boss#{}.schedule', 'pg-boss#PgBoss{}.schedule',
      'bullmq#Queue{}.upsertJobScheduler', '@trigger.dev/sdk#schedules.task', '@trigger.dev/sdk/v3#schedules.task',
      'firebase-functions/v2/scheduler#onSchedule', 'firebase-functions/scheduler#onSchedule',
    ],
    kind: 'schedule',
    subject: 'argument',
    traits: ['shared'],
  },
]);
