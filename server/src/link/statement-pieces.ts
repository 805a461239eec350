/** Calls that only write a statement, or a piece of one: what another call asks with, or a text that is run elsewhere. */

import { partsOf, type Expression } from '../../../rules/model/expression.ts';
import type { CallFact, FileFacts } from '../../../rules/model/facts.ts';
import type { FilePath } from '../../../rules/model/source.ts';
import { callbackUse } from '../../../rules/knowledge/callbacks.ts';
import type { Program } from './program.ts';

/** `exists(db.select()…)`, `knex('orders').where({ id }).toQuery()`, `knex.unionAll(ids.map((id) => knex('orders').where({ id })))`. */
export function isOnlyWritten({ of }: Program, file: FilePath, index: number, fact: CallFact): boolean {
  const own = of(file);
  if (!own) return false;
  const { facts, chainedInto } = own;
  const next = chainedInto.get(index);
  if (next !== undefined) return TO_TEXT.test(nameOf(facts.calls[next]?.callee));
  if (fact.use === 'argument') return isPartOf(facts, index);
  if (fact.use === 'assigned') return isKeptForText(facts, index);
  return fact.use === 'returned' && isOneOfParts(facts, fact);
}

/** postgres.js writes pieces of statements with the tag that runs them, and names and values by calling it: github.com/porsager/postgres, Building queries. */
export function isPieceOfSql({ kind, arguments: [text] }: CallFact): boolean {
  if (kind !== 'tagged-template') return true;
  const begins = text?.kind === 'template' ? text.texts[0] : text?.kind === 'literal' ? String(text.value) : undefined;
  return begins !== undefined && !VERB.test(begins);
}

const VERB = /^\s*(?:(?:--[^\n]*|\/\*[\s\S]*?\*\/)\s*)*\(?\s*(?:select|insert|update|delete|with|merge|call|values|truncate|create|alter|drop|refresh|notify|listen|set|show|begin|commit|rollback|copy|do|lock|explain|vacuum|analyze|execute|table)\b/i;

const TO_TEXT = /^(?:toQuery|toSQL|toString|toNative|getSql|getQuery|getQueryAndParameters|compile)$/;

const TAKES_STATEMENT = /^(?:(?:not)?[eE]xists|(?:not)?[iI]nArray|eq|ne|gte?|lte?|and|or|union(?:All)?|intersect(?:All)?|except(?:All)?|from|(?:left|right|inner|full|cross)Join|where(?:Not)?(?:In|Exists)|orWhere(?:Not)?(?:In|Exists)|with|jsonArrayFrom|jsonObjectFrom)$/;

function nameOf(callee: Expression | undefined): string {
  return callee?.kind === 'member' || callee?.kind === 'name' ? callee.name : '';
}

/** A piece of another statement, which is asked once. */
function isPartOf({ calls }: FileFacts, index: number): boolean {
  return calls.some(({ callee, arguments: given }) => TAKES_STATEMENT.test(nameOf(callee)) && given.some((each) => each.kind === 'call' && each.call === index));
}

/** `const query = isOpen ? knex('orders') : knex('archive'); return query.toQuery();`. */
function isKeptForText({ bindings, calls }: FileFacts, index: number): boolean {
  const optionsOf = (each: Expression): readonly Expression[] => (each.kind === 'either' ? each.options.flatMap(optionsOf) : [each]);
  const kept = bindings.findIndex(({ kind, value }) => kind === 'const' && value !== undefined && optionsOf(value).some((each) => each.kind === 'call' && each.call === index));
  if (kept < 0 || bindings[kept]?.isAwaited) return false;
  const onIt = calls.filter(({ callee }) => callee.kind === 'member' && callee.of.kind === 'name' && callee.of.binding === kept);
  return onIt.length > 0 && onIt.every(({ callee }) => TO_TEXT.test(nameOf(callee)));
}

/** `const [first, ...others] = ids.map((id) => knex('orders').where({ id })); first.unionAll(others)`. */
function isOneOfParts({ bindings, calls, functions }: FileFacts, { in: owner }: CallFact): boolean {
  const callback = functions[owner];
  const list = callback?.argumentOf?.call;
  if (list === undefined || callback?.isAsync || callbackUse([], nameOf(calls[list]?.callee)) !== 'per-element') return false;
  const holds = (each: Expression, depth: number): boolean => {
    if (depth > MOST_STEPS) return false;
    if (each.kind === 'call') return each.call === list || (calls[each.call]?.use !== 'awaited' && partsOfCallee(calls[each.call]).some((part) => holds(part, depth + 1)));
    if (each.kind === 'name') {
      const value = each.binding === undefined ? undefined : bindings[each.binding]?.value;
      return value !== undefined && value.kind !== 'await' && holds(value, depth + 1);
    }
    return partsOf(each).some((part) => holds(part, depth + 1));
  };
  return calls.some(({ callee, arguments: given }) => TAKES_STATEMENT.test(nameOf(callee)) && given.some((each) => holds(each, 0)));
}

/** `ids.map(…)` of `ids.map(…).filter(Boolean)`. */
function partsOfCallee(call: CallFact | undefined): readonly Expression[] {
  return call?.callee.kind === 'member' ? [call.callee.of] : [];
}

const MOST_STEPS = 8;
