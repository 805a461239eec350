/**
 * Turns a function asynchronous, and with it every function that calls it, up to those that are so already or whose caller takes a promise.
 *
 * All or nothing: one caller that cannot wait (a constructor, a getter, a sort) and there are no edits.
 */

import type { Codebase } from '../model/codebase.ts';
import type { CallFact, FileFacts, FunctionFact } from '../model/facts.ts';
import type { TextEdit } from '../model/finding.ts';
import { partsOfFunctionId, type FunctionId } from '../model/function-id.ts';
import type { Call, CallEdge } from '../model/graphs.ts';
import { contains, type FilePath } from '../model/source.ts';
import { asyncEdits, returnsPromise } from './async-function.ts';
import { takesPromise } from './takes-promise.ts';

/** More than a reviewer reads at once. */
const MOST_FUNCTIONS = 12;

/** The edits that put `await` in front of a call and let all around it wait; undefined where one of them cannot. */
export function awaitingEdits(codebase: Codebase, textOf: (file: FilePath) => string | undefined, call: Call): readonly TextEdit[] | undefined {
  const edits = new Map<string, TextEdit>();
  const seen = new Set<FunctionId>();
  const add = (edit: TextEdit): void => void edits.set(`${edit.file} ${edit.span.join()} ${edit.newText}`, edit);

  const awaits = (each: Call): boolean => {
    const facts = codebase.facts.get(each.file);
    const text = textOf(each.file);
    const around = facts?.functions[each.fact.in];
    if (!facts || text === undefined || !around || !mayWait(facts, around, each.fact)) return false;
    if (each.fact.use === 'awaited' || (each.fact.use === 'returned' && around.isAsync && each.fact.branch === undefined)) return true;
    if (each.fact.use === 'receiver' && /^\s*\??\.(?:then|catch|finally)\b/.test(text.slice(each.fact.span[1]))) return false;
    const [start, end] = each.fact.span;
    const isTight = /^\s*(?:\.(?!\.\.)|\?\.|\[|\(|`|!(?!=)|\*\*)/.test(text.slice(end));
    // A line that starts with a parenthesis would run into one above that has no semicolon.
    if (isTight && !/(?:^|[;{}(=,:>?&|[!+]|return|=>)\s*$/.test(text.slice(0, start))) return false;
    add({ file: each.file, span: [start, start], newText: isTight ? '(await ' : 'await ' });
    if (isTight) add({ file: each.file, span: [end, end], newText: ')' });
    return turns(each.caller);
  };

  const turns = (id: FunctionId): boolean => {
    if (seen.has(id)) return true;
    seen.add(id);
    const { file, index } = partsOfFunctionId(id);
    const facts = codebase.facts.get(file);
    const fact = facts?.functions[index];
    if (!facts || !fact || seen.size > MOST_FUNCTIONS) return false;
    if (fact.isAsync) return true;
    const text = textOf(file);
    const own = text === undefined ? undefined : asyncEdits(codebase, facts, text, index);
    if (!own) return false;
    own.forEach(add);
    return returnsPromise(fact) || isWaitedFor(codebase, id, facts, fact, (edge) => awaits(edge.call));
  };

  return awaits(call) && startsAreDistinct([...edits.values()]) ? [...edits.values()] : undefined;
}

/** `await` may be written there: in the body, not in a default of a parameter, a field or what runs as the module loads. */
function mayWait(facts: FileFacts, { bodySpan, kind, isGenerator }: FunctionFact, { span, kind: form }: CallFact): boolean {
  if (form !== 'call' || isGenerator || kind === 'module' || kind === 'constructor' || kind === 'getter' || kind === 'setter' || !contains(bodySpan, span)) return false;
  return !facts.classes.some((each) => contains(bodySpan, each.span) && contains(each.span, span) && each.fields.some((field) => contains(field.span, span)));
}

/** Whoever runs the function waits for it, or can be made to. */
function isWaitedFor(codebase: Codebase, id: FunctionId, facts: FileFacts, fact: FunctionFact, awaits: (edge: CallEdge) => boolean): boolean {
  const entries = codebase.workspace.services.flatMap(({ entryPoints }) => entryPoints.filter(({ handler }) => handler === id));
  if (entries.some((entry) => !takesPromise(codebase, entry, fact))) return false;
  const callers = codebase.calls.callersAnywhere(id);
  if (callers.length === 0) return entries.length > 0;
  return callers.every((edge) => {
    if (edge.how !== 'call') return entries.length > 0 || runsAsync(codebase, edge, fact, facts);
    if (isHandedIn(codebase, edge.call)) return entries.length > 0 && isPromiseTaken(edge.call);
    return edge.resolution === 'static' && awaits(edge);
  });
}

const WAITS_FOR_CALLBACK = new Set(['then', 'catch', 'it', 'test', 'specify', 'beforeEach', 'afterEach', 'beforeAll', 'afterAll', 'before', 'after']);

/** The callback may give a promise: `.then(…)`, a test, `Promise.all(xs.map(…))` of one that does already. */
function runsAsync({ facts }: Codebase, { call, resolution }: CallEdge, fact: FunctionFact, own: FileFacts): boolean {
  const { callee } = call.fact;
  const name = callee.kind === 'member' || callee.kind === 'name' ? callee.name : '';
  return fact.argumentOf !== undefined && own === facts.get(call.file) && WAITS_FOR_CALLBACK.has(name) && (callee.kind === 'member' || resolution === 'dynamic' || call.edges.length > 0);
}

/** `fn(request, response)` in a wrapper, which runs others too. */
function isHandedIn({ facts }: Codebase, { file, fact }: Call): boolean {
  const binding = fact.callee.kind === 'name' && fact.callee.binding !== undefined ? facts.get(file)?.bindings[fact.callee.binding] : undefined;
  return binding?.kind === 'parameter';
}

/** A wrapper that was made for promises: `await fn(…)`, `return fn(…)`, `fn(…).catch(next)`, `Promise.resolve(fn(…))`. */
function isPromiseTaken({ fact }: Call): boolean {
  return fact.use === 'awaited' || fact.use === 'receiver' || fact.use === 'argument';
}

/** Two insertions at one place would have to be told which comes first. */
function startsAreDistinct(edits: readonly TextEdit[]): boolean {
  const places = edits.map(({ file, span }) => `${file} ${span[0]}`);
  return new Set(places).size === places.length;
}
