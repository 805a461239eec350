/** Edits of one text, by chance, as somebody makes them who says nothing new: remarks, blank lines, blanks, another format. Some go wrong where a line is no line of code. */

import * as prettier from 'prettier';
import type { Random } from './random.ts';

export interface FormattingEdit {
  readonly name: string;
  readonly text: string;
}

export function remark(count: number): string {
  return `// remark ${count}`;
}

export async function editedText(file: string, text: string, random: Random): Promise<FormattingEdit> {
  const name = random.pick(Object.keys(EDITS));
  return { name, text: (await EDITS[name]?.(text, random, file)) ?? text };
}

const EDITS: Readonly<Record<string, (text: string, random: Random, file: string) => Promise<string> | string>> = {
  'a remark': (text, random) => withLines(text, random, (line) => [indented(line, remark(random.below(100))), line]),
  'remarks': (text, random) => withLines(text, random, (line) => [`/*\n * one\n * two\n */`, line]),
  'a remark behind a line': (text, random) => withLines(text, random, (line) => [`${line} ${remark(1)}`]),
  'a remark in front of all': (text) => `${remark(2)}\n${text}`,
  'a remark behind all': (text) => `${text}\n${remark(3)}\n`,
  'blank lines': (text, random) => withLines(text, random, (line) => ['', '', line]),
  'a blank line less': (text) => text.replace(/\n\n/, '\n'),
  'a deeper line': (text, random) => withLines(text, random, (line) => [`    ${line}`]),
  'blanks within': (text, random) => withLines(text, random, (line) => [line.replace(/ (?=[=({])/g, '  ')]),
  'other ends of lines': (text) => text.replace(/\r?\n/g, '\r\n'),
  'another format': async (text, random, file) => {
    const options = { filepath: file, parser: /\.[cm]?tsx?$/.test(file) ? 'typescript' : 'babel', printWidth: random.pick([60, 100, 180]), tabWidth: random.pick([2, 4]), useTabs: random.below(2) === 0 };
    return prettier.format(text, options).catch(() => text);
  },
};

function withLines(text: string, random: Random, change: (line: string) => readonly string[]): string {
  const lines = text.split('\n');
  const at = random.below(lines.length);
  lines.splice(at, 1, ...change(lines[at] ?? ''));
  return lines.join('\n');
}

function indented(line: string, text: string): string {
  return `${/^\s*/.exec(line)?.[0] ?? ''}${text}`;
}
