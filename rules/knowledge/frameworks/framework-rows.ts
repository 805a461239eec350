/** All rows that say where load enters. */

import { callRows } from './handlers.ts';
import { decoratorRows } from './decorators.ts';
import { fileRows } from './files.ts';
import type { FrameworkRow } from './framework-row.ts';
import { routerRows } from './routers.ts';

export const frameworkRows: readonly FrameworkRow[] = [...routerRows, ...decoratorRows, ...callRows, ...fileRows];
