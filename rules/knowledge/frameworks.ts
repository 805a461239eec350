/** Every row about entry points, in one list. To add a framework, write its rows in `frameworks/` and name them here. */

import type { FrameworkRow } from './framework-row.ts';
import { express } from './frameworks/express.ts';

export const frameworkRows: readonly FrameworkRow[] = [...express];
