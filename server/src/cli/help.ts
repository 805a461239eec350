/** What `tenfold --help` and `tenfold <command> --help` say. */

import type { Command, Option } from './command.ts';
import { COMMANDS } from './commands.ts';

export function help(): string {
  return `Tenfold shows what breaks first at ten times the load.

Usage
${table(COMMANDS.map((command) => [`tenfold ${usage(command)}`, command.says]))}

${optionsByCommands()}
Everywhere
  --version, --help    tenfold <command> --help says what that command takes

Exit codes: 0 clean, 1 findings at the threshold, 2 could not judge.
`;
}

/** Options that the same commands take stand together. */
function optionsByCommands(): string {
  const takenBy = new Map<string, { readonly row: readonly [string, string]; readonly commands: string[] }>();
  for (const { name, options } of COMMANDS) {
    for (const option of Object.entries(options)) {
      const row = rowOf(option);
      const known = takenBy.get(row.join());
      if (known) known.commands.push(name);
      else takenBy.set(row.join(), { row, commands: [name] });
    }
  }
  const groups = new Map<string, (readonly [string, string])[]>();
  for (const { row, commands } of takenBy.values()) groups.set(commands.join(', '), [...(groups.get(commands.join(', ')) ?? []), row]);
  return [...groups].map(([commands, rows]) => `Options of ${commands}\n${table(rows)}\n`).join('\n');
}

export function helpFor(command: Command): string {
  const options = Object.entries(command.options);
  return `tenfold ${usage(command)}: ${command.says}.\n${options.length > 0 ? `\nOptions\n${table(options.map(rowOf))}\n` : ''}`;
}

function usage({ name, takes }: Command): string {
  return [name, ...takes].join(' ');
}

function rowOf([name, { short, value, says }]: readonly [string, Option]): readonly [string, string] {
  return [`--${name}${value === undefined ? '' : ` ${value}`}${short === undefined ? '' : `, -${short}`}`, says];
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}
