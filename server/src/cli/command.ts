/** What a command of the command line is: what the help says of it, its options, and what it does. Each lives in a file of its own in `commands/`. */

import { parseArgs } from 'node:util';
import type { CatalogEntry } from '../../../rules/kit/catalog-entry.ts';
import { nearest } from '../config/nearest.ts';
import { UserError } from './user-error.ts';

/** All of the process that a command uses. */
export interface Surroundings {
  readonly version: string;
  readonly catalog: readonly CatalogEntry[];
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly signal: AbortSignal;
}

export interface Option {
  readonly type: 'string' | 'boolean';
  /** One letter. */
  readonly short?: string;
  /** May be given several times. */
  readonly multiple?: boolean;
  /** How the help names its value: `<file>`. */
  readonly value?: string;
  /** One line of the help. */
  readonly says: string;
}

type OptionTable = Readonly<Record<string, Option>>;
type Values<Options extends OptionTable> = { readonly [Name in keyof Options]?: ValueOf<Options[Name]> | undefined };
type ValueOf<Given extends Option> = Given['type'] extends 'boolean' ? boolean : Given extends { readonly multiple: true } ? readonly string[] : string;

export interface Command {
  readonly name: string;
  /** What stands behind its name in the help, as in `[dir]`; as many words may be given. */
  readonly takes: readonly string[];
  /** One line of the help. */
  readonly says: string;
  readonly options: OptionTable;
  /** `given` is all that stands on the command line. Gives the exit code; throws a UserError that says what is wrong. */
  run(given: readonly string[], surroundings: Surroundings): Promise<number>;
}

interface Definition<Options extends OptionTable> extends Omit<Command, 'run' | 'options'> {
  readonly options: Options;
  /** `words`: what was given beside the options, without the command's name. */
  run(values: Values<Options>, words: readonly string[], surroundings: Surroundings): Promise<number>;
}

export function defineCommand<const Options extends OptionTable>({ run, ...about }: Definition<Options>): Command {
  return {
    ...about,
    run(given, surroundings) {
      const { values, positionals } = parse(about.name, given, about.options);
      const words = positionals.slice(1);
      if (words.length > about.takes.length) throw new UserError(`There is one argument too many: "${words[about.takes.length]}".`);
      return run(values, words, surroundings);
    },
  };
}

function parse<Options extends OptionTable>(name: string, given: readonly string[], options: Options): { readonly values: Values<Options>; readonly positionals: readonly string[] } {
  try {
    return parseArgs({ args: [...given], allowPositionals: true, options });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const [, unknown] = /^Unknown option '(--[^']*)'/.exec(said) ?? [];
    if (unknown !== undefined) throw new UserError(`There is no option "${unknown}" of tenfold ${name}${closeTo(unknown, Object.keys(options).map((each) => `--${each}`))}. See tenfold ${name} --help.`);
    throw new UserError(`${said.split('. ')[0]}. See tenfold ${name} --help.`);
  }
}

/** One of the words an option may have, or a UserError that lists them. */
export function oneOf<const Choice extends string>(choices: readonly Choice[], value: string, what: string): Choice {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new UserError(`There is no ${what} "${value}"${closeTo(value, choices)}. There ${choices.length === 1 ? 'is only' : 'are'} ${choices.join(', ')}.`);
  return found;
}

/** For whoever mistyped one of the words; empty where none is near. */
export function closeTo(given: string, words: readonly string[]): string {
  const close = nearest(given, words);
  return close === undefined ? '' : `; "${close}" is close`;
}

/** Waits until all is written: a process that ends too early cuts a long report off. */
export function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((done, fail) => stream.write(text, (error) => (error ? fail(error) : done())));
}
