/** Which fields of the rows of a list the code looks at: known only where the list never leaves the function. */

import { partsOf, type Expression } from '../../model/expression.ts';
import type { FileFacts } from '../../model/facts.ts';

/** Run a function once for each row. */
const EACH = /^(?:map|forEach|filter|flatMap|some|every|find|findIndex|sort)$/;

/** Undefined where the list or a row as a whole goes somewhere else. */
export function usedFields(facts: FileFacts, query: number): readonly string[] | undefined {
  const list = facts.bindings.findIndex(({ kind, value, isReassigned, in: owner }) => kind === 'const' && owner !== 0 && !isReassigned && value?.kind === 'await' && value.of.kind === 'call' && value.of.call === query);
  const found = list < 0 ? fieldsInPlace(facts, query) : fieldsOfList(facts, list);
  return found && found.size > 0 ? [...found] : undefined;
}

/** `(await query).map(({ id }) => id)` */
function fieldsInPlace(facts: FileFacts, query: number): Set<string> | undefined {
  const fields = new Set<string>();
  const each = facts.calls.find(({ callee }) => callee.kind === 'member' && EACH.test(callee.name) && callee.of.kind === 'await' && callee.of.of.kind === 'call' && callee.of.of.call === query);
  return each && addFieldsOfCallback(facts, each.arguments, fields) ? fields : undefined;
}

function fieldsOfList(facts: FileFacts, list: number): Set<string> | undefined {
  const fields = new Set<string>();
  const known = new Set<Expression>();
  for (const { callee, arguments: given } of facts.calls) {
    if (callee.kind !== 'member' || !isName(callee.of, list)) continue;
    known.add(callee.of);
    if (!EACH.test(callee.name) || !addFieldsOfCallback(facts, given, fields)) return undefined;
  }
  for (const { over, kind, variables } of facts.loops) {
    if (!over || !isName(over, list)) continue;
    known.add(over);
    if (kind !== 'for-of' || !variables.every((each) => addFieldsOfRow(facts, each, fields))) return undefined;
  }
  visit(facts, (each) => {
    // A loop's variables are elements of the list.
    if ((each.kind === 'element' || (each.kind === 'member' && each.name === 'length')) && isName(each.of, list)) known.add(each.of);
  });
  return staysIn(facts, list, known) ? fields : undefined;
}

function addFieldsOfCallback(facts: FileFacts, [given]: readonly Expression[], fields: Set<string>): boolean {
  const index = given?.kind === 'function' ? given.function : undefined;
  const fact = index === undefined ? undefined : facts.functions[index];
  const [row] = fact?.parameters ?? [];
  if (index === undefined || !row) return false;
  if (row.binding !== undefined) return addFieldsOfRow(facts, row.binding, fields);
  const taken = facts.bindings.filter(({ kind, in: owner, value }) => kind === 'parameter' && owner === index && value !== undefined && rootOf(value, index));
  const parts = taken.map(({ value }) => (value?.kind === 'member' && value.of.kind === 'parameter' ? value.name : undefined));
  for (const part of parts) if (part !== undefined) fields.add(part);
  return parts.length > 0 && parts.every((part) => part !== undefined);
}

function rootOf(value: Expression, index: number): boolean {
  if (value.kind === 'parameter') return value.function === index && value.index === 0;
  return partsOf(value).some((part) => rootOf(part, index));
}

/** `row.total`, and nothing else done with it; a loop's `{ id }` is a part of the element. */
function addFieldsOfRow(facts: FileFacts, row: number, fields: Set<string>): boolean {
  const value = facts.bindings[row]?.value;
  if (value?.kind === 'member' && value.of.kind === 'element') {
    fields.add(value.name);
    return true;
  }
  const known = new Set<Expression>();
  visit(facts, (each) => {
    if (each.kind !== 'member' || !isName(each.of, row)) return;
    known.add(each.of);
    fields.add(each.name);
  });
  const called = facts.calls.some(({ callee }) => callee.kind === 'member' && isName(callee.of, row));
  return known.size > 0 && !called && staysIn(facts, row, known);
}

function isName(expression: Expression, binding: number): boolean {
  return expression.kind === 'name' && expression.binding === binding;
}

/** It is mentioned in these places alone. */
function staysIn(facts: FileFacts, binding: number, known: ReadonlySet<Expression>): boolean {
  let stays = true;
  visit(facts, (each) => {
    if (isName(each, binding) && !known.has(each)) stays = false;
  });
  return stays;
}

/** Every expression of the file, each place once; what a value is made of is part of it. */
function visit(facts: FileFacts, see: (each: Expression) => void): void {
  const seen = new Set<Expression>();
  const go = (each: Expression | undefined): void => {
    if (!each || seen.has(each)) return;
    seen.add(each);
    see(each);
    for (const part of partsOf(each)) go(part);
  };
  for (const { callee, arguments: given } of facts.calls) for (const each of [callee, ...given]) go(each);
  for (const { value } of facts.bindings) go(value);
  for (const { target, value } of facts.assignments) for (const each of [target, value]) go(each);
  for (const { over } of facts.loops) go(over);
  for (const { test } of facts.branches) go(test);
  for (const { returns } of facts.functions) for (const each of returns) go(each);
  for (const fact of facts.exports) if (fact.kind === 'local' || fact.kind === 'assign') go(fact.value);
}
