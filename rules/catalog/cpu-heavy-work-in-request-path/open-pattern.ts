/**
 * Regular expressions whose time doubles with each further letter of a text that does not match, run on what a user sends.
 * Source: nodejs.org/en/learn/asynchronous-work/dont-block-the-event-loop, "Blocking the Event Loop: REDOS"; OWASP, "Regular expression Denial of Service".
 */

import { requestInputIn } from '../../kit/request-input.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { ReachedCall } from '../../model/graphs.ts';

/** Run the pattern they are called on; the text is the first argument. */
const ON_PATTERN = /^(?:test|exec)$/;
/** Are called on the text; the pattern is the first argument. */
const ON_TEXT = /^(?:match|matchAll|replace|replaceAll|search|split)$/;

/** The pattern as written, where the call runs such a one on request input. */
export function openPattern(codebase: Codebase, { call, path }: ReachedCall): string | undefined {
  const { callee, arguments: [first] } = call.fact;
  if (callee.kind !== 'member' || !first) return undefined;
  const isOnPattern = ON_PATTERN.test(callee.name);
  if (!isOnPattern && !ON_TEXT.test(callee.name)) return undefined;
  const [pattern, text] = isOnPattern ? [callee.of, first] : [first, callee.of];
  const source = sourceOf(codebase, call.file, pattern);
  if (source === undefined || !repeatsItself(source)) return undefined;
  return requestInputIn(codebase, path, call.file, text) ? `/${source}/` : undefined;
}

function sourceOf(codebase: Codebase, file: ReachedCall['call']['file'], pattern: Expression): string | undefined {
  if (pattern.kind === 'regex') return pattern.source;
  const [value, ...others] = codebase.values.of(file, pattern);
  return value?.kind === 'expression' && value.expression.kind === 'regex' && others.length === 0 ? value.expression.source : undefined;
}

const ATOM = String.raw`(?:\\.|\[(?:\\.|[^\]\\])+\]|[^\\()[\]*+?{}|^$])`;
/** `(a+)+`, `(\w+\s?)*`: one text can be parted in many ways; what follows must be able to fail. */
const NESTED = new RegExp(String.raw`\((?:\?:)?${ATOM}[+*](?:${ATOM}[?*])?\)(?:[+*]|\{\d+,\})(?=.)`);

function repeatsItself(source: string): boolean {
  return NESTED.test(source);
}
