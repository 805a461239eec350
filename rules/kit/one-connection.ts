/** Whether a query runs on a connection of its own that everything beside it runs on too: a transaction's, a query runner's. */

import type { Codebase } from '../model/codebase.ts';
import type { Expression } from '../model/expression.ts';
import type { FileFacts } from '../model/facts.ts';
import { partsOfFunctionId } from '../model/function-id.ts';
import type { Call, RequestPath } from '../model/graphs.ts';
import { rootOf } from './root-of.ts';

/** Queries started together on it run one after another all the same. */
export function isOnOneConnection({ facts }: Codebase, { file, fact, chain, operation }: Call): boolean {
  const own = facts.get(file);
  if (operation?.kind === 'query' && [...(chain ?? []), fact].some(({ arguments: given }) => given.some((each) => namesTransaction(each)))) return true;
  const root = own && operation?.kind === 'query' ? rootOf(own, fact.callee) : undefined;
  if (!own || root?.binding === undefined) return false;
  if (/^(?:query_?runner|trx|tx|transaction)$/i.test(root.name)) return true;
  return isHandedByTransaction(own, root.binding) || isTaken(own, root.binding);
}

/** `@Transaction()`, `@Transactional()` on the handler, or on what it calls on the way: all that is asked for below runs in one. */
export function isWithinTransaction({ facts }: Codebase, { entryPoint, steps }: RequestPath): boolean {
  return [entryPoint.handler, ...steps.map(({ callee }) => callee)].some((id) => {
    const { file, index } = partsOfFunctionId(id);
    const own = facts.get(file);
    return own?.functions[index]?.decorators.some((decorator) => {
      const named = decorator.kind === 'call' ? own.calls[decorator.call]?.callee : decorator;
      return named?.kind === 'name' && /^Transaction(?:al)?$/.test(named.name);
    });
  });
}

/** `Order.create(values, { transaction })`, `Order.updateOne(filter, change, { session })`. */
function namesTransaction(given: Expression): boolean {
  return given.kind === 'object' && given.properties.some(({ name, value }) => /^(?:transaction|transacting|session|trx)$/.test(name) && (value.kind === 'name' || value.kind === 'member'));
}

/** `source.transaction(async (manager) => …)`. */
function isHandedByTransaction(facts: FileFacts, binding: number): boolean {
  const value = facts.bindings[binding]?.value;
  const given = value?.kind === 'parameter' && value.index === 0 ? facts.functions[value.function]?.argumentOf : undefined;
  const callee = given && facts.calls[given.call]?.callee;
  return callee?.kind === 'member' && /^\$?(?:transaction|withTransaction)$/.test(callee.name);
}

/** `const client = await pool.connect()`, `const runner = source.createQueryRunner()`. */
function isTaken(facts: FileFacts, binding: number): boolean {
  const value = facts.bindings[binding]?.value;
  const made = value?.kind === 'await' ? value.of : value;
  const callee = made?.kind === 'call' ? facts.calls[made.call]?.callee : undefined;
  if (callee?.kind !== 'member') return false;
  return callee.name === 'createQueryRunner' || callee.name === 'getConnection' || (callee.name === 'connect' && callee.of.kind !== 'call' && /pool/i.test(callee.of.kind === 'name' || callee.of.kind === 'member' ? callee.of.name : ''));
}
