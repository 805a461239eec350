/**
 * Calls that take the function to run by the clock.
 *
 * Sources: the READMEs of node-cron, cron, node-schedule, croner and toad-scheduler; firebase.google.com/docs/functions, trigger.dev/docs.
 */

import type { CallRow } from './framework-row.ts';
import { callRowsOf } from './call-rows-of.ts';

export const scheduleRows: readonly CallRow[] = [
  ...callRowsOf('scheduled-job', [
    { framework: 'node-cron', match: ['node-cron#schedule'], label: 'schedule {0}', handler: 1 },
    { framework: 'node-cron', match: ['node-cron#createTask'], label: 'schedule {0}', handler: 1 },
    { framework: 'cron', match: ['cron#CronJob{}'], label: 'schedule {0}', handler: 1 },
    { framework: 'cron', match: ['cron#CronJob.from'], label: 'schedule {cronTime}', handler: ['onTick'] },
    { framework: 'cron', match: ['cron#job'], label: 'schedule {0}', handler: 1 },
    { framework: 'node-schedule', match: ['node-schedule#scheduleJob'], label: 'schedule {0}', handler: 'last' },
    { framework: 'node-schedule', match: ['node-schedule#Job{}'], label: 'schedule {0}', handler: 'last' },
    { framework: 'toad-scheduler', match: ['toad-scheduler#{Task,AsyncTask}{}'], label: 'task {0}', handler: 1 },
    {
      framework: 'trigger.dev',
      packages: ['@trigger.dev/sdk'],
      match: ['@trigger.dev/sdk#schedules.task', '@trigger.dev/sdk/v3#schedules.task'],
      label: 'task {id}',
      handler: ['run'],
    },
    { framework: 'croner', match: ['croner#Cron{}', 'croner#{}', 'croner#Cron', 'croner#'], label: 'schedule {0}', handler: 'last' },
    { framework: 'node', packages: [], match: ['global#setInterval', 'node:timers#setInterval'], label: 'interval', handler: 0 },
    {
      framework: 'firebase-functions',
      match: ['firebase-functions/v2/scheduler#onSchedule', 'firebase-functions/scheduler#onSchedule', 'firebase-functions#pubsub.schedule().**().onRun'],
      label: 'schedule {0}',
      handler: 'last',
    },
    { framework: 'azure-functions', packages: ['@azure/functions'], match: ['@azure/functions#app.timer'], label: 'function {0}', handler: ['handler'] },
  ]),
];
