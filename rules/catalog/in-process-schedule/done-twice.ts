/** What goes wrong, or costs double, when two instances do it at the same time: all that is not only read. */

import type { Codebase } from '../../model/codebase.ts';
import { statementIn } from '../../kit/sql-statement.ts';
import { partsOf, type Expression } from '../../model/expression.ts';
import type { Call } from '../../model/graphs.ts';

/** Sends, enqueues, asks another service to do something, or writes rows. */
export function doesTwice(codebase: Codebase, call: Call): boolean {
  const { operation } = call;
  switch (operation?.kind) {
    case 'message':
      return true;
    case 'enqueue':
      return !operation.traits.includes('worker') && !namesJob(codebase, call);
    case 'outbound':
      return sends(codebase, call);
    case 'query':
      if (operation.action === 'raw') return statementIn(codebase, call)?.does === 'writes';
      return (operation.action === 'write' || operation.action === 'write-many') && !REMOVES.test(operation.label);
    default:
      return false;
  }
}

/** Only takes rows away: done twice, it is the same. */
const REMOVES = /\.(?:delete|remove|destroy|del|truncate|purge|softDelete)\w*$/i;

/** Under a name of its own a job is put on the queue once, whoever puts it there: `{ jobId }`, in the arguments or what functions among them return. */
export function namesJob({ facts }: Codebase, { fact, file }: Call): boolean {
  const own = facts.get(file);
  const names = (expression: Expression, depth: number): boolean => {
    if (depth > 8) return false;
    if (expression.kind === 'object' && expression.properties.some(({ name }) => NAMES.test(name))) return true;
    if (expression.kind === 'function') return own?.functions[expression.function]?.returns.some((each) => names(each, depth + 1)) ?? false;
    if (expression.kind === 'call') return own?.calls[expression.call]?.arguments.some((each) => names(each, depth + 1)) ?? false;
    return partsOf(expression).some((part) => names(part, depth + 1));
  };
  return fact.arguments.some((argument) => names(argument, 0));
}

const NAMES = /^(?:jobId|deduplication|deduplicationId|singletonKey|messageId|MessageDeduplicationId)$/;

/** By its method; what is only fetched is often kept in this very process. */
function sends({ values }: Codebase, { operation, fact, file }: Call): boolean {
  if (/\.(?:post|put|patch|delete)$/i.test(operation?.label ?? '')) return true;
  if (operation?.traits.includes('payment')) return /\.(?:create|capture|confirm|pay|send|cancel|charge|refund|sale|update|finalize\w*|post)$/i.test(operation.label);
  return fact.arguments.some((argument) => {
    const method = values.propertyOf(file, argument, 'method');
    return method !== undefined && /^(?:post|put|patch|delete)$/i.test(values.textOf(method.file, method.expression) ?? '');
  });
}
