/** Transactions that are opened and closed by calls of their own: what is waited for between the two, in the same function. */

import { branchesAround } from '../../kit/branches-around.ts';
import { statementStart } from '../../kit/sql-statement.ts';
import type { Lead } from '../../kit/leads-to.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { FunctionId } from '../../model/function-id.ts';
import type { Call } from '../../model/graphs.ts';

/** `startTransaction()`, `query('BEGIN')`, `await sequelize.transaction()`. */
export function opens(codebase: Codebase, call: Call): boolean {
  const { operation, edges, fact } = call;
  if (operation?.kind === 'query') return /^(?:begin|start transaction)$/i.test(statementStart(codebase, call) ?? '');
  if (operation?.kind !== 'transaction' || operation.traits.includes('queue') || operation.traits.includes('ends-transaction')) return false;
  return operation.traits.includes('opens-transaction') || (edges.length === 0 && fact.use === 'awaited' && fact.arguments.every(({ kind }) => kind === 'object'));
}

function closes(codebase: Codebase, call: Call): boolean {
  if (call.operation?.kind === 'query') return /^(?:commit|rollback|end)$/i.test(statementStart(codebase, call) ?? '');
  return call.operation?.kind === 'transaction' && call.operation.traits.includes('ends-transaction');
}

/** The first foreign call, or way to one, before the transaction is closed; undefined where it is closed elsewhere. */
export function heldFor(codebase: Codebase, opening: Call, isForeign: (call: Call) => boolean, leads: (from: FunctionId) => Lead | undefined): Lead | undefined {
  const facts = codebase.facts.get(opening.file);
  const behind = codebase.calls.callsIn(opening.caller).filter(({ fact }) => fact.span[0] > opening.fact.span[1] && !(facts && branchesAround(facts, fact.branch).some(({ kind }) => kind === 'catch')));
  const end = behind.findIndex((call) => closes(codebase, call));
  for (const call of end < 0 ? [] : behind.slice(0, end)) {
    if (isForeign(call)) return { steps: [], target: call };
    const edge = call.fact.use === 'dropped' ? undefined : call.edges.find(({ callee, how }) => how !== 'deferred' && leads(callee) !== undefined);
    const lead = edge && leads(edge.callee);
    if (edge && lead) return { steps: [edge, ...lead.steps], target: lead.target };
  }
  return undefined;
}
