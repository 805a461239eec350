/** Reads of a whole list or sorted set that is one for all: `zrange('users', 0, -1)`, or own code that comes to such. */

import { leadsTo } from '../../kit/leads-to.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { Call } from '../../model/graphs.ts';

/** The key of the list where a call asks for all of it; undefined where it does not, or the list is one of many (`orders:${user}`). */
export function wholeRanges(codebase: Codebase): (call: Call) => string | undefined {
  const reads = leadsTo(codebase, ({ operation }) => operation?.kind === 'query' || operation?.kind === 'cache-read');
  return (call) => {
    const { fact, operation, edges, file } = call;
    const { callee } = fact;
    if ((callee.kind !== 'member' && callee.kind !== 'name') || !/range/i.test(callee.name) || /remove|delete|rem|count/i.test(callee.name)) return undefined;
    const [key, start, stop] = fact.arguments;
    if (!key || !start || !stop || !isNumber(start, 0) || !isNumber(stop, -1)) return undefined;
    const isRead = operation ? operation.kind === 'cache-read' : edges.some((edge) => edge.how === 'call' && reads(edge.callee) !== undefined);
    if (!isRead || (key.kind === 'template' && key.holes.length > 0)) return undefined;
    return codebase.values.textOf(file, key);
  };
}

function isNumber(expression: Expression, wanted: number): boolean {
  if (expression.kind === 'literal') return Number(expression.value) === wanted && expression.value !== null;
  const [only] = expression.kind === 'operation' && expression.operator === '-' && expression.operands.length === 1 ? expression.operands : [];
  return only?.kind === 'literal' && -Number(only.value) === wanted;
}
