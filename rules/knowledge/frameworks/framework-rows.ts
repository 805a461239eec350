/** All rows that say where load enters. */

import { consumerRows } from './consumers.ts';
import { decoratorRows } from './decorators.ts';
import { fileRows } from './files.ts';
import type { FrameworkRow } from './framework-row.ts';
import { procedureRows } from './procedures.ts';
import { routerRows } from './routers.ts';
import { scheduleRows } from './schedules.ts';
import { serverRows } from './server-handlers.ts';
import { serverlessRows } from './serverless-functions.ts';
import { socketRows } from './socket-handlers.ts';

export const frameworkRows: readonly FrameworkRow[] = [
  ...routerRows,
  ...decoratorRows,
  ...serverRows,
  ...procedureRows,
  ...serverlessRows,
  ...socketRows,
  ...consumerRows,
  ...scheduleRows,
  ...fileRows,
];
