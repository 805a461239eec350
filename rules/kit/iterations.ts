/** What repeats a call: the loops and per-element callbacks around it, within its function and the functions it stands in. */

import type { Codebase } from '../model/codebase.ts';
import type { Expression } from '../model/expression.ts';
import type { CallFact, FileFacts } from '../model/facts.ts';
import { functionId } from '../model/function-id.ts';
import type { Call } from '../model/graphs.ts';
import type { FilePath, Span } from '../model/source.ts';
import { listWalk } from './list-walk.ts';

export interface Iteration {
  readonly kind: 'for' | 'for-of' | 'for-in' | 'for-await' | 'while' | 'do' | 'callback' | 'recursion' | 'field';
  readonly file: FilePath;
  /** What is gone through. A `for`, `while` or `do` has none unless it goes through a list by hand. */
  readonly over?: Expression;
  /** Bindings that change from turn to turn: loop variables, the callback's parameters. */
  readonly variables: ReadonlySet<number>;
  /** Where to point at: the loop's first word, or `map` of `orders.map`. */
  readonly at: Span;
  /** The whole loop, or the callback. */
  readonly span: Span;
  /** For the field of a type: the type's name. */
  readonly of?: string;
  /** For callbacks: the call that repeats it (`orders.map(…)`). */
  readonly call?: CallFact;
}

/** From the innermost outwards; stops at the first function that is not run in place. */
export function* iterationsAround(codebase: Codebase, { file, fact }: Pick<Call, 'file' | 'fact'>): Iterable<Iteration> {
  const facts = codebase.facts.get(file);
  if (!facts) return;
  let loop = fact.loop;
  let span: Span = fact.span;
  for (let owner: number | undefined = fact.in; owner !== undefined && owner !== 0; ) {
    yield* loopsFrom(facts, loop, span);
    const inner: FileFacts['functions'][number] | undefined = facts.functions[owner];
    if (!inner?.argumentOf) return;
    const outer: CallFact | undefined = facts.calls[inner.argumentOf.call];
    const edge = codebase.calls.callAt(file, inner.argumentOf.call)?.edges.find(({ callee }) => callee === functionId(file, owner ?? 0));
    if (!outer || !edge || edge.how === 'deferred') return;
    if (edge.isPerElement) yield callbackIteration(file, facts, owner, outer);
    loop = outer.loop;
    span = outer.span;
    owner = outer.in;
  }
  if (fact.in === 0) yield* loopsFrom(facts, loop, span);
}

/** A loop repeats its body and condition, not what it goes through (`for (const x of await load())` runs `load` once). */
function* loopsFrom(facts: FileFacts, innermost: number | undefined, span: Span): Iterable<Iteration> {
  for (let index = innermost; index !== undefined; ) {
    const loop: FileFacts['loops'][number] | undefined = facts.loops[index];
    if (!loop) return;
    const isRepeated = span[0] >= loop.bodySpan[0] || loop.kind === 'while' || loop.kind === 'do' || loop.kind === 'for';
    if (isRepeated) {
      const isCounted = loop.kind === 'while' || loop.kind === 'do' || loop.kind === 'for';
      const through = isCounted ? listWalk(facts, loop) : loop;
      yield {
        kind: loop.kind,
        file: facts.file,
        ...(through?.over ? { over: through.over } : {}),
        variables: new Set(through?.variables ?? loop.variables),
        at: [loop.span[0], loop.span[0] + (loop.kind === 'while' ? 5 : loop.kind === 'do' ? 2 : 3)],
        span: loop.span,
      };
    }
    index = loop.parent;
  }
}

function callbackIteration(file: FilePath, facts: FileFacts, callback: number, call: CallFact): Iteration {
  const inner = facts.functions[callback];
  const variables = new Set<number>();
  for (const [index, binding] of facts.bindings.entries()) if (binding.kind === 'parameter' && binding.in === callback) variables.add(index);
  const { callee } = call;
  // `orders.map(fn)` goes through the receiver; `async.each(orders, fn)` and `pMap(orders, fn)` through the first argument.
  const first = call.arguments[0];
  const over = first && first.kind !== 'function' ? first : callee.kind === 'member' ? handedToPool(facts, callee.of) : undefined;
  return { kind: 'callback', file, ...(over ? { over } : {}), variables, at: call.nameSpan, span: inner?.span ?? call.span, call };
}

/** `PromisePool.withConcurrency(4).for(orders).process(load)` goes through what `for` is given; anything else through itself. */
export function handedToPool(facts: FileFacts | undefined, receiver: Expression): Expression {
  for (let at: Expression | undefined = receiver; at?.kind === 'call'; ) {
    const call: CallFact | undefined = facts?.calls[at.call];
    if (call?.callee.kind !== 'member') break;
    const [given] = call.callee.name === 'for' ? call.arguments : [];
    if (given) return given;
    at = call.callee.of;
  }
  return receiver;
}
