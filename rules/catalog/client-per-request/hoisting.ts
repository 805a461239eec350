/** Moves a client that every call of a function opens anew to where the module opens it once. */

import { indentAt, lineStart, styleOf } from '../../kit/edits.ts';
import { modulePlace } from '../../kit/module-place.ts';
import { partsOf, type Expression } from '../../model/expression.ts';
import type { CallFact, FileFacts } from '../../model/facts.ts';
import type { TextEdit } from '../../model/finding.ts';

export interface Hoisting {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/** What belongs to one use of a client: a shared one is neither opened, closed nor given listeners by every request. */
const OF_ONE_USE = /^(?:\$?(?:connect|disconnect)|close|end|quit|destroy|terminate|dispose|release|shutdown|stop|on|once|use|set[A-Z]\w*|add[A-Z]\w*)$/;

/** Undefined where the client needs something of the request, is closed again, or is handed on to who knows whom. */
export function hoisting(text: string, facts: FileFacts, fact: CallFact): Hoisting | undefined {
  const index = facts.calls.indexOf(fact);
  const local = facts.bindings.findIndex(({ kind, value, isReassigned }) => kind === 'const' && !isReassigned && value?.kind === 'call' && value.call === index);
  const binding = facts.bindings[local];
  if (fact.kind !== 'new' || !binding || binding.in === 0 || isOfOneUse(facts, local)) return undefined;
  if (facts.bindings.some((each) => each.in === 0 && each.name === binding.name)) return undefined;

  const line = lineStart(facts, binding.span[0]);
  const indent = indentAt(text, facts, line);
  const before = text.slice(line, fact.span[0]);
  // What is said above it goes with it.
  const comment = /(?:[ \t]*\/\/.*\r?\n)*$/.exec(text.slice(0, line))?.[0] ?? '';
  const start = line - comment.length;
  const after = /^;?[ \t]*(?:\r?\n|$)/.exec(text.slice(fact.span[1]));
  const written = text.slice(...fact.span);
  if (!new RegExp(`^[ \\t]*const ${binding.name.replaceAll('$', '\\$')}(?::[^=]+)? = $`).test(before) || !after || /`[^`]*\n/.test(written)) return undefined;

  const parts = [fact.callee, ...fact.arguments];
  const at = parts.every((each) => isConstant(facts, each)) ? modulePlace(text, facts, parts) : undefined;
  if (at === undefined) return undefined;
  const { newLine, semicolon } = styleOf(text, facts);
  const declaration = `${comment.replaceAll(/^[ \t]+/gm, '')}${before.trimStart()}${written.replaceAll(`\n${indent}`, '\n')}${after[0].startsWith(';') ? ';' : semicolon}`;
  const end = fact.span[1] + after[0].length;
  const blank = /\{[ \t]*\r?\n$/.test(text.slice(0, start)) ? (/^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0) : 0;
  return {
    name: binding.name,
    edits: [
      { file: facts.file, span: [at.offset, at.offset], newText: `${at.isApart ? newLine : ''}${declaration}${newLine}` },
      { file: facts.file, span: [start, end + blank], newText: '' },
    ],
  };
}

function isOfOneUse(facts: FileFacts, local: number): boolean {
  const isIt = (each: Expression): boolean => (each.kind === 'name' ? each.binding === local : partsOf(each).some(isIt));
  const isOpened = facts.calls.some(({ callee, arguments: given }) => (callee.kind === 'member' && callee.of.kind === 'name' && callee.of.binding === local && OF_ONE_USE.test(callee.name)) || given.some(isIt));
  const isWritten = facts.assignments.some(({ target, value }) => (target.kind !== 'name' && isIt(target)) || (value !== undefined && isIt(value)));
  const isHandedOn = facts.functions.some(({ returns }) => returns.some((each) => each.kind !== 'call' && each.kind !== 'await' && isIt(each)));
  const isKept = facts.bindings.some(({ value }, index) => index !== local && value !== undefined && value.kind !== 'call' && value.kind !== 'await' && isIt(value));
  return isOpened || isWritten || isHandedOn || isKept;
}

/** The same whenever it is evaluated: no `this`, no promise, no call but `new`. */
function isConstant(facts: FileFacts, each: Expression, depth = 0): boolean {
  if (depth > 20 || ['this', 'super', 'await', 'parameter', 'function', 'class'].includes(each.kind)) return false;
  if (each.kind !== 'call') return partsOf(each).every((part) => isConstant(facts, part, depth + 1));
  const call = facts.calls[each.call];
  return call?.kind === 'new' && [call.callee, ...call.arguments].every((part) => isConstant(facts, part, depth + 1));
}
