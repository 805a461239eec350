/** Every command, in the order of the help. */

import type { Command } from './command.ts';
import { audit } from './commands/audit.ts';
import { baseline } from './commands/baseline.ts';
import { calibrate } from './commands/calibrate.ts';
import { check } from './commands/check.ts';
import { config } from './commands/config.ts';
import { explain } from './commands/explain.ts';
import { facts } from './commands/facts.ts';
import { init } from './commands/init.ts';
import { k6 } from './commands/k6.ts';
import { migrate } from './commands/migrate.ts';
import { newRule } from './commands/new-rule.ts';
import { rules } from './commands/rules.ts';
import { testRules } from './commands/test-rules.ts';

export const COMMANDS: readonly Command[] = [audit, check, facts, init, baseline, config, migrate, newRule, testRules, rules, explain, calibrate, k6];
