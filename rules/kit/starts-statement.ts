/** Whether a statement begins at an offset, and where to put another in front of it, told by the lines around it. */

import type { FileFacts } from '../model/facts.ts';
import { indentAt, lineStart } from './edits.ts';

/** Where what is put in front of a statement goes: above the comments that speak of it. */
export function aboveComments(text: string, facts: FileFacts, start: number): number {
  const indent = indentAt(text, facts, start);
  const comment = new RegExp(`(?:(?:^|\\n)${indent}\\/\\/.*(?=\\r?\\n))+\\r?\\n$`).exec(text.slice(0, lineStart(facts, start)))?.[0].replace(/^\n/, '') ?? '';
  return lineStart(facts, start) - comment.length + indent.length;
}

/** It has a line of its own, which continues none above and hangs on no `if` without braces: statements may be put in front of it. */
export function startsStatement(text: string, facts: FileFacts, start: number): boolean {
  const line = lineStart(facts, start);
  if (line + indentAt(text, facts, start).length !== start) return false;
  const above = text.slice(0, line).trimEnd().split('\n').at(-1)?.trim() ?? '';
  if (/^(?:\/\/|\/?\*)/.test(above) || /[;{}]$/.test(above)) return true;
  return !/(?:[=([,&|?:+\-*/.<>]|\breturn|\belse|\bdo)$/.test(above) && !/^(?:\}\s*)?(?:if|for|while|else)\b/.test(above);
}
