/** Edits that keep a file as its authors write it: its quotes, its semicolons, its line ends, its place for imports. */

import type { FileFacts } from '../model/facts.ts';
import type { TextEdit } from '../model/finding.ts';

export interface Style {
  readonly newLine: '\n' | '\r\n';
  readonly quote: "'" | '"';
  readonly semicolon: ';' | '';
  /** One level. */
  readonly indent: string;
  /** `import`s; otherwise `require`s. */
  readonly isModule: boolean;
}

export function styleOf(text: string, { imports, file }: FileFacts): Style {
  const [first] = imports;
  const quoted = first ? text.charAt(first.specifierSpan[0]) : '';
  const isSingle = quoted === "'" || (quoted !== '"' && count(text, /'/g) >= count(text, /"/g));
  const isRequired = imports.some(({ kind }) => kind === 'require') && !imports.some(({ kind }) => kind === 'import' || kind === 're-export');
  return {
    newLine: text.includes('\r\n') ? '\r\n' : '\n',
    quote: isSingle ? "'" : '"',
    semicolon: count(text, /;[ \t]*\r?$/gm) * 4 >= count(text, /^[ \t]*(?:import|const|return)\b/gm) && text.includes(';') ? ';' : '',
    indent: /\n(\t| {2,8})\S/.exec(text)?.[1] ?? '  ',
    isModule: /\.m[jt]s$/.test(file) || !(isRequired || /\.c[jt]s$/.test(file)),
  };
}

/** Brings in a name that the file does not have yet: beside what it imports from there already, else behind its last import. */
export function importOf(text: string, facts: FileFacts, name: string, specifier: string, as: 'named' | 'default' = 'named'): TextEdit {
  const { newLine, quote, semicolon, isModule } = styleOf(text, facts);
  const beside = as === 'named' ? besideOthers(text, facts, name, specifier) : undefined;
  if (beside) return beside;
  const bound = as === 'named' ? `{ ${name} }` : name;
  const from = `${quote}${specifier}${quote}`;
  const statement = isModule ? `import ${bound} from ${from}${semicolon}` : `const ${bound} = require(${from})${semicolon}`;
  const at = behindImports(text, facts);
  return { file: facts.file, span: [at, at], newText: `${statement}${newLine}` };
}

/** Behind the last name of `import { … } from` or `const { … } = require(…)` at the top of the file. */
function besideOthers(text: string, facts: FileFacts, name: string, specifier: string): TextEdit | undefined {
  for (const { kind, isLazy, specifier: own, span, specifierSpan, keywordEnd } of facts.imports) {
    if (own !== specifier || isLazy) continue;
    const isImport = kind === 'import' && keywordEnd !== undefined;
    const start = isImport ? keywordEnd : kind === 'require' ? lineStart(facts, span[0]) : undefined;
    if (start === undefined) continue;
    const head = text.slice(start, isImport ? specifierSpan[0] : span[0]);
    const names = (isImport ? /^(?:\s*[\w$]+\s*,)?\s*\{([^{}/]*[\w$])\s*,?\s*\}\s*from\s*$/ : /^const\s*\{([^{}/]*[\w$])\s*,?\s*\}\s*=\s*$/).exec(head);
    if (names?.[1] === undefined) continue;
    const first = start + names[0].indexOf(names[1]);
    const each = names[1].split(',').map((part) => part.trim());
    const below = [...each].sort((a, b) => a.localeCompare(b)).join() === each.join() ? each.find((other) => other.localeCompare(name) > 0) : undefined;
    const at = first + (below === undefined ? names[1].length : names[1].search(new RegExp(`(?<![\\w$])${below.replaceAll('$', '\\$')}(?![\\w$])`)));
    const gap = /,(\r?\n[ \t]*)[^,\n]*$/.exec(names[1])?.[1] ?? (/^\s*\n/.test(names[1]) ? (/^\s*/.exec(names[1])?.[0] ?? ' ') : ' ');
    return { file: facts.file, span: [at, at], newText: below === undefined ? `,${gap}${name}` : `${name},${gap}` };
  }
  return undefined;
}

/** The name under which the file already has what `specifier` exports as `name`. */
export function importedAs({ bindings }: FileFacts, name: string, specifiers: readonly string[]): string | undefined {
  return bindings.find(({ import: from, value }) => {
    if (from) return from.name === name && !from.isTypeOnly && specifiers.includes(from.specifier);
    return value?.kind === 'member' && value.name === name && value.of.kind === 'module' && specifiers.includes(value.of.specifier);
  })?.name;
}

/** Nothing in the file goes by this name, in any scope. */
export function isFree(text: string, name: string): boolean {
  return mentionsOf(text, name) === 0;
}

/** How often a name stands in a text, members of that name left out. */
export function mentionsOf(text: string, name: string): number {
  return count(text, new RegExp(`(?<![\\w$]|(?<!\\.\\.)\\.)${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g'));
}

/** Start of the line that holds an offset. */
export function lineStart({ lineStarts }: FileFacts, offset: number): number {
  return lineStarts.findLast((each) => each <= offset) ?? 0;
}

/** White space in front of the line that holds an offset. */
export function indentAt(text: string, facts: FileFacts, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(facts, offset)))?.[0] ?? '';
}

/** Start of the line below the one that holds an offset; the end of the text where there is none. */
export function nextLine({ lineStarts }: FileFacts, text: string, offset: number): number {
  return lineStarts.find((each) => each > offset) ?? text.length;
}

/** Start of the line below the last import, else behind the directives and comments at the top. */
export function behindImports(text: string, facts: FileFacts): number {
  // A `require` in the midst of the code is no place for another one.
  const isTop = (start: number): boolean => /^(?:import|const|let|var|\})/.test(text.slice(lineStart(facts, start)));
  const ends = facts.imports.flatMap(({ kind, isLazy, span }) => (kind === 're-export' || kind === 'dynamic-import' || isLazy || !isTop(kind === 'require' ? span[1] : span[0]) ? [] : [span[1]]));
  if (ends.length > 0) return nextLine(facts, text, Math.max(...ends));
  return /^(?:#!.*\r?\n)?(?:\s*(?:\/\/.*|\/\*[\s\S]*?\*\/|(['"])use [a-z]+\1;?)[ \t]*\r?\n)*/.exec(text)?.[0].length ?? 0;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
