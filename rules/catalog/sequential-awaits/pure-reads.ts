/** Which calls only read: they may run in any order, and at once. */

import { branchesAround } from '../../kit/branches-around.ts';
import { leadsTo } from '../../kit/leads-to.ts';
import { textIn } from '../../kit/sql-statement.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { FunctionId } from '../../model/function-id.ts';
import type { Call } from '../../model/graphs.ts';

/** Whether what a call does, or comes to, is reading and nothing else. */
export function pureReads(codebase: Codebase): (call: Call) => boolean {
  const reads = leadsTo(codebase, (call) => isRead(codebase, call));
  // What a read leaves in a cache on its way harms nobody.
  const writes = leadsTo(codebase, (call) => isWrite(codebase, call));
  // What says that it reads, and writes where nothing was there yet or something is due, gives the same in any order.
  const certainWrites = leadsTo(codebase, (call) => !call.isGuessed && isWrite(codebase, call) && !isOnCondition(codebase, call), ({ resolution, call }) => resolution === 'static' && !isOnCondition(codebase, call));

  const isPure = (call: Call, depth = 0): boolean => {
    if (call.operation?.kind === 'transaction') {
      const inside = call.edges.filter(({ how }) => how === 'callback');
      return inside.some(({ callee }) => reads(callee) !== undefined) && inside.every(({ callee }) => writes(callee) === undefined);
    }
    if (call.operation) return isRead(codebase, call);
    const together = depth < 2 ? takenTogether(codebase, call) : [];
    if (together.length > 0) return together.every((each) => isPure(each, depth + 1));
    const run = call.edges.filter(({ how }) => how !== 'deferred');
    const first = continuedFrom(codebase, call);
    if (first) return isPure(first, depth) && run.every(({ callee }) => writes(callee) === undefined) && !answersFailure(codebase, call);
    const writesIn = SAYS_READ.test(nameOf(call)) && !SAYS_WRITE.test(nameOf(call)) ? certainWrites : writes;
    return run.some(({ callee }) => reads(callee) !== undefined || waitsForUnknown(codebase, call, callee)) && run.every(({ callee }) => writesIn(callee) === undefined);
  };
  return isPure;
}

/** `getGroups()` that waits for `context.models.groups.getAll()`: nobody knows where that leads, and both names say that they read. */
function waitsForUnknown({ calls }: Codebase, call: Call, callee: FunctionId): boolean {
  const says = (each: Call): boolean => SAYS_READ.test(nameOf(each)) && !SAYS_WRITE.test(nameOf(each)) && !SAYS_LOCAL.test(nameOf(each));
  return says(call) && calls.callsIn(callee).some((inner) => inner.fact.use === 'awaited' && inner.operation === undefined && inner.edges.length === 0 && inner.fact.callee.kind === 'member' && says(inner));
}

/** `has`, `is`, `get` alone say little. */
const SAYS_LOCAL = /^(?:is|has|can|get|exists?|resolve|look)$/;

export const SAYS_READ = /^(?:get|find|fetch|load|list|read|count|search|query|look|exists?|is|has|can|select|retrieve|resolve)(?![a-z])/;
const SAYS_WRITE = /OrCreate|OrInsert|OrAdd|And(?:Update|Delete|Remove|Set|Replace|Lock|Mark)|Upsert/;

/** What `Promise.all([…])` waits for, when it is written there. */
function takenTogether(codebase: Codebase, { file, fact }: Call): readonly Call[] {
  const { callee, arguments: [first] } = fact;
  if (callee.kind !== 'member' || callee.name !== 'all' || callee.of.kind !== 'name' || callee.of.name !== 'Promise') return [];
  const given: readonly Expression[] = first?.kind === 'array' ? first.elements : first ? [first] : [];
  const calls = given.map((each) => (each.kind === 'call' ? codebase.calls.callAt(file, each.call) : undefined));
  return calls.every((call) => call !== undefined) ? calls : [];
}

/** `load().catch(() => null)`: what is waited for is `load()`. */
export function continuedFrom(codebase: Codebase, { file, fact: { callee } }: Call): Call | undefined {
  if (callee.kind !== 'member' || !CONTINUES.has(callee.name) || callee.of.kind !== 'call') return undefined;
  const before = codebase.calls.callAt(file, callee.of.call);
  return before && (continuedFrom(codebase, before) ?? before);
}

const CONTINUES = new Set(['then', 'catch', 'finally']);

/** `.catch(() => null)` gives something in place of what failed; one that does more may end what was asked for. */
function answersFailure({ calls }: Codebase, { edges, fact: { callee } }: Call): boolean {
  return callee.kind === 'member' && callee.name === 'catch' && edges.some((edge) => calls.callsIn(edge.callee).length > 0);
}

/** In an `if`, a `switch` or behind `&&`, or behind a way out; a `try` is none. */
function isOnCondition({ facts }: Codebase, { file, fact }: Call): boolean {
  const own = facts.get(file);
  if (!own) return false;
  return branchesAround(own, fact.branch).some(({ kind }) => kind !== 'try') || own.branches.some((branch) => branch.leaves && branch.in === fact.in && branch.span[1] <= fact.span[0]);
}

const READS = new Set(['read-one', 'read-many', 'count']);

function isRead(codebase: Codebase, call: Call): boolean {
  const { operation } = call;
  if (operation?.kind === 'query') return (READS.has(operation.action ?? '') && !saysChange(codebase, call)) || (operation.action === 'raw' && saysSelect(codebase, call));
  return operation?.kind === 'cache-read' || (operation?.kind === 'file' && !/write|append|unlink|rm|mkdir|rename|copy|chmod|truncate|move|remove|empty|ensure|output/i.test(operation.label)) || (operation?.kind === 'outbound' && !CHANGES.test(operation.label));
}

function isWrite(codebase: Codebase, call: Call): boolean {
  const { operation } = call;
  if (operation === undefined) return false;
  const { kind } = operation;
  if (kind === 'query' || (kind === 'outbound' && CHANGES.test(operation.label))) return !isRead(codebase, call);
  return kind === 'enqueue' || kind === 'message' || kind === 'transaction' || kind === 'lock';
}

const CHANGES = /post|put|patch|delete|(?:^|[.\s])(?:create|update|upsert|remove|send|cancel|upload|refund|capture|confirm|publish|insert|add|set)(?![a-z])/i;

/** Statements given as text, as the `text` of an object or as a template, that start as reads do. */
function saysSelect(codebase: Codebase, call: Call): boolean {
  return /^\s*(?:--.*\n\s*)*select\b/i.test(statementOf(codebase, call));
}

/** `pool.one(sql`insert into … returning *`)` gives one row, and writes it. */
function saysChange(codebase: Codebase, call: Call): boolean {
  return /^\s*(?:--.*\n\s*)*(?:insert|update|delete|merge|replace)\b/i.test(statementOf(codebase, call));
}

function statementOf(codebase: Codebase, { file, fact: { arguments: [first] } }: Call): string {
  return (first && textIn(codebase, file, first)) ?? '';
}

export function nameOf({ fact: { callee } }: Call): string {
  return callee.kind === 'member' || callee.kind === 'name' ? callee.name : '';
}
