/** The edits that make one function `async`, its written return type included. */

import type { Codebase } from '../model/codebase.ts';
import type { FileFacts, FunctionFact } from '../model/facts.ts';
import type { TextEdit } from '../model/finding.ts';
import type { Span } from '../model/source.ts';

/** It says so itself; callers wait for it already. */
export function returnsPromise({ returnType }: FunctionFact): boolean {
  return returnType?.name === 'Promise' || returnType?.name === 'PromiseLike';
}

/** Undefined where the function must stay as it is: constructors, accessors, generators, or what a type or a base class prescribes. */
export function asyncEdits(codebase: Codebase, facts: FileFacts, text: string, index: number): readonly TextEdit[] | undefined {
  const fact = facts.functions[index];
  if (!fact || fact.isGenerator || !/^(?:function|arrow|method)$/.test(fact.kind) || isPrescribed(codebase, facts, fact, index) || isOverloaded(text, fact)) return undefined;
  const start = wordStart(text, fact);
  if (start === undefined) return undefined;
  const word: TextEdit = { file: facts.file, span: [start, start], newText: 'async ' };
  if (!fact.returnType || returnsPromise(fact)) return [word];
  const type = returnTypeSpan(text, fact);
  const written = type && text.slice(...type);
  if (!type || !written || /\bis\b|\basserts\b|^(?:Observable|this|Promise\w*|Generator|Iterable|Iterator|Async\w*)\b|\||\/\//.test(written)) return undefined;
  return [word, { file: facts.file, span: [type[0], type[0]], newText: 'Promise<' }, { file: facts.file, span: [type[1], type[1]], newText: '>' }];
}

/** Where `async` goes: in front of the word `function`, of an arrow's parameters, of a method's name. */
function wordStart(text: string, { kind, span, nameSpan }: FunctionFact): number | undefined {
  if (kind === 'arrow') return span[0];
  if (kind === 'method') return text.charAt(nameSpan[0] - 1) === '[' ? undefined : nameSpan[0];
  const word = /\bfunction\b/.exec(text.slice(...span));
  return word && word.index <= 40 ? span[0] + word.index : undefined;
}

/** A type on its constant, an interface or a base class that has it, a class below that has it too. */
function isPrescribed({ facts: all }: Codebase, { bindings, classes }: FileFacts, { class: owner, name }: FunctionFact, index: number): boolean {
  if (bindings.some(({ type, value }) => type !== undefined && value?.kind === 'function' && value.function === index)) return true;
  const own = owner === undefined ? undefined : classes[owner];
  if (!own) return false;
  const method = name.slice(name.lastIndexOf('.') + 1);
  if (own.extends) return true;
  const types = [...all.values()].flatMap((file) => file.types);
  const isAsked = own.implements.some(({ name: type }) => types.some((each) => each.name === type && each.members.some((member) => member.name === method)) || !(types.some((each) => each.name === type) || /^On[A-Z]\w+(?:Init|Destroy|Bootstrap|Shutdown)$/.test(type)));
  const isWidened = [...all.values()].some((file) => file.classes.some((each) => each.extends?.kind === 'name' && each.extends.name === own.name && each.methods.some((other) => other.name === method)));
  return isAsked || isWidened;
}

function isOverloaded(text: string, { kind, span, nameSpan }: FunctionFact): boolean {
  if (kind === 'arrow') return false;
  const name = text.slice(...nameSpan);
  if (!/^[\w$]+$/.test(name) || name === 'function') return false;
  return new RegExp(`^[^\\n{]*\\b${name.replaceAll('$', '\\$')}\\s*(?:<[^\\n]*>)?\\([^\\n{]*\\)\\s*:[^\\n{]*;?\\s*$`).test(text.slice(0, span[0]).trimEnd().split('\n').at(-1) ?? '');
}

/** From behind the colon to the body, white space left out. */
function returnTypeSpan(text: string, { kind, span, nameSpan, bodySpan }: FunctionFact): Span | undefined {
  const from = kind === 'arrow' ? span[0] : nameSpan[1];
  const head = text.slice(from, bodySpan[0]);
  if (/\/\/|\/\*|['"`]/.test(head)) return undefined;
  let at = head.startsWith('<') ? closing(head, 0) : head.indexOf('(');
  if (at < 0) return undefined;
  at = head.startsWith('<') ? head.indexOf('(', at) : at;
  const close = at < 0 ? -1 : closing(head, at);
  const colon = close < 0 ? null : /^\s*:\s*/.exec(head.slice(close + 1));
  if (!colon) return undefined;
  const start = close + 1 + colon[0].length;
  const end = head.replace(/\s*(?:=>\s*\(*\s*)?$/, '').length;
  return end > start ? [from + start, from + end] : undefined;
}

/** Where the bracket at `open` is closed. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const each = text.charAt(at);
    if ('([{<'.includes(each)) depth++;
    else if (')]}'.includes(each) || (each === '>' && text.charAt(at - 1) !== '=')) depth--;
    if (depth === 0) return at;
  }
  return -1;
}
