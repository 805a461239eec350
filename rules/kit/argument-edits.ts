/** Edits that give a call one more option, in the object literal it has or in one of its own. */

import type { CallFact, FileFacts } from '../model/facts.ts';
import type { Expression } from '../model/expression.ts';
import type { TextEdit } from '../model/finding.ts';
import { indentAt, lineStart, styleOf } from './edits.ts';

/**
 * Writes `name: value` into the options at `index`; arguments left out before it become `undefined`.
 * Empty where the options are no literal, name or gap, or arguments are spread.
 */
export function optionEdits(text: string, facts: FileFacts, { arguments: given, span }: CallFact, index: number, name: string, value: string): readonly TextEdit[] {
  if (given.some(({ kind }) => kind === 'spread')) return [];
  const option = `${name}: ${value}`;
  const options = given[index];
  if (!options) return addedArguments(text, facts, span[1] - 1, [...Array.from({ length: index - given.length }, () => 'undefined'), `{ ${option} }`], given.length > 0);
  if (options.kind === 'object') return propertyEdits(text, facts, options, option);
  if (options.kind !== 'name' || text.slice(...options.at) !== options.name) return [];
  return [
    { file: facts.file, span: [options.at[0], options.at[0]], newText: '{ ...' },
    { file: facts.file, span: [options.at[1], options.at[1]], newText: `, ${option} }` },
  ];
}

/** One more property behind the last; in front of the first where a spread or a comment comes last. */
export function propertyEdits(text: string, facts: FileFacts, { properties, spreads, at: [start, end] }: Extract<Expression, { kind: 'object' }>, property: string): readonly TextEdit[] {
  const { file } = facts;
  const { newLine, indent } = styleOf(text, facts);
  const last = properties.at(-1);
  if (!last && spreads.length === 0) return /^\{\s*\}$/.test(text.slice(start, end)) ? [{ file, span: [start, end], newText: `{ ${property} }` }] : [];
  const isOnLines = lineStart(facts, start) !== lineStart(facts, end - 1) && /^\{[ \t]*(?:\/\/.*)?\r?\n/.test(text.slice(start, end));
  const tail = last ? /^\s*(,?)\s*$/.exec(text.slice(last.at[1], end - 1)) : null;
  if (last && tail) {
    const at = last.at[1];
    return [{ file, span: [at, at], newText: isOnLines ? `,${newLine}${indentAt(text, facts, last.at[0])}${property}` : `, ${property}` }];
  }
  if (!isOnLines) return [{ file, span: [start + 1, start + 1], newText: ` ${property},` }];
  const below = facts.lineStarts.find((each) => each > start);
  return below === undefined ? [] : [{ file, span: [below, below], newText: `${indentAt(text, facts, start)}${indent}${property},${newLine}` }];
}

/** Behind the last argument, in front of the parenthesis that closes the call, which stands at `close`. */
export function addedArguments(text: string, facts: FileFacts, close: number, added: readonly string[], hasOthers: boolean): readonly TextEdit[] {
  const { file } = facts;
  if (text.charAt(close) !== ')') return [];
  const before = text.slice(0, close).trimEnd();
  const at = before.length;
  if (before.slice(lineStart(facts, at)).includes('//') && before.length < close) return [];
  const { newLine } = styleOf(text, facts);
  if (before.endsWith(',')) return [{ file, span: [at, at], newText: added.map((each) => `${newLine}${indentAt(text, facts, at)}${each},`).join('') }];
  return [{ file, span: [at, at], newText: `${hasOthers ? ', ' : ''}${added.join(', ')}` }];
}
