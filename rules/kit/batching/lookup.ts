/** A query for one row, or for some, by one key, as far as it can be asked for many keys at once: what each library's form is told apart by. */

import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { CallFact, FileFacts } from '../../model/facts.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { Call } from '../../model/graphs.ts';
import type { Span } from '../../model/source.ts';
import { namesIn } from '../data-flow.ts';

/** What a library is asked about: the query, and the bindings that change from turn to turn. */
export interface Question {
  readonly codebase: Codebase;
  readonly text: string;
  readonly facts: FileFacts;
  readonly call: Call;
  readonly variables: ReadonlySet<number>;
}

/** A piece of the query that changes for many keys. */
export interface Change {
  readonly span: Span;
  readonly newText: string;
}

export interface Lookup {
  /** The expression the row is looked up by, as written. */
  readonly key: string;
  /** The row's property that holds it. */
  readonly field: string;
  /** `many`: all rows with the key, in place of the one row. */
  readonly rows: 'one' | 'many';
  /** What the library gives where there is no row; for `many` it is an empty list. */
  readonly missing: 'null' | 'undefined';
  /** Keys are objects, or of no known type: they are compared as text. */
  readonly isLoose: boolean;
  /** The row is the first of a list: `const [user] = await …`. */
  readonly isFirstOfList: boolean;
  /** The key was not asked for, and now is: the row gets one more property. */
  readonly addsKey?: boolean;
  /** The query for all of `keys`, a list as code. */
  changes(keys: string): readonly Change[];
  /** Brings in what the query needs beyond what the file has. */
  readonly imports: readonly TextEdit[];
}

/** One key by which a row is looked up: the text to put a list in place of. */
export interface Key {
  readonly text: string;
  readonly span: Span;
}

/** A path from the element (`order.customerId`), or that as a number, a text or an id. */
const PATH = String.raw`[\w$]+(?:\.[\w$]+)*!?`;
const KEY = new RegExp(String.raw`^(?:${PATH}|(?:Number|String|BigInt|new (?:[\w$]+\.)*ObjectId)\(${PATH}\))$`);

/** Undefined where the expression is no plain key of the element at hand. */
export function keyOf({ text, facts, variables }: Question, expression: Expression | undefined): Key | undefined {
  const at = expression && spanOf(facts, expression);
  if (!at) return undefined;
  const span: Span = text.charAt(at[1]) === '!' && !/^!==?/.test(text.slice(at[1])) ? [at[0], at[1] + 1] : at;
  const written = text.slice(...span);
  const bound = [...namesIn(facts, expression)].flatMap(({ binding }) => (binding === undefined ? [] : [binding]));
  const isOfElement = bound.some((each) => variables.has(each)) && bound.every((each) => variables.has(each) || facts.bindings[each]?.kind === 'import');
  return KEY.test(written) && isOfElement && /^\s*[,})]/.test(text.slice(span[1])) ? { text: written, span } : undefined;
}

/** The one property of a filter that holds a key of the element; the others are kept as they are. */
export function keyedProperty(question: Question, filter: Expression | undefined) {
  if (filter?.kind !== 'object' || filter.spreads.length > 0) return undefined;
  const keyed = filter.properties.filter(({ value }) => [...namesIn(question.facts, value)].some(({ binding }) => binding !== undefined && question.variables.has(binding)));
  const [property, ...others] = keyed;
  const key = keyOf(question, property?.value);
  if (!property || others.length > 0 || !key || key.span[1] !== property.at[1]) return undefined;
  return /^[\w$]+$/.test(property.name) && question.text.startsWith(property.name, property.at[0]) ? { name: property.name, at: property.at, key } : undefined;
}

/** Whether an options object holds nothing but these. */
export function hasOnly(options: Expression | undefined, allowed: readonly string[]): options is Extract<Expression, { kind: 'object' }> {
  return options?.kind === 'object' && options.spreads.length === 0 && options.properties.every(({ name }) => allowed.includes(name));
}

export function propertyIn(options: Expression | undefined, name: string): Expression | undefined {
  return options?.kind === 'object' ? options.properties.find((each) => each.name === name)?.value : undefined;
}

/** `.where` of `knex('users').where(…)`: the last name of what is called. */
export function methodOf({ callee }: Pick<CallFact, 'callee'>): string {
  return callee.kind === 'member' || callee.kind === 'name' ? callee.name : '';
}

/** Fields that tell one row from all others, by their usual names: for queries that do not say so themselves. */
export function isUniqueByName(field: string): boolean {
  return /^(?:_?id|uuid|guid|slug|e_?mail|user_?name|key|code|sku|token)$/i.test(field);
}

function spanOf(facts: FileFacts, expression: Expression): Span | undefined {
  if (expression.kind === 'name') return expression.at;
  if (expression.kind === 'call') return facts.calls[expression.call]?.span;
  const start = expression.kind === 'member' ? spanOf(facts, expression.of)?.[0] : undefined;
  return expression.kind === 'member' && start !== undefined ? [start, expression.at[1]] : undefined;
}
