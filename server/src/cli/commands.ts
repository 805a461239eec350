/** Every command, in the order of the help. */

import type { Command } from './command.ts';
import { audit } from './commands/audit.ts';
import { check } from './commands/check.ts';
import { explain } from './commands/explain.ts';
import { rules } from './commands/rules.ts';

export const COMMANDS: readonly Command[] = [audit, check, rules, explain];
