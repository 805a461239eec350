/** What can happen to a text between its author and us: damage, odd encodings, nesting without end. */

import type { Random } from '../support/random.ts';

/** Stands for any string that a page would run if nobody escaped it. */
export const MARKUP = '<img src=x onerror=alert(1)>';

/** Whether a page or a Markdown text would show it as markup; code between backticks is shown as it stands. */
export function hasMarkup(text: string): boolean {
  return /(?<!\\)<img src=x/.test(text.replace(/`[^`\n]*`/g, ''));
}

const BITS = ['\0', '\uFEFF', '\uD800', '\u2028', '\u202E', '`${', '/*', '*/', '<!--', '//', '\\', '"', "'", '`', '{', '}', '(', ')', '[', ']', '=>', '...', '?.', '#', '@', 'async ', 'await ', 'yield* ', 'import(', 'export * from ', 'class ', 'enum ', 'declare ', '__proto__', 'constructor', 'new.target', 'import.meta', MARKUP, '\r\n', '\t', '9'.repeat(400)];

/** Bytes as they would lie on the disk. */
export function damaged(text: string, random: Random): Buffer {
  let result = text;
  for (let round = 1 + random.below(4); round > 0; round--) result = random.pick(CHANGES)(result, random);
  return random.below(12) === 0 ? random.pick(ENCODINGS)(result, random) : Buffer.from(result);
}

const CHANGES: readonly ((text: string, random: Random) => string)[] = [
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => text.slice(random.below(text.length + 1)),
  (text, random) => spliced(text, random, 1 + random.below(20), ''),
  (text, random) => spliced(text, random, 0, random.pick(BITS)),
  (text, random) => spliced(text, random, random.below(3), random.pick(BITS).repeat(1 + random.below(30))),
  (text, random) => spliced(text, random, 0, piece(text, random, 400)),
  swapped, swapped,
  (text, random) => text.replaceAll('\n', random.pick(['\r', '\r\n', ' ', '\u2028'])),
  (text, random) => (random.below(20) === 0 ? nested(random) : text),
  (text, random) => (random.below(20) === 0 ? `${text}\n${text}`.repeat(1 + random.below(8)) : text),
];

const ENCODINGS: readonly ((text: string, random: Random) => Buffer)[] = [
  (text) => Buffer.from(`\uFEFF${text}`),
  (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  (text) => Buffer.from(text, 'latin1'),
  (text) => Buffer.from(text, 'utf16le'),
  (text, random) => {
    const bytes = Buffer.from(text);
    for (let count = 1 + random.below(20); count > 0 && bytes.length > 0; count--) bytes[random.below(bytes.length)] = random.below(256);
    return bytes;
  },
];

/** Deeper than any parser likes. */
export function nested(random: Random): string {
  const [open, close] = random.pick([['(', ')'], ['[', ']'], ['{', '}'], ['!', ''], ['a?', ':b'], ['`${', '}`'], ['f(', ')'], ['<a>', '</a>'], ['x=>', ''], ['a.b', ''], ['if(x)', ''], ['function f(){', '}'], ['1+', '1'], ['new ', ''], ['await ', ''], ['type A<', '>'], ['import(', ')']]);
  const depth = random.pick([100, 1_000, 10_000]);
  return `const deep = ${open.repeat(depth)}1${random.below(3) === 0 ? '' : close.repeat(depth)};`;
}

function spliced(text: string, random: Random, remove: number, insert: string): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + insert + text.slice(at + remove);
}

function piece(text: string, random: Random, longest: number): string {
  const at = random.below(text.length + 1);
  return text.slice(at, at + random.below(longest));
}

/** Two words change places: names that mean something else, keywords where none belongs. */
function swapped(text: string, random: Random): string {
  const words = text.match(/[\w$]+/g) ?? [];
  return words.length < 2 ? text : text.replace(random.pick(words), () => random.pick(words));
}
