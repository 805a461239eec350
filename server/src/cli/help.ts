/** What `tenfold --help` and `tenfold <command> --help` say. */

import type { Command, Option } from './command.ts';
import { COMMANDS } from './commands.ts';

export function help(): string {
  const options = new Map(COMMANDS.flatMap((command) => Object.entries(command.options)));
  return `Tenfold shows what breaks first at ten times the load.

Usage
${table(COMMANDS.map((command) => [`tenfold ${usage(command)}`, command.says]))}

Options
${table([...options].map(rowOf))}
  --version, --help    tenfold <command> --help says what that command takes

Exit codes: 0 clean, 1 findings at the threshold, 2 could not judge.
`;
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
