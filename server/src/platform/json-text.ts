/** JSON with comments and trailing commas, from whoever wrote it: what cannot be read is told, never thrown. */

import { getNodeValue, parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { Span } from '../../../rules/model/source.ts';

export interface JsonText {
  /** Undefined where nothing can be read; else as much as was read before the first error. */
  readonly tree: Node | undefined;
  readonly value: unknown;
  /** The first thing that is wrong: where, and a phrase that says what, such as `is not valid JSON`. */
  readonly error?: { readonly is: string; readonly span: Span };
}

/** The parser takes one frame of the stack for each level, and people stop long before. */
const DEEPEST = 500;

export function readJson(text: string): JsonText {
  const deep = deeperThan(DEEPEST, text);
  if (deep !== undefined) return { tree: undefined, value: undefined, error: { is: `is nested more than ${DEEPEST} levels deep`, span: [deep, deep + 1] } };
  const errors: ParseError[] = [];
  const tree = parseTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
  const [error] = errors;
  return { tree, value: tree && (getNodeValue(tree) as unknown), ...(error && { error: { is: 'is not valid JSON', span: [error.offset, error.offset + Math.max(1, error.length)] } }) };
}

/** Brackets in texts count too, since nobody writes so many of them either. */
function deeperThan(most: number, text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    if (letter === OPEN_LIST || letter === OPEN_OBJECT) depth++;
    else if (letter === CLOSE_LIST || letter === CLOSE_OBJECT) depth--;
    if (depth > most) return at;
  }
  return undefined;
}

const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
