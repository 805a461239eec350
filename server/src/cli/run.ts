/** Finds the command that was asked for and lets it run. */

import { parseArgs } from 'node:util';
import { oneOf, type Surroundings, write } from './command.ts';
import { COMMANDS } from './commands.ts';
import { EXIT } from './exit-codes.ts';
import { help, helpFor } from './help.ts';

/** `given` is what stands on the command line. Gives the exit code; throws a UserError that says what is wrong. */
export async function run(given: readonly string[], surroundings: Surroundings): Promise<number> {
  const { version, stdout } = surroundings;
  const { values, positionals } = glance(given);
  const named = positionals[0] === 'help' ? positionals[1] : positionals[0];
  if (values.version === true) return say(`${version}\n`);
  if (named === undefined) return say(help());
  const name = oneOf(COMMANDS.map((each) => each.name), named, 'command');
  for (const command of COMMANDS) {
    if (command.name !== name) continue;
    return values.help === true || positionals[0] === 'help' ? say(helpFor(command)) : command.run(given, surroundings);
  }
  return EXIT.couldNotJudge;

  async function say(text: string): Promise<number> {
    await write(stdout, text);
    return EXIT.clean;
  }
}

/** Only to find the command, wherever among the options it stands: with the options of all commands, and without judging them. */
function glance(given: readonly string[]) {
  const options = { ...Object.fromEntries(COMMANDS.flatMap((command) => Object.entries(command.options))), ...GENERAL };
  return parseArgs({ args: [...given], strict: false, allowPositionals: true, options });
}

const GENERAL = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } } as const;
