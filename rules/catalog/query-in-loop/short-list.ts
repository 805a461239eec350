/** Whether a list is short by what the code says of it: a schema, a check or a query that bounds it, or one owner's own few things. */

import { chainFrom } from '../../kit/steps-before.ts';
import type { Codebase } from '../../model/codebase.ts';
import type { Expression } from '../../model/expression.ts';
import type { CallFact, FileFacts } from '../../model/facts.ts';
import { partsOfFunctionId } from '../../model/function-id.ts';
import type { FilePath } from '../../model/source.ts';

/** More than a page of these is no handful. */
const MOST = 50;

export function isShort(codebase: Codebase, file: FilePath, over: Expression | undefined): boolean {
  const facts = codebase.facts.get(file);
  if (!facts || !over) return false;
  const list = underneath(facts, over, 0);
  const asked = list.kind === 'call' ? facts.calls[list.call] : undefined;
  return (asked !== undefined && (isTaken(codebase, facts, asked, 0) || isPathInParts(asked))) || isRefusedAbove(codebase, facts, over) || isBoundedBySchema(codebase, facts, over) || isOwnFew(facts, over, list, asked);
}

/** `orders` of `orders.filter(…)` and `orders ?? []`, and what a name starts as. */
export function underneath(facts: FileFacts, expression: Expression, depth: number): Expression {
  if (depth > 6) return expression;
  if (expression.kind === 'await') return underneath(facts, expression.of, depth + 1);
  if (expression.kind === 'either') {
    const [list, ...others] = expression.options.filter((each) => each.kind !== 'array' || each.elements.length > 0);
    return list && others.length === 0 ? underneath(facts, list, depth + 1) : expression;
  }
  if (expression.kind === 'name') {
    const value = expression.binding === undefined ? undefined : facts.bindings[expression.binding]?.value;
    return value && value.kind !== 'parameter' ? underneath(facts, value, depth + 1) : expression;
  }
  const callee = expression.kind === 'call' ? facts.calls[expression.call]?.callee : undefined;
  return callee?.kind === 'member' && /^(?:map|filter|entries|values|sort|toSorted|reverse)$/.test(callee.name) ? underneath(facts, callee.of, depth + 1) : expression;
}

/** `findMany({ take: 50 })`, `.limit(20)`, or a helper all of whose answers are such. */
function isTaken(codebase: Codebase, facts: FileFacts, { callee, arguments: given }: CallFact, depth: number): boolean {
  const isSmall = (each: Expression | undefined): boolean => each !== undefined && isAtMost(codebase, facts.file, each);
  if (given.some((each) => each.kind === 'object' && each.properties.some(({ name, value }) => /^(?:take|limit|first)$/.test(name) && isSmall(value)))) return true;
  if (callee.kind === 'member' && /^(?:take|limit)$/.test(callee.name) && isSmall(given[0])) return true;
  const inner = callee.kind === 'member' && callee.of.kind === 'call' ? facts.calls[callee.of.call] : undefined;
  if (inner && depth < 8) return isTaken(codebase, facts, inner, depth + 1);
  return depth === 0 && isGivenBackTaken(codebase, facts, callee);
}

function isGivenBackTaken(codebase: Codebase, facts: FileFacts, callee: Expression): boolean {
  const [value, ...others] = callee.kind === 'name' ? codebase.values.of(facts.file, callee) : [];
  if (value?.kind !== 'function' || others.length > 0) return false;
  const { file, index } = partsOfFunctionId(value.function);
  const home = codebase.facts.get(file);
  const returns = home?.functions[index]?.returns ?? [];
  return home !== undefined && returns.length > 0 && returns.every((each) => {
    const made = underneath(home, each, 0);
    const asked = made.kind === 'call' ? home.calls[made.call] : undefined;
    return asked !== undefined && isTaken(codebase, home, asked, 1);
  });
}

function isAtMost({ values }: Codebase, file: FilePath, expression: Expression): boolean {
  if (expression.kind === 'literal') return typeof expression.value === 'number' && expression.value <= MOST;
  const all = values.of(file, expression);
  return all.length > 0 && all.every((value) => value.kind === 'literal' && typeof value.value === 'number' && value.value <= MOST);
}

/** `path.split('/')`: as many as it is deep. */
function isPathInParts({ callee, arguments: [by] }: CallFact): boolean {
  return callee.kind === 'member' && callee.name === 'split' && by?.kind === 'literal' && typeof by.value === 'string' && /^(?:[/.:-]|::| [-/>] )$/.test(by.value);
}

/** `if (guests.length > 30) throw …` somewhere in the function that goes through them, or around it. */
function isRefusedAbove(codebase: Codebase, facts: FileFacts, over: Expression): boolean {
  if (over.kind !== 'name' || over.binding === undefined) return false;
  return facts.branches.some(({ kind, leaves, goesOn, test }) => {
    if (kind !== 'then' || !leaves || goesOn || test?.kind !== 'operation' || !/^>=?$/.test(test.operator)) return false;
    const [length, most] = test.operands;
    const isLength = length?.kind === 'member' && length.name === 'length' && length.of.kind === 'name' && length.of.binding === over.binding;
    // `length > 0` only asks whether there are any.
    return isLength && most !== undefined && !(most.kind === 'literal' && typeof most.value === 'number' && most.value < 2) && isAtMost(codebase, facts.file, most);
  });
}

/** `parsed.guests`, where a schema that this file uses says `guests: z.array(…).max(10)`. */
function isBoundedBySchema(codebase: Codebase, facts: FileFacts, over: Expression): boolean {
  const field = fieldOf(facts, over);
  if (field === undefined) return false;
  return facts.bindings.some((binding, index) => {
    if (!binding.isUsedAsValue || !(binding.kind === 'import' || (binding.in === 0 && binding.kind === 'const'))) return false;
    const written: Expression = { kind: 'name', name: binding.name, binding: index, at: binding.span };
    const schema = binding.kind === 'import' ? codebase.values.definitionOf(facts.file, written) : binding.value && { file: facts.file, expression: binding.value };
    const home = schema && codebase.facts.get(schema.file);
    return home !== undefined && isSchemaWithFew(codebase, home, schema?.expression, field);
  });
}

/** The last name by which what was handed in is taken apart. */
function fieldOf({ bindings }: FileFacts, over: Expression): string | undefined {
  if (over.kind === 'member') return over.name;
  const value = over.kind === 'name' && over.binding !== undefined ? bindings[over.binding]?.value : undefined;
  return value?.kind === 'member' ? value.name : undefined;
}

function isSchemaWithFew(codebase: Codebase, home: FileFacts, schema: Expression | undefined, field: string): boolean {
  const chain = schema ? [...chainFrom(home, schema)] : [];
  return chain.some(({ callee, arguments: [first] }) => callee.kind === 'member' && /^(?:object|extend|strictObject|looseObject)$/.test(callee.name) && first?.kind === 'object' && first.properties.some(({ name, value }) => name === field && isFewInSchema(codebase, home, value)));
}

function isFewInSchema(codebase: Codebase, home: FileFacts, value: Expression): boolean {
  const chain = [...chainFrom(home, value)];
  const isArray = chain.some(({ callee }) => callee.kind === 'member' && callee.name === 'array');
  return isArray && chain.some(({ callee, arguments: [first] }) => callee.kind === 'member' && /^(?:max|length)$/.test(callee.name) && first !== undefined && isAtMost(codebase, home.file, first));
}

/** What one owner sets up by hand: he has few of them, however many others there are. */
const SET_UP = /(?:(?:^a|A)ctions|[cC]alendars|[cC]onnections|[sS]ubscriptions|[wW]ebhooks|[iI]ntegrations|[aA]ccounts|[lL]ibraries|[rR]ules)$/;

const OWNER = /^(?:(?:\w*(?:[uU]ser|[oO]wner|[aA]ccount|[cC]ustomer|[rR]ule|[pP]rofile|[mM]ember|[sS]ubscription))(?:_?[iI]d)?|customer)$/;

/** `rule.actions` of one rule that is looked up or handed in, `findMany({ where: { userId } })`. */
function isOwnFew(facts: FileFacts, over: Expression, list: Expression, asked: CallFact | undefined): boolean {
  const named = [over, list].some((each) => (each.kind === 'name' || each.kind === 'member') && SET_UP.test(each.name));
  if (!named) return false;
  // Of what was sent there may be any number.
  if (list.kind === 'member') return list.of.kind === 'name' && !/^(?:req|request|body|input|data|params|args|query|payload|event|message|ctx|context|this|result|response|values|options)$/i.test(list.of.name);
  return asked?.arguments.some((each) => isOfOwner(each, 0)) === true;
}

/** `{ where: { userId } }`, and no list of owners. */
function isOfOwner(given: Expression, depth: number): boolean {
  if (given.kind !== 'object' || depth > 2) return false;
  return given.properties.some(({ name, value }) => (name === 'where' ? isOfOwner(value, depth + 1) : OWNER.test(name) && value.kind !== 'object'));
}
