/** The `for…of` or the callback that repeats a query, as far as a query can be put in front of it. */

import type { Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { Call } from '../../model/graphs.ts';
import { contains, type Span } from '../../model/source.ts';
import { indentAt, lineStart, styleOf } from '../edits.ts';
import { startsStatement } from '../starts-statement.ts';
import { togetherWith } from '../together.ts';

export interface Repetition {
  /** What is gone through, as code: `orders`, `body.ids`. */
  readonly over: string;
  /** One element of it, as a parameter is written: `order`, `{ customerId }`. */
  readonly element: string;
  readonly variables: ReadonlySet<number>;
  /** All that is repeated. */
  readonly span: Span;
  /** Start of the statement in front of which the query goes. */
  readonly start: number;
  /** Takes away the waiting that nothing needs any more. */
  readonly simplified: readonly TextEdit[];
}

const PATH = String.raw`[\w$]+(?:\.[\w$]+)*`;

export function repetitionAround(text: string, facts: FileFacts, call: Call): Repetition | undefined {
  const found = call.fact.loop === undefined ? callbackAround(text, facts, call) : loopAround(text, facts, call, call.fact.loop);
  if (!found || !startsStatement(text, facts, found.start)) return undefined;
  // Behind `if (!order.customerId) continue`, not every element has a key.
  const isLeft = facts.branches.some((branch) => branch.in === call.fact.in && branch.leaves && contains(found.span, branch.span) && branch.span[0] < call.fact.span[0]);
  return isLeft ? undefined : found;
}

function loopAround(text: string, facts: FileFacts, { fact }: Call, index: number): Repetition | undefined {
  const loop = facts.loops[index];
  if (loop?.kind !== 'for-of' || !contains(loop.bodySpan, fact.span) || text.charAt(loop.bodySpan[0]) !== '{') return undefined;
  const header = new RegExp(String.raw`^for\s*\(\s*(?:const|let)\s+([\w$]+|\{[^{}=]*\})\s+of\s+(${PATH})\s*\)\s*$`).exec(text.slice(loop.span[0], loop.bodySpan[0]));
  const isAlways = fact.branch === undefined || contains(facts.branches[fact.branch]?.span ?? fact.span, loop.span);
  if (!header?.[1] || !header[2] || !isAlways || !isList(facts, loop.over)) return undefined;
  return { over: header[2], element: header[1], variables: new Set(loop.variables), span: loop.span, start: loop.span[0], simplified: [] };
}

/** `await Promise.all(orders.map(async (order) => …))`, `orders.forEach(async (order) => …)`. */
function callbackAround(text: string, facts: FileFacts, { fact }: Call): Repetition | undefined {
  const callback = facts.functions[fact.in];
  const given = callback?.argumentOf;
  const outer = given && facts.calls[given.call];
  if (!callback || callback.kind !== 'arrow' || !given || !outer || given.property !== undefined || outer.arguments.length > 1 || fact.branch !== undefined || outer.callee.kind !== 'member') return undefined;
  const over = new RegExp(String.raw`^(${PATH})\s*\.\s*$`).exec(text.slice(outer.span[0], outer.nameSpan[0]))?.[1];
  const around = facts.functions[outer.in];
  const head = /^(async\s+)?(?:([\w$]+)|\(([^()]*)\))\s*=>\s*\(?\s*$/.exec(text.slice(callback.span[0], callback.bodySpan[0]));
  const element = callback.parameters.length === 1 ? (head?.[2] ?? head?.[3]?.trim().replace(/,$/, '')) : /^([\w$]+)\s*,/.exec(head?.[3] ?? '')?.[1];
  const variables = new Set(facts.bindings.flatMap(({ kind, in: owner }, index) => (kind === 'parameter' && owner === fact.in ? [index] : [])));
  if (over === undefined || !element || !around?.isAsync || !isList(facts, outer.callee.of)) return undefined;

  const isForEach = outer.callee.name === 'forEach';
  const together = togetherWith(facts, given.call);
  const isAll = outer.callee.name === 'map' && together?.callee.kind === 'member' && together.callee.name === 'all' && contains(together.span, outer.span);
  if (!isForEach && !isAll) return undefined;
  const whole = isAll ? together.span : outer.span;
  const before = text.slice(lineStart(facts, whole[0]), whole[0]);
  const start = lineStart(facts, whole[0]) + indentAt(text, facts, whole[0]).length;
  if (!/^\s*(?:(?:const|let|return)\s+[^=]*=?\s*|[\w$.]+\s*=\s*)?(?:await\s+)?$/.test(before)) return undefined;

  const isOnlyWait = !facts.calls.some((each) => each.in === fact.in && !contains(fact.span, each.span) && !contains(each.span, fact.span)) && (text.slice(...callback.span).match(/\bawait\b/g)?.length ?? 0) < 2;
  const word: readonly TextEdit[] = head?.[1] === undefined ? [] : [{ file: facts.file, span: [callback.span[0], callback.span[0] + head[1].length], newText: '' }];
  const wrapper = isAll && isOnlyWait ? unwrapped(text, facts, whole, outer.span, fact.span) : [];
  return { over, element, variables, span: whole, start, simplified: isOnlyWait && (isForEach || wrapper.length > 0) ? [...wrapper, ...word] : [] };
}

/** `await Promise.all(` and its parenthesis; what stands on lines of its own between them moves out by one level. */
function unwrapped(text: string, facts: FileFacts, whole: Span, inner: Span, query: Span): readonly TextEdit[] {
  const { file, lineStarts } = facts;
  const wait = /await[ \t]+$/.exec(text.slice(0, whole[0]));
  const isReturned = /\breturn[ \t]+$/.test(text.slice(0, whole[0]));
  const head = /^Promise\.all\((\r?\n[ \t]*)?$/.exec(text.slice(whole[0], inner[0]));
  if ((!wait && !isReturned) || !head || !/^(?:\)|,?\s*\r?\n\s*\))$/.test(text.slice(inner[1], whole[1]))) return [];
  const { indent } = styleOf(text, facts);
  const lines = head[1] === undefined ? [] : lineStarts.filter((start) => start > inner[0] && start < inner[1] && !(start > query[0] && start < query[1]));
  if (lines.length > 0 && text.slice(...inner).includes('`') && /`[^`]*\n/.test(text.slice(...inner))) return [];
  return [
    { file, span: [wait?.index ?? whole[0], inner[0]], newText: '' },
    ...lines.filter((start) => text.startsWith(indent, start)).map((start): TextEdit => ({ file, span: [start, start + indent.length], newText: '' })),
    { file, span: [inner[1], whole[1]], newText: '' },
  ];
}

/** Nothing says that it is a set, a map or a stream. */
function isList({ bindings, calls }: FileFacts, over: Expression | undefined): boolean {
  if (over?.kind === 'member') return !/(?:set|map|stream|cursor|iterator)$/i.test(over.name);
  if (over?.kind !== 'name' || over.binding === undefined) return false;
  const binding = bindings[over.binding];
  const made = binding?.value?.kind === 'call' ? calls[binding.value.call]?.kind : undefined;
  return binding !== undefined && made !== 'new' && (binding.type === undefined || /^(?:Readonly)?Array$/.test(binding.type.name));
}
