/** Reads the command line. */

import { parseArgs } from 'node:util';
import { UserError } from './user-error.ts';

export interface Arguments {
  readonly command: 'audit' | 'check' | 'rules' | 'explain' | 'help' | 'version';
  /** The folder, or the rule to explain. */
  readonly subject: string | undefined;
  readonly format: Format;
  readonly output: string | undefined;
  readonly config: string | undefined;
  readonly withAdvice: boolean;
  readonly rules: readonly string[];
  readonly failOn: Threshold;
  readonly isQuiet: boolean;
  readonly usesCache: boolean;
  /** Configs in the codebase that are code may be run. */
  readonly mayRunCode: boolean;
}

const FORMATS = ['pretty', 'json', 'sarif', 'markdown', 'html'] as const;
export type Format = (typeof FORMATS)[number];
const THRESHOLDS = ['error', 'warning', 'info', 'none'] as const;
export type Threshold = (typeof THRESHOLDS)[number];
const COMMANDS = ['audit', 'check', 'rules', 'explain'] as const;

/** Throws a UserError that says what is wrong. */
export function readArguments(given: readonly string[]): Arguments {
  const { values, positionals } = parse(given);
  const command = values.help ? 'help' : values.version ? 'version' : positionals[0] === undefined ? 'help' : oneOf(COMMANDS, positionals[0], 'command');
  const most = command === 'rules' ? 1 : 2;
  if (positionals.length > most) throw new UserError(`There is one argument too many: "${positionals[most]}".`);
  return {
    command,
    subject: positionals[1],
    format: oneOf(FORMATS, values.format ?? 'pretty', 'format'),
    output: values.output,
    config: values.config,
    withAdvice: values.advice === true || command === 'audit',
    rules: values.rule ?? [],
    failOn: oneOf(THRESHOLDS, values['fail-on'] ?? (command === 'audit' ? 'none' : 'warning'), 'level'),
    isQuiet: values.quiet === true,
    usesCache: values['no-cache'] !== true,
    mayRunCode: values.trust === true,
  };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      allowPositionals: true,
      options: {
        format: { type: 'string', short: 'f' },
        output: { type: 'string', short: 'o' },
        config: { type: 'string', short: 'c' },
        advice: { type: 'boolean' },
        rule: { type: 'string', multiple: true },
        'fail-on': { type: 'string' },
        quiet: { type: 'boolean', short: 'q' },
        'no-cache': { type: 'boolean' },
        trust: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    });
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message.split('. ')[0] : String(error)}. See tenfold --help.`);
  }
}

function oneOf<const Choice extends string>(choices: readonly Choice[], value: string, what: string): Choice {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new UserError(`There is no ${what} "${value}": it is one of ${choices.join(', ')}.`);
  return found;
}
