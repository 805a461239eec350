/** Moves a load to where the module does it once; what waited for a file reads it as the module loads. */

import { importedAs, importOf, indentAt, isFree, lineStart, styleOf } from '../../kit/edits.ts';
import { importedInstead } from '../../kit/imported-instead.ts';
import { modulePlace } from '../../kit/module-place.ts';
import { partsOf, type Expression } from '../../model/expression.ts';
import type { CallFact, FileFacts } from '../../model/facts.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { Call } from '../../model/graphs.ts';
import type { Span } from '../../model/source.ts';

export interface HoistedLoad {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/** What makes something of a text that was read; goes with the reading. */
const MAKES = /^(?:parse|compile|load|template)$/;

/** Undefined where it needs something of the function, or gives a promise of its own. */
export function hoistedLoad(text: string, facts: FileFacts, call: Call): HoistedLoad | undefined {
  const reading = readingOf(text, facts, call);
  const whole = wholeOf(facts, call.index);
  const fact = facts.calls[whole.index];
  if (!fact || !reading || fact.in === 0 || !fact.arguments.every((each) => isSame(facts, each)) || !isSame(facts, fact.callee)) return undefined;
  const at = modulePlace(text, facts, [fact.callee, ...fact.arguments]);
  const wait = /await[ \t]+$/.exec(text.slice(0, fact.span[0]));
  if (!at || (wait ? !reading.isAsync || whole.index !== call.index : fact.use === 'awaited' || fact.use === 'receiver' && reading.isAsync && whole.index === call.index)) return undefined;
  const replaced: Span = [fact.span[0] - (wait?.[0].length ?? 0), fact.span[1]];
  const written = writtenOnce(text, fact, call, reading, whole.index === call.index);
  const { newLine, semicolon } = styleOf(text, facts);
  const indent = indentAt(text, facts, fact.span[0]);
  if (/`[^`]*\n/.test(written)) return undefined;
  const once = written.replaceAll(`\n${indent}`, '\n');
  const declared = localConstant(text, facts, replaced, whole.index);
  const { file } = facts;
  const gap = at.isApart ? newLine : '';
  if (declared) {
    if (facts.bindings.some((each) => each.in === 0 && each.name === declared.name) || isChanged(facts, declared.binding)) return undefined;
    const newText = `${gap}${declared.comment}const ${declared.name}${declared.type} = ${once}${semicolon}${newLine}`;
    return { name: declared.name, edits: [...besides(reading.imports, { file, span: [at.offset, at.offset], newText }), { file, span: declared.span, newText: '' }] };
  }
  const name = nameFor(text, fact);
  if (name === undefined || !/^(?:argument|returned|awaited|receiver|assigned)$/.test(fact.use)) return undefined;
  return { name, edits: [...besides(reading.imports, { file, span: [at.offset, at.offset], newText: `${gap}const ${name} = ${once}${semicolon}${newLine}` }), { file, span: withoutParentheses(text, replaced), newText: name }] };
}

/** An import that goes to the same place comes first, in one edit with the constant. */
function besides(imports: readonly TextEdit[], constant: TextEdit): readonly TextEdit[] {
  const same = imports.find(({ span }) => span[0] === constant.span[0]);
  return same ? [...imports.filter((each) => each !== same), { ...constant, newText: same.newText + constant.newText }] : [...imports, constant];
}

interface Reading {
  /** The promise form, which becomes `readFileSync`. */
  readonly isAsync: boolean;
  readonly name: string;
  readonly imports: readonly TextEdit[];
}

/** How the call is written where nobody waits; undefined where it cannot be. */
function readingOf(text: string, facts: FileFacts, { fact, operation, origins }: Call): Reading | undefined {
  const asIs = { isAsync: false, name: text.slice(fact.span[0], fact.nameSpan[1]), imports: [] };
  const isRead = operation?.kind === 'file' || operation?.kind === 'blocking';
  // Where the file may be missing, the module would not load.
  if (isRead && fact.branch !== undefined) return undefined;
  if (fact.arguments.some(({ kind }) => kind === 'function') || fact.kind === 'tagged-template') return undefined;
  if (operation?.kind !== 'file') return fact.use === 'awaited' ? undefined : asIs;
  if (!origins.every((each) => /^node:fs#promises\.readFile$|^node:fs\/promises#readFile$/.test(each)) || origins.length === 0) return undefined;
  if (fact.use !== 'awaited' && fact.use !== 'returned') return undefined;
  const { callee } = fact;
  const owner = callee.kind === 'member' && callee.of.kind === 'member' && callee.of.name === 'promises' && callee.of.of.kind === 'name' ? callee.of.of.name : undefined;
  if (owner !== undefined) return { isAsync: true, name: `${owner}.readFileSync`, imports: [] };
  const known = importedAs(facts, 'readFileSync', ['node:fs', 'fs']);
  if (known !== undefined) return { isAsync: true, name: known, imports: [] };
  if (!isFree(text, 'readFileSync')) return undefined;
  const specifier = /['"]node:/.test(text) ? 'node:fs' : 'fs';
  const imports = callee.kind === 'name' ? importedInstead(text, facts, callee.name, 'readFileSync', specifier) : [importOf(text, facts, 'readFileSync', specifier)];
  return { isAsync: true, name: 'readFileSync', imports };
}

/** `JSON.parse(readFileSync(…))` is moved as one. */
function wholeOf(facts: FileFacts, index: number): { readonly index: number } {
  const isIt = (each: Expression): boolean => (each.kind === 'await' ? isIt(each.of) : each.kind === 'call' && each.call === index);
  const outer = facts.calls.findIndex(({ callee, arguments: given }) => given.some(isIt) && (callee.kind === 'member' || callee.kind === 'name') && MAKES.test(callee.name));
  return outer < 0 ? { index } : wholeOf(facts, outer);
}

function writtenOnce(text: string, whole: CallFact, { fact }: Call, { isAsync, name }: Reading, isWhole: boolean): string {
  if (!isAsync) return text.slice(...whole.span);
  const own = `${name}${text.slice(fact.nameSpan[1], fact.span[1])}`;
  const before = text.slice(whole.span[0], fact.span[0]).replace(/await[ \t]+$/, '');
  return isWhole ? own : `${before}${own}${text.slice(fact.span[1], whole.span[1])}`;
}

/** The same whenever it is evaluated: nothing of an object around it, nothing that is called back. */
function isSame(facts: FileFacts, each: Expression, depth = 0): boolean {
  if (depth > 20 || ['this', 'super', 'parameter', 'function', 'class', 'module', 'exports'].includes(each.kind)) return false;
  if (each.kind !== 'call') return partsOf(each).every((part) => isSame(facts, part, depth + 1));
  const call = facts.calls[each.call];
  return call !== undefined && [call.callee, ...call.arguments].every((part) => isSame(facts, part, depth + 1));
}

/** `const template = …;` on lines of its own, what is said above it included. */
function localConstant(text: string, facts: FileFacts, [start, end]: Span, index: number) {
  const line = lineStart(facts, start);
  const head = /^[ \t]*const ([\w$]+)(:[^=]+?)? = $/.exec(text.slice(line, start));
  const tail = /^;?[ \t]*(?:\r?\n|$)/.exec(text.slice(end));
  const binding = facts.bindings.findIndex(({ kind, name, value }) => kind === 'const' && name === head?.[1] && (value?.kind === 'await' ? value.of : value)?.kind === 'call' && JSON.stringify(value).includes(`"call":${index}}`));
  if (!head?.[1] || !tail || binding < 0) return undefined;
  const comment = /(?:[ \t]*\/\/.*\r?\n)*$/.exec(text.slice(0, line))?.[0] ?? '';
  const from = line - comment.length;
  const blank = /\{[ \t]*\r?\n$/.test(text.slice(0, from)) ? (/^[ \t]*\r?\n/.exec(text.slice(end + tail[0].length))?.[0].length ?? 0) : 0;
  return { name: head[1], type: head[2] ?? '', binding, comment: comment.replaceAll(/^[ \t]+/gm, ''), span: [from, end + tail[0].length + blank] as Span };
}

/** One request's change to it would be seen by all. */
function isChanged({ assignments }: FileFacts, binding: number): boolean {
  const isOf = (each: Expression): boolean => (each.kind === 'name' ? each.binding === binding : (each.kind === 'member' || each.kind === 'element') && isOf(each.of));
  return assignments.some(({ target }) => target.kind !== 'name' && isOf(target));
}

/** `(await read()).split()` needs its parentheses no more. */
function withoutParentheses(text: string, [start, end]: Span): Span {
  return /(?:[=([{,:;?&|!]|\breturn|=>)\s*\($/.test(text.slice(0, start)) && text.charAt(end) === ')' ? [start - 1, end + 1] : [start, end];
}

/** After the file that is read (`templates/invoice.html`: `invoiceHtml`), else after what is made. */
function nameFor(text: string, { arguments: given, callee }: CallFact): string | undefined {
  const texts = [...JSON.stringify(given).matchAll(/"value":"([^"]*)"/g)].map(([, value]) => value ?? '').filter((value) => /\.\w{1,8}$/.test(value));
  const file = texts.at(-1)?.split('/').at(-1);
  const made = callee.kind === 'member' || callee.kind === 'name' ? callee.name : '';
  const words = (file ?? (/compile/i.test(made) ? 'compiled' : /parse|load/i.test(made) ? 'loaded' : '')).split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const name = words.map((word, index) => (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1)).join('');
  return /^[a-z]\w*$/.test(name) && isFree(text, name) ? name : undefined;
}
