/** What a call changes: two that change different things may do so at once. Nothing is said of a call whose place in the order may matter. */

import { namesIn, reaches } from '../../kit/data-flow.ts';
import type { Codebase } from '../../model/codebase.ts';
import { partsOf, type Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';
import type { FunctionId } from '../../model/function-id.ts';
import type { Call } from '../../model/graphs.ts';

/** `sent`: mail, or a request that changes something elsewhere; `kept`: something in a cache; else the table. Of reads too, since a read behind a write may be there to see it. */
interface Effects {
  readonly writes: ReadonlySet<string>;
  readonly reads: ReadonlySet<string>;
}

/** What comes to more functions than this is no single step. */
const MOST_FUNCTIONS = 120;

export function effectsIn(codebase: Codebase): (call: Call) => Effects | undefined {
  const known = new Map<FunctionId, Effects | undefined>();
  const ofFunction = (start: FunctionId): Effects | undefined => {
    if (known.has(start)) return known.get(start);
    const found: Effect[] = [];
    const within = new Set([start]);
    let isOpen = true;
    for (const caller of within) {
      for (const call of codebase.calls.callsIn(caller)) {
        const effect = effectOf(call);
        if (effect === 'ordered') isOpen = false;
        else if (effect) found.push(effect);
        for (const { how, callee } of call.edges) if (how !== 'deferred') within.add(callee);
      }
      if (!isOpen || within.size > MOST_FUNCTIONS) break;
    }
    const effects = isOpen && within.size <= MOST_FUNCTIONS ? together(found) : undefined;
    known.set(start, effects);
    return effects;
  };

  return (call) => {
    const own = effectOf(call);
    if (own) return own === 'ordered' ? undefined : together([own]);
    const run = call.edges.filter(({ how }) => how !== 'deferred').map(({ callee }) => ofFunction(callee));
    const [first, ...others] = run;
    return first && others.length === 0 ? first : undefined;
  };
}

type Effect = { readonly writes: string } | { readonly reads: string } | 'ordered';

/** Absent where nothing is written. */
function together(found: readonly Effect[]): Effects | undefined {
  const writes = new Set(found.flatMap((each) => (each !== 'ordered' && 'writes' in each ? [each.writes] : [])));
  const reads = new Set(found.flatMap((each) => (each !== 'ordered' && 'reads' in each ? [each.reads] : [])));
  return writes.size > 0 ? { writes, reads } : undefined;
}

function effectOf({ operation, isGuessed }: Call): Effect | undefined {
  if (!operation) return undefined;
  const { kind, action, subject, label } = operation;
  if (kind === 'message') return { writes: 'sent' };
  if (kind === 'outbound') return /\b(?:get|head)$/i.test(label) ? undefined : { writes: 'sent' };
  if (kind === 'cache-read') return { reads: 'kept' };
  if (kind === 'cache-write') return UNDOES.test(label) ? 'ordered' : { writes: 'kept' };
  if (kind === 'query') return ofQuery(action, subject, label, isGuessed);
  return ORDERED.has(kind) ? 'ordered' : undefined;
}

function ofQuery(action: string | undefined, subject: string | undefined, label: string, isGuessed: boolean): Effect {
  if (action === 'read-one' || action === 'read-many' || action === 'count') return { reads: subject ?? '?' };
  const isWrite = action === 'write' || action === 'write-many';
  return isWrite && subject !== undefined && !isGuessed && !UNDOES.test(label) ? { writes: subject } : 'ordered';
}

const ORDERED = new Set(['transaction', 'lock', 'enqueue', 'file', 'session', 'rate-limit']);

/** What tells of what was done is written behind it. */
const TELLS = /log|audit|history|activit|event|outbox|trail/i;

const UNDOES = /del|destroy|remove|truncate|drop|expire|invalid|clear|purge|flush|unlink/i;

/** Nothing of `later` waits for what `earlier` changed: mail goes out behind what it tells of, not before. */
export function mayRunTogether(facts: FileFacts, earlier: Call, before: Effects, later: Call, after: Effects): boolean {
  const isSentLast = after.writes.has('sent') && ![...before.writes].every((each) => each === 'sent');
  const touched = new Set([...after.reads, ...[...after.writes].filter((each) => each !== 'kept')]);
  const isSame = meets(before.writes, touched) || meets(after.writes, before.reads);
  const isTold = [...after.writes].some((each) => TELLS.test(each));
  return !isSentLast && !isSame && !isTold && !namesRowOf(facts, earlier, later);
}

/** One of them is the same table; a read of nobody knows what may be of any. */
function meets(written: ReadonlySet<string>, touched: ReadonlySet<string>): boolean {
  const tables = [...written].filter((each) => each !== 'sent');
  return tables.some((each) => touched.has(each) || (each !== 'kept' && touched.has('?')));
}

/** `create({ data: { id, … } })`, then `create({ data: { orderId: id } })`: the second row points to the first, by an id that was made before both. */
function namesRowOf(facts: FileFacts, earlier: Call, later: Call): boolean {
  const named = new Set(later.fact.arguments.flatMap((each) => [...namesIn(facts, each)]).flatMap(({ binding }) => binding ?? []));
  const isMade = (binding: number): boolean => {
    const value = facts.bindings[binding]?.value;
    const callee = value?.kind === 'call' ? facts.calls[value.call]?.callee : undefined;
    return (callee?.kind === 'name' || callee?.kind === 'member') && MAKES_ID.test(callee.name);
  };
  const shared = earlier.fact.arguments.flatMap((each) => [...namesIn(facts, each)]).flatMap(({ binding }) => (binding !== undefined && named.has(binding) ? [binding] : []));
  return shared.some(isMade) || isMadeOfSaved(facts, earlier, later) || earlier.fact.arguments.some((each) => [...idsIn(each)].some((binding) => named.has(binding)));
}

/** `const order = Order.make(…)`, `const item = Item.make({ orderId: order.id })`: the order is saved before its items. */
function isMadeOfSaved(facts: FileFacts, earlier: Call, later: Call): boolean {
  const saved = earlier.fact.arguments.flatMap((each) => (each.kind === 'name' && each.binding !== undefined && isMadeHere(facts, each.binding) ? [each.binding] : []));
  return saved.length > 0 && later.fact.arguments.some((each) => reaches(facts, each, ({ binding }) => binding !== undefined && saved.includes(binding)));
}

function isMadeHere({ bindings }: FileFacts, binding: number): boolean {
  const kind = bindings[binding]?.value?.kind;
  return kind === 'call' || kind === 'object' || kind === 'await' || kind === 'member';
}

const MAKES_ID = /id$|uuid|ulid|random|objectid/i;

/** Names given as the `id` of what is made. */
function* idsIn(expression: Expression): Iterable<number> {
  if (expression.kind === 'object') {
    for (const { name, value } of expression.properties) if (/^_?id$/i.test(name) && value.kind === 'name' && value.binding !== undefined) yield value.binding;
  }
  for (const part of partsOf(expression)) yield* idsIn(part);
}
